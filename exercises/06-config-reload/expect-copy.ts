import { eventually, type EventuallyOptions } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { WantedWords } from '../../graders/network/answer-problem.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import { serviceEndpoints } from '../../graders/network/service-endpoints.ts';
import type { ChangedCopy } from '../../graders/config/start-changed-copy.ts';
import { pageDetails, saysOnly } from './expect-page.ts';

export interface ExpectedCopy extends WantedWords {
  /** The Service of the pods that were copied: its port is the copy's too. */
  service: string;
  /** Message of the failure. */
  message: 'not-from-map' | 'not-from-environment' | 'copy-not-reloaded';
}

/** Waits until the copy of a pod serves the word that only it was given. Throws a Mismatch with the message. */
export async function expectCopy(
  context: GraderContext,
  prober: Prober,
  copy: Pick<ChangedCopy, 'address'>,
  { service, message, ...words }: ExpectedCopy,
  options: EventuallyOptions,
): Promise<void> {
  const look = async () => {
    const address = await copy.address();
    const port = (await serviceEndpoints(context, service))[0]?.port;
    if (address === undefined || port === undefined)
      throw context.mismatch(message, {}, { found: 'the copy of the pod does not run' });
    const answer = await prober.get(`http://${address}:${port}/`);
    if (!saysOnly(answer, words)) throw context.mismatch(message, {}, pageDetails(words, answer));
  };

  await eventually(context, look, { every: 1_000, ...options });
}
