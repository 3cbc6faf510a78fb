/** A piece of a sentence. */
export interface ProsePart {
  text: string;
  isCode: boolean;
}

/** Splits a sentence at its backquotes, as Markdown would; one without a partner stays as it is. */
export function proseParts(sentence: string): ProsePart[] {
  return sentence
    .split(/`([^`\n]+)`/)
    .map((text, at) => ({ text, isCode: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
