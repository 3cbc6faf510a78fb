import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { Mismatch } from '../core/mismatch.ts';
import { expectEndpoints, type ExpectedEndpoints } from './expect-endpoints.ts';
import { answerProblem } from './answer-problem.ts';
import { expectAnswer, type ExpectedAnswer } from './expect-answer.ts';
import type { Prober } from './start-prober.ts';

/**
 * Asks a workload, and not something in its name: the Service answers, it leads to exactly the ready pods of the workload,
 * and each of them answers at its own address, too. Returns the Service's URL. Throws a Mismatch `service-missing`,
 * `wrong-answer`, `endpoints-differ` or `pod-answers-wrong`.
 */
export async function expectWorkloadAnswer(
  context: GraderContext,
  prober: Pick<Prober, 'get' | 'getEach' | 'confirmNetwork'>,
  expected: ExpectedAnswer & Pick<ExpectedEndpoints, 'pods'>,
): Promise<string> {
  const { service, wanted, within, pods } = expected;
  const url = await expectAnswer(context, prober, expected);

  const askEach = async () => {
    const endpoints = await expectEndpoints(context, { service, pods, within: 0 });
    const answers = await prober.getEach(endpoints.map(({ address, port }) => `http://${address}:${port}/`));

    for (const [index, { pod }] of endpoints.entries()) {
      const answer = answers[index];
      const found = answer && answerProblem(answer, expected);
      if (found !== undefined)
        throw context.mismatch(
          'pod-answers-wrong',
          { name: service, pod: await nameOf(pods, pod), wanted },
          { expected: `an answer that contains "${wanted}"`, found },
        );
    }
  };

  try {
    await eventually(context, askEach, { within, every: 1_000 });
  } catch (error) {
    if (error instanceof Mismatch && !context.signal.aborted) await prober.confirmNetwork();
    throw error;
  }

  return url;
}

async function nameOf(pods: ExpectedEndpoints['pods'], uid: string | undefined): Promise<string> {
  return (await pods()).find(({ metadata }) => metadata?.uid === uid)?.metadata?.name ?? '';
}
