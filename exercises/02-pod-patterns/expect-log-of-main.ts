import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Pod } from './app-pods.ts';
import type { Given } from './given.ts';
import { LOG_LIMIT, startLogWatch } from './watch-log.ts';

/**
 * Asks `main` for a word of this moment, which netexec logs, and waits until it stands in the log that the sidecar serves. A
 * Mismatch `log-not-served`, `log-too-long` or `log-not-of-main`.
 */
export async function expectLogOfMain(
  context: GraderContext,
  { prober }: Given,
  pod: Pod,
  within: number,
): Promise<void> {
  const word = `word-${Math.floor(context.random() * 1e12).toString(36)}`;

  const look = async () => {
    await prober.get(`http://${pod.status?.podIP}:8080/echo?msg=${word}`, 3);
    const looks = await startLogWatch(context, prober, pod, { text: word, seconds: 3, held: 0, silent: 1 });
    const answers = (await looks()).map(({ answer }) => answer);
    if (answers.includes('with')) return;
    const found = answers.at(-1) ?? 'none';
    if (found === 'long') throw context.mismatch('log-too-long', { limit: LOG_LIMIT / 2 ** 20 });
    if (found === 'none')
      throw context.mismatch('log-not-served', {}, { expected: '200', found: 'no answer' });
    throw context.mismatch('log-not-of-main', {}, { expected: word, found: 'a log without it' });
  };

  await eventually(context, look, { within, every: 500 });
}
