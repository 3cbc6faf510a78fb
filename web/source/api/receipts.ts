import { download } from './download.ts';
import type { Submission } from './submissions.ts';

/** The public keys that receipts are checked with; outside the API, where others look for keys. */
export const KEYS_ADDRESS = '/.well-known/jwks.json';

/** The name of the file that a receipt is saved as. */
export function receiptName({ exercise, headSha }: Pick<Submission, 'exercise' | 'headSha'>): string {
  return `receipt-${exercise}-${headSha.slice(0, 7)}.jws`;
}

/** Saves the signed receipt of a run's result. */
export const downloadReceipt = (id: string, fileName: string) =>
  download('/runs/{id}/receipt', { path: { id } }, fileName);
