/** The most characters of one learner value that are shown; the same bound as Exercism's. */
export const VALUE_LIMIT = 500;
/** The most characters of one piece of evidence that are shown. */
export const EVIDENCE_LIMIT = 2000;

/**
 * Shortens `text` to `limit` UTF-16 units plus a mark that says how many are missing. `keep` chooses the end that
 * stays: of logs the last lines matter. Never splits a surrogate pair.
 */
export function excerpt(text: string, limit: number, keep: 'start' | 'end' = 'start'): string {
  if (text.length <= limit) return text;
  const mark = `[… +${text.length - limit}]`;

  if (keep === 'start') {
    const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
    return `${text.slice(0, splitsPair ? limit - 1 : limit)} ${mark}`;
  }

  const from = text.length - limit;
  const splitsPair = /[\uDC00-\uDFFF]/.test(text.charAt(from));
  return `${mark} ${text.slice(splitsPair ? from + 1 : from)}`;
}
