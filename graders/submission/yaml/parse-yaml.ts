import { Composer, type Document, type ErrorCode, Parser } from 'yaml';

/** The first thing in a text that is no YAML. */
export interface YamlError {
  code: ErrorCode;
  /** A sentence in English, of the library. */
  message: string;
  /** In characters. */
  offset: number;
}

export type ParsedYaml = { documents: Document.Parsed[] } | { error: YamlError };

const OPTIONS = {
  schema: 'core',
  strict: true,
  // Our own pass over the nodes finds duplicates in linear time; the library compares every pair.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** kubectl's library takes a comment right behind a value. */
const LENIENT = 'Comments must be separated from other tokens';

/**
 * Parses the documents of a text up to the first error: the others mostly follow from it, and to collect as many as a
 * text has characters takes minutes.
 */
export function parseYaml(text: string): ParsedYaml {
  const composer = new Composer(OPTIONS);
  let first: YamlError | undefined;

  // The composer collects what is told here until its document ends, however much that is.
  const onError = (source: ErrorSource, code: ErrorCode, message: string, isWarning = false): void => {
    if (isWarning || message.startsWith(LENIENT)) return;
    first ??= { code, message, offset: offsetOf(source) };
    throw new Error(message);
  };

  Object.assign(composer, { onError });
  const documents: Document.Parsed[] = [];

  try {
    for (const token of new Parser().parse(text)) {
      if (token.type === 'error')
        return { error: { code: 'UNEXPECTED_TOKEN', message: token.message, offset: token.offset } };
      documents.push(...composer.next(token));
    }

    documents.push(...composer.end());
  } catch (error) {
    if (first === undefined) throw error;
  }

  const late = documents.flatMap(({ errors }) => errors)[0];
  const error = first ?? (late && { code: late.code, message: late.message, offset: late.pos[0] });
  return error === undefined ? { documents } : { error };
}

type ErrorSource = number | readonly [number, number] | { offset: number };

function offsetOf(source: ErrorSource): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : source[0];
}
