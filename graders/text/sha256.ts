import { createHash } from 'node:crypto';

/** The SHA-256 sum of a text as UTF-8, in lower-case hexadecimal digits, as `sha256sum` prints it. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
