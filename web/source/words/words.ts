import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Language, Localized } from './language.ts';

export type WordKey = keyof typeof en;
export type Values = Record<string, string | number>;

/** Everything the page says, in one language. */
export interface Words {
  language: Language;
  /** The sentence of the catalogue with its `{names}` filled in. */
  say(key: WordKey, values?: Values): string;
  /** A text that came in both languages. */
  text(localized: Localized | undefined, values?: Values): string;
  /** With at most so many digits after the point; 2 unless told. */
  number(value: number, digits?: 0 | 1 | 2): string;
  /** A share from 0 to 1. */
  percent(share: number): string;
  /** A moment, in the reader's time zone unless told. */
  time(iso: string | undefined | null, timeZone?: string): string;
  /** How long ago or how soon. */
  ago(iso: string, now: number): string;
  /** Seconds as a short length of time. */
  length(seconds: number): string;
}

const CATALOGUES: Record<Language, Record<WordKey, string>> = { en, ja };

/** @param language the one the reader chose */
export function createWords(language: Language): Words {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  // Formatters are slow to make, and the gradebook formats hundreds of numbers a frame.
  const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const number = (value: number, digits: 0 | 1 | 2 = 2) => numbers[digits]?.format(value) ?? String(value);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    language,
    say: (key, values) => fill(CATALOGUES[language][key], values),
    text: (localized, values) => fill(localized?.[language] ?? localized?.en ?? '', values),
    number,
    percent: (share) => percent.format(share),
    time(iso, timeZone) {
      if (!iso) return '–';
      return new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        ...(timeZone === undefined ? {} : { timeZone }),
      }).format(new Date(iso));
    },
    ago(iso, now) {
      const seconds = (new Date(iso).getTime() - now) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? LAST_UNIT;
      return relative.format(Math.round(seconds / size), unit);
    },
    length(seconds) {
      const [key, size] = LENGTHS.find(([, , least]) => seconds >= least) ?? SECONDS;
      return fill(CATALOGUES[language][key], { count: number(seconds / size, seconds < 10 ? 1 : 0) });
    },
  };
}

const LAST_UNIT = ['second', 1] as const;
const UNITS = [['day', 86_400], ['hour', 3600], ['minute', 60], LAST_UNIT] as const;
const SECONDS = ['length.seconds', 1, 0] as const;

/** Catalogue key, seconds in one, and from how many seconds on it is used. */
const LENGTHS = [
  ['length.days', 86_400, 2 * 86_400],
  ['length.hours', 3600, 2 * 3600],
  ['length.minutes', 60, 120],
] as const;

/** Puts values in place of `{names}`; a name without a value stays as it is, which shows what is missing. */
function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{([a-zA-Z0-9]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
