import { download } from './download.ts';

/** Saves the signed receipt of a run's result; gives the name of its file. */
export async function downloadReceipt(
  id: string,
  { exercise, headSha }: { exercise: string; headSha: string },
): Promise<string> {
  const name = `receipt-${exercise}-${headSha.slice(0, 7)}.jws`;
  await download('/runs/{id}/receipt', { path: { id } }, name);
  return name;
}
