import { describe, expect, it } from 'vitest';
import { absent } from '../../../../graders/match/absent.ts';
import { differences } from '../../../../graders/match/differences.ts';
import { image } from '../../../../graders/match/image.ts';
import { intOrString } from '../../../../graders/match/int-or-string.ts';
import { items } from '../../../../graders/match/items.ts';
import { keyed } from '../../../../graders/match/keyed.ts';
import type { Expected } from '../../../../graders/match/matcher.ts';
import { quantity } from '../../../../graders/match/quantity.ts';

const cases: [string, unknown, Expected, string[]][] = [
  ['only asserted fields', { a: 1, extra: 2 }, { a: 1 }, []],
  ['a wrong value', { a: { b: 1 } }, { a: { b: 2 } }, ['a.b']],
  ['a missing field', {}, { a: { b: 2 } }, ['a.b']],
  ['an inherited name', {}, { constructor: { name: 'Object' } }, ['constructor.name']],
  ['a shorter list', { a: [1] }, { a: [1, 2] }, ['a']],
  ['equal amounts', { cpu: '0.1', memory: '1Gi' }, { cpu: quantity('100m'), memory: quantity('1024Mi') }, []],
  ['other amounts', { cpu: '200m' }, { cpu: quantity('100m') }, ['cpu']],
  ['no amount', { cpu: 'much' }, { cpu: quantity('100m') }, ['cpu']],
  ['a port as text', { port: '80' }, { port: intOrString(80) }, []],
  ['an image written in full', 'docker.io/library/nginx:1.27', image('nginx:1.27'), []],
  ['an image without tag', 'nginx', image('nginx:latest'), []],
  ['another registry', 'localhost:5000/nginx', image('nginx'), ['']],
  ['an absent field', { a: null }, { a: absent, b: absent }, []],
  ['a present field', { a: 0 }, { a: absent }, ['a']],
  [
    'items by key in any order',
    [
      { name: 'b', v: 1 },
      { name: 'a', v: 2 },
    ],
    keyed('name', { a: { v: 2 } }),
    [],
  ],
  ['a missing key', [{ name: 'b' }], keyed('name', { a: {} }), ['']],
  ['a wrong item by key', [{ name: 'b' }, { name: 'a', v: 1 }], keyed('name', { a: { v: 2 } }), ['1.v']],
  ['all of nothing', [], items('all', { a: 1 }), ['']],
  ['all but one', [{ a: 1 }, { a: 2 }], items('all', { a: 1 }), ['1.a']],
  ['some', [{ a: 1 }, { a: 2 }], items('some', { a: 2 }), []],
  ['exactly one of two', [{ a: 1 }, { a: 1 }], items({ exactly: 1 }, { a: 1 }), ['']],
];

describe('differences', () => {
  it.each(cases)('%s', (_, value, expected, paths) => {
    expect(differences(value, expected).map(({ path }) => path.join('.'))).toEqual(paths);
  });
});
