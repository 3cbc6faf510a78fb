import { describe, expect, it } from 'vitest';
import { withoutField } from '../../../../../graders/objects/ownership/without-field.ts';

describe('withoutField', () => {
  it.each([
    ['a field', { a: 1, b: 2 }, ['a'], { b: 2 }],
    ['a map that gets empty', { a: { b: { c: 1 } }, d: 1 }, ['a', 'b', 'c'], { d: 1 }],
    ['a list item', { a: [1, 2, 3] }, ['a', 1], { a: [1, 3] }],
    ['a list that gets empty', { a: [1], b: 1 }, ['a', 0], { b: 1 }],
    [
      'up to the item of a list',
      { a: [{ name: 'x', b: { c: 1 } }] },
      ['a', 0, 'b', 'c'],
      { a: [{ name: 'x' }] },
    ],
    ['nothing when it is not there', { a: {} }, ['b', 'c'], { a: {} }],
    ['nothing that is only inherited', { a: 1 }, ['toString', 'name'], { a: 1 }],
  ])('removes %s', (_, value, path, expected) => {
    expect(withoutField(value, path)).toEqual(expected);
  });

  it('leaves the original as it is', () => {
    const original = { a: { b: 1 } };
    withoutField(original, ['a', 'b']);
    expect(original).toEqual({ a: { b: 1 } });
  });
});
