/** Cuts plain text to at most `limit` bytes of UTF-8 with a `…` at the end, between two characters. */
export function truncateBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let size = Buffer.byteLength('…');
  let end = 0;

  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > limit) break;
    end += character.length;
  }

  return `${text.slice(0, end)}…`;
}
