import { askFor } from './ask.ts';
import type { Address, Question } from './question.ts';

/** Fetches a file with the reader's rights and hands it to the browser to save. */
export async function download<Path extends Address<'GET'>>(
  address: Path,
  question: Question<'GET', Path>,
  fileName: string,
): Promise<void> {
  const answer = await askFor('GET', address, { ...question, accept: '*/*' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
