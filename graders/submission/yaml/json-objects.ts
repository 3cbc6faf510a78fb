/** A part of a text, and where it begins, in characters. */
export interface TextPart {
  text: string;
  offset: number;
}

/**
 * The JSON objects of a text that holds several and nothing else, as several `kubectl create -o json` into one file leave it;
 * undefined for any other text. Takes time in proportion to the text.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/util/yaml/decoder.go
 */
export function jsonObjects(text: string): TextPart[] | undefined {
  const parts: TextPart[] = [];
  let at = 0;

  while (/^\s*\{/.test(text.slice(at, at + MOST_BLANKS))) {
    const offset = text.indexOf('{', at);
    at = endOfObject(text, offset);
    parts.push({ text: text.slice(offset, at), offset });
  }

  const isAll = text.slice(at).trim() === '';
  return isAll && parts.length > 1 && parts.every((part) => isJson(part.text)) ? parts : undefined;
}

/** Between two objects; more is not looked through again and again. */
const MOST_BLANKS = 200;

/** Behind the brace that closes the one at the offset, or the end of the text. */
function endOfObject(text: string, offset: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}]/gsu;
  token.lastIndex = offset;
  let depth = 0;

  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth++;
    if (match[0] === '}') depth--;
    if (depth === 0) return token.lastIndex;
  }

  return text.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
