import { stripVTControlCharacters } from 'node:util';

/** Our comment without the HTML that GitHub would draw: folded parts stand open, under their summary. */
export function commentAsText(markdown: string): string {
  return stripVTControlCharacters(markdown)
    .replace(/<!--.*?-->\n?/gs, '')
    .replace(/<summary>(.*?)<\/summary>/gs, '▸ $1')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?(details|b|strong|sub|sup|p|h\d)[^>]*>\n?/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
