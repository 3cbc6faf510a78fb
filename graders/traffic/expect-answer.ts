import { eventually } from '../eventually.ts';
import type { GraderContext } from '../grader-context.ts';
import { Mismatch } from '../mismatch.ts';
import { describeProbe } from './describe-probe.ts';
import { hasWord } from './has-word.ts';
import { serviceUrl } from './service-url.ts';
import type { Prober } from './start-prober.ts';

export interface ExpectedAnswer {
  /** Service of the learner's namespace. */
  service: string;
  /** Word that must stand in the body. */
  wanted: string;
  /** Milliseconds until it must have come. */
  within: number;
}

/**
 * Waits until a GET to the Service is answered with the wanted word and returns the URL. Throws a Mismatch
 * `service-missing` or `wrong-answer`, but only after the prober has shown that it can reach a server at all.
 */
export async function expectAnswer(
  context: GraderContext,
  prober: Prober,
  { service, wanted, within }: ExpectedAnswer,
): Promise<string> {
  const ask = async () => {
    const url = await serviceUrl(context, service);
    const answer = await prober.get(url);
    if (answer.class === 'ok' && hasWord(answer.body, wanted)) return url;
    throw context.mismatch(
      'wrong-answer',
      { name: service, wanted },
      { expected: `an answer that contains "${wanted}"`, found: describeProbe(answer) },
    );
  };
  try {
    return await eventually(context, ask, { within, every: 1_000 });
  } catch (error) {
    if (error instanceof Mismatch && !context.signal.aborted) await prober.confirmNetwork();
    throw error;
  }
}
