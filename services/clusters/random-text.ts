const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** So many lower-case letters and digits, from random bytes; those that would favour a letter are skipped. */
export function randomText(length: number, randomBytes: (size: number) => Uint8Array): string {
  const fair = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length * 2))
      if (byte < fair && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
  return text;
}
