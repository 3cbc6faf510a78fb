import { stripVTControlCharacters } from 'node:util';

/** Joiners and variation selectors that ordinary emoji need stay; everything else that draws nothing does not. */
const UNSEEN = /(?![\n\t\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/**
 * Makes what a terminal or browser would act on instead of showing into something seen: terminal sequences go,
 * control, zero-width and bidirectional characters become `␇` or `⟨U+202E⟩`, halves of surrogate pairs `�`.
 * Seen rather than removed, because a stray character in a manifest may be the very mistake to be found.
 */
export function visibleText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(UNSEEN, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
