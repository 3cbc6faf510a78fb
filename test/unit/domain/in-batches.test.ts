import { expect, it } from 'vitest';
import { inBatches } from '../../../services/domain/in-batches.ts';

it.each<[string, number[], number, number[][]]>([
  ['nothing in no batch', [], 2, []],
  ['few in one', [1, 2], 2, [[1, 2]]],
  ['the rest in one of its own', [1, 2, 3], 2, [[1, 2], [3]]],
])('gives %s', (_, entries, most, expected) => {
  expect([...inBatches(entries, most)]).toEqual(expected);
});
