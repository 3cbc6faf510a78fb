import type { V1Pod } from '../../graders/core/kubernetes-types.ts';
import { isTransientApiError } from '../../graders/cluster-access/api-errors.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { SEND_REQUEST } from '../../graders/network/probe-result.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import { serviceEndpoints, type ServiceEndpoint } from '../../graders/network/service-endpoints.ts';
import { notBefore, type EarlyStart } from './early-starts.ts';
import { WEB } from './state.ts';

/** Asks an address until it answers or the time (seconds since the epoch) is over; prints when it answered. */
const ASK_EARLY = `
set -f
${SEND_REQUEST}
url=$1 over=$2 seconds=1 said=/tmp/early.$$
while [ "$(date +%s)" -lt "$over" ]; do
  send
  now=$(date +%s)
  case $printed in
    *' answered '*) echo "$now"; break ;;
  esac
  sleep 0.2
done
rm -f "$said"*`;

/**
 * Does something while every pod that appears is asked at its own address, from the moment it has one until its start delay
 * is over. An answer in that time was too early; a pod whose address became known later proves nothing.
 */
export async function watchStarts<Value>(
  context: GraderContext,
  prober: Pick<Prober, 'run'>,
  pods: () => Promise<readonly V1Pod[]>,
  action: () => Promise<Value>,
): Promise<{ value: Value; early: EarlyStart[] }> {
  const early: EarlyStart[] = [];
  const asked = new Set((await pods()).map(({ metadata }) => metadata?.uid));
  const questions: Promise<void>[] = [];
  const finished = new AbortController();
  const signal = AbortSignal.any([context.signal, finished.signal]);

  const ask = async (pod: V1Pod, { address, port }: ServiceEndpoint, over: number) => {
    const command = ['sh', '-c', ASK_EARLY, 'early', `http://${address}:${port}/`, `${over}`];
    const { stdout } = await prober.run(command);
    const answeredAt = Number.parseInt(stdout, 10);
    if (answeredAt < over)
      early.push({ pod: pod.metadata?.name ?? '', how: `answered ${over - answeredAt} s too early` });
  };

  const look = async () => {
    const fresh = (await pods()).filter(({ metadata }) => !asked.has(metadata?.uid));
    if (fresh.length === 0) return;
    const endpoints = await serviceEndpoints(context, WEB);

    for (const pod of fresh) {
      const over = notBefore(pod);
      const endpoint = endpoints.find(({ pod: uid }) => uid === pod.metadata?.uid);
      if (over === undefined || endpoint === undefined) continue;
      asked.add(pod.metadata?.uid);
      const question = ask(pod, endpoint, over).catch(ignoreTransient);
      question.catch(() => undefined);
      questions.push(question);
    }
  };

  const watch = async () => {
    while (!signal.aborted) {
      await look().catch(ignoreTransient);
      await context.clock.sleep(200, signal).catch(() => undefined);
    }
  };

  const watching = watch();
  // An error of the watch or of a question is reported once the action is over; until then nobody waits for it.
  watching.catch(() => undefined);

  try {
    const value = await action();
    finished.abort();
    await watching;
    await Promise.all(questions);
    return { value, early };
  } finally {
    finished.abort();
  }
}

/** A look that could not be taken proves nothing. */
function ignoreTransient(error: unknown): void {
  if (!isTransientApiError(error)) throw error;
}
