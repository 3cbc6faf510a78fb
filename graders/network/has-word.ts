/** Whether `word` stands in the text by itself, so that `v1` is not found in `v12` or `rev1`. */
export function hasWord(text: string, word: string): boolean {
  const literal = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9_-])${literal}(?![A-Za-z0-9_-])`).test(text);
}
