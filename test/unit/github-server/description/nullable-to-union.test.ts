import { expect, it } from 'vitest';
import { nullableToUnion } from '../../../github-server/description/nullable-to-union.ts';

it.each([
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    { nullable: true, anyOf: [{ type: 'string' }] },
    { anyOf: [{ anyOf: [{ type: 'string' }] }, { type: 'null' }] },
  ],
  [{ items: { type: 'integer', nullable: false } }, { items: { type: 'integer' } }],
])('%j becomes %j', (before, after) => {
  expect(nullableToUnion(before)).toEqual(after);
});
