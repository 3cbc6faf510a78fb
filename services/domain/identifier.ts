/** Where new identifiers come from; a parameter everywhere so that tests can foresee them. */
export interface Identifiers {
  /** A ULID: 26 characters of Crockford's base 32, sorting by time. */
  next(): string;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ULIDs (https://github.com/ulid/spec) from a clock in milliseconds and a source of random bytes. */
export function createIdentifiers(now: () => number, randomBytes: (size: number) => Uint8Array): Identifiers {
  return {
    next() {
      let time = '';
      for (let rest = now(), i = 0; i < 10; i++, rest = Math.floor(rest / 32))
        time = ALPHABET.charAt(rest % 32) + time;
      return time + Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte % 32)).join('');
    },
  };
}
