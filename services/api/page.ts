import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { isTooDeep } from '../http/too-deep.ts';
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

/** What the cursors of lists hold; nothing that the database would not take for what it is. */
export const cursorKeys = {
  ulid: Type.String({ pattern: '^[0-9A-Z]{26}$' }),
  slug: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 63 }),
  number: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  place: Type.Object(
    {
      at: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' }),
      id: Type.String({ pattern: '^[0-9A-Z]{26}$' }),
    },
    { additionalProperties: false },
  ),
};

const DEEPEST = 2;

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
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const place: unknown = isTooDeep(text, DEEPEST) ? undefined : JSON.parse(text);
    if (Value.Check(key, place) && isMoment(place)) return place;
  } catch {
    // Not ours.
  }

  throw new ApiProblem(400, 'invalid-cursor', 'Take the cursor from `next` of the page before, as it is.');
}

/** Whether the time of a place is one: the pattern of its digits lets a 31st of February through. */
function isMoment(place: unknown): boolean {
  if (typeof place !== 'object' || place === null || !('at' in place)) return true;
  const at = new Date(String(place.at));
  return !Number.isNaN(at.getTime()) && at.toISOString() === place.at && at.getUTCFullYear() > 0;
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
