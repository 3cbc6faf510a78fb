import { send, type Question } from './ask.ts';

/** Fetches a file with the reader's rights and hands it to the browser to save. */
export async function download(address: string, question: Question, fileName: string): Promise<void> {
  const answer = await send('GET', address, { ...question, accept: '*/*' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
