import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ApiProblem } from './api-problem.ts';

/** The query of every list; spread it into the query of a list with filters. */
export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'How many at most.' }),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'From `next` of the page before.' }),
  ),
};

/** The answer of a list: `next` is null on the last page. */
export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });
}

/**
 * Reads the place where a list goes on. Cursors are opaque: their content may change with any version.
 * Fails with 400 for one that did not come from this list.
 */
export function readCursor<Key extends TSchema>(
  key: Key,
  cursor: string | undefined,
): Static<Key> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Value.Check(key, place)) return place;
  } catch {
    // Not ours.
  }
  throw new ApiProblem(400, 'invalid-cursor', 'Take the cursor from `next` of the page before, as it is.');
}

/**
 * A page of rows of which one more than `limit` was asked for, to know whether there are more. `keyOf` gives where
 * the list goes on after a row.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, keyOf }: { item: (row: Row) => Item; keyOf: (row: Row) => unknown },
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next:
      rows.length > limit && last !== undefined
        ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url')
        : null,
  };
}
