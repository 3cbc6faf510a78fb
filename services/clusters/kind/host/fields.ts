/** Reads what a script in a node prints: fields that end with NUL, one after the other. Throws an Error where one is missing. */
export interface Fields {
  bytes(): Buffer;
  text(): string;
  /** A whole number of 0 or more. */
  number(): number;
  /** As many texts as the number before them says. */
  list(): string[];
}

/** @param output The whole output in base64. */
export function readFields(output: string): Fields {
  const bytes = Buffer.from(output, 'base64');
  let at = 0;

  const next = (): Buffer => {
    const end = bytes.indexOf(0, at);
    if (end === -1) throw new Error(`the output ends early, after ${bytes.length} bytes`);
    const field = bytes.subarray(at, end);
    at = end + 1;
    return field;
  };

  const number = (): number => {
    const text = next().toString('latin1');
    if (!/^\d{1,15}$/.test(text)) throw new Error(`"${text.slice(0, 40)}" is no number`);
    return Number(text);
  };

  return {
    bytes: next,
    text: () => next().toString('utf8'),
    number,
    list: () => Array.from({ length: Math.min(number(), bytes.length) }, () => next().toString('utf8')),
  };
}
