import { squeeze, type SecretForms } from './secret-forms.ts';

/** One text as each encoding of a secret would have it read. */
export type Readings = Record<keyof SecretForms, readonly string[]>;

/** What programs write before a byte in hex, and between two of them. */
const HEX_PREFIX = /0x|\\x|\\u00|u\+00|#x|%/g;
const HEX_SEPARATORS = /[\s:,;.|\-_'"\\{}()[\]&]+/g;
/** A line of `xxd`: an offset, then groups of bytes. Two spaces end them: the same bytes follow as text. */
const XXD_LINE = /^ *[0-9a-f]{4,16}: +((?:[0-9a-f]{2,8} )*[0-9a-f]{2,8})/;
/** A line of `hexdump` or `od`: as above, with two spaces in the middle too. */
const DUMP_LINE = /^ *[0-9a-f]{4,16} +((?:[0-9a-f]{2,8} {1,2})*[0-9a-f]{2,8})/;
const WORD = /([0-9a-f]{2})([0-9a-f]{2})/g;

/**
 * Makes the readings of a text in which `secretForms` are searched: as it is, and with percent-encoding undone once and twice.
 * The time it takes is linear in the text.
 */
export function readings(text: string): Readings {
  const once = percentDecoded(text);
  const whole = [...new Set([text, once, percentDecoded(once)])];
  return {
    plain: whole,
    squeezed: whole.map(squeeze),
    base64: whole.map((one) => squeeze(one).replaceAll('-', '+').replaceAll('_', '/')),
    hex: [...whole.map(compactHex), ...dumps(text)],
  };
}

function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function compactHex(text: string): string {
  return text.toLowerCase().replaceAll(HEX_PREFIX, '').replaceAll(HEX_SEPARATORS, '');
}

/** The bytes of all lines that look like a dump, in their order, and with the bytes of each word swapped. */
function dumps(text: string): string[] {
  const bytes = text
    .toLowerCase()
    .split('\n')
    .map((line) => (XXD_LINE.exec(line) ?? DUMP_LINE.exec(line))?.[1]?.replaceAll(' ', '') ?? '')
    .join('');

  return bytes === '' ? [] : [bytes, bytes.replaceAll(WORD, '$2$1')];
}
