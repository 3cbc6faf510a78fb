import { Mismatch } from './mismatch.ts';

/** The same mismatch as one that time cannot heal: polling ends with it at once. */
export function asFinal({ findings }: Mismatch): Mismatch {
  return new Mismatch(findings, { final: true });
}
