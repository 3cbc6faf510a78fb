import { eventually, type EventuallyOptions } from '../../graders/core/eventually.ts';
import type { FindingDetails, GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { answerProblem, type WantedWords } from '../../graders/network/answer-problem.ts';
import { describeProbe } from '../../graders/network/describe-probe.ts';
import type { ProbeResult } from '../../graders/network/probe-result.ts';
import { serviceUrl } from '../../graders/network/service-url.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import { expectEndpoints } from '../../graders/network/expect-endpoints.ts';
import type { RolledOut } from '../../graders/workloads/rolled-out.ts';

export interface ExpectedPage extends WantedWords {
  /** The Service, named like the application. */
  service: string;
  /** Reads the pods that must serve the page. */
  pods: () => Promise<RolledOut['pods']>;
}

/** Whether an answer says what is wanted, and nothing that is not. */
export function saysOnly(answer: ProbeResult, words: WantedWords): boolean {
  return answerProblem(answer, words) === undefined;
}

/** What was expected of an answer and what came, for a finding. */
export function pageDetails({ wanted, unwanted = [] }: WantedWords, answer: ProbeResult): FindingDetails {
  const expected = `an answer with "${wanted}" and without ${unwanted.map((word) => `"${word}"`).join(', ')}`;
  return { expected, found: answerProblem(answer, { wanted, unwanted }) ?? describeProbe(answer) };
}

/**
 * Looks once whether a Service leads to exactly the ready pods of its application, and both it and each of these pods, at
 * its own address, answer with the wanted word alone. Throws a Mismatch `service-missing`, `endpoints-differ`,
 * `wrong-answer` or `pod-answers-wrong`.
 */
export async function lookAtPage(context: GraderContext, prober: Prober, page: ExpectedPage): Promise<void> {
  const { service, wanted } = page;
  const url = await serviceUrl(context, service);
  const pods = await page.pods();
  const endpoints = await expectEndpoints(context, { service, pods: () => Promise.resolve(pods), within: 0 });
  const answer = await prober.get(url);
  if (!saysOnly(answer, page))
    throw context.mismatch('wrong-answer', { name: service, wanted }, pageDetails(page, answer));

  for (const { address, port, pod: uid } of endpoints) {
    const own = await prober.get(`http://${address}:${port}/`);
    const pod = pods.find(({ metadata }) => metadata?.uid === uid)?.metadata?.name ?? address;
    if (!saysOnly(own, page))
      throw context.mismatch('pod-answers-wrong', { name: service, pod, wanted }, pageDetails(page, own));
  }
}

/** Waits until a look at the page finds it right; a failure counts only after the prober has reached a server at all. */
export async function expectPage(
  context: GraderContext,
  prober: Prober,
  page: ExpectedPage,
  options: EventuallyOptions,
): Promise<void> {
  try {
    await eventually(context, () => lookAtPage(context, prober, page), { every: 1_000, ...options });
  } catch (error) {
    if (error instanceof Mismatch && !context.signal.aborted) await prober.confirmNetwork();
    throw error;
  }
}
