import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that is the same for the same text in every run. */
export function fractionOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
