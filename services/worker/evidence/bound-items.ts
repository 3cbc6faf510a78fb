import { storableText } from '../../../graders/text/storable-text.ts';

/** Characters of one text; longer ones keep their end, which tells how it went. */
const TEXT = 16 * 1024;

/**
 * The first items that fit into a number of bytes of JSON, with texts that are far too long cut. One item that is too
 * large is left out alone; those after it may still fit.
 */
export function boundItems(
  items: readonly unknown[],
  limit: number,
): { items: unknown[]; isComplete: boolean } {
  let left = limit - 2;
  let cut = false;

  const shorten = (_name: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (value.length <= TEXT) return storableText(value);
    cut = true;
    return storableText(`…${value.slice(-TEXT)}`);
  };

  const kept = items.flatMap((item) => {
    const text = JSON.stringify(item, shorten) ?? 'null';
    const size = Buffer.byteLength(text) + 1;

    if (size > left) {
      cut = true;
      return [];
    }

    left -= size;
    return [JSON.parse(text) as unknown];
  });

  return { items: kept, isComplete: !cut };
}
