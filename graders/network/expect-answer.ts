import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { Mismatch } from '../core/mismatch.ts';
import { answerProblem, type WantedWords } from './answer-problem.ts';
import { serviceUrl } from './service-url.ts';
import type { Prober } from './start-prober.ts';

export interface ExpectedAnswer extends WantedWords {
  /** Service of the learner's namespace. */
  service: string;
  /** Milliseconds until it must have come. */
  within: number;
}

/**
 * Waits until a GET to the Service is answered with the wanted word and without the unwanted ones, and returns the URL.
 * Throws a Mismatch `service-missing` or `wrong-answer`, but only after the prober has shown that it can reach a
 * server at all.
 */
export async function expectAnswer(
  context: GraderContext,
  prober: Pick<Prober, 'get' | 'confirmNetwork'>,
  { service, within, ...words }: ExpectedAnswer,
): Promise<string> {
  const ask = async () => {
    const url = await serviceUrl(context, service);
    const found = answerProblem(await prober.get(url), words);
    if (found === undefined) return url;
    throw context.mismatch(
      'wrong-answer',
      { name: service, wanted: words.wanted },
      { expected: describeWanted(words), found },
    );
  };

  try {
    return await eventually(context, ask, { within, every: 1_000 });
  } catch (error) {
    if (error instanceof Mismatch && !context.signal.aborted) await prober.confirmNetwork();
    throw error;
  }
}

function describeWanted({ wanted, unwanted = [] }: WantedWords): string {
  const without = unwanted.length > 0 ? ` and not ${unwanted.map((word) => `"${word}"`).join(', ')}` : '';
  return `an answer that contains "${wanted}"${without}`;
}
