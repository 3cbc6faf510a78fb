import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import type { Pod } from './app-pods.ts';
import { startLogWatch, type LogLook } from './watch-log.ts';

/** What was read of a pod's log before it was deleted and from then on. */
export interface WatchedDeletion {
  before: readonly LogLook[];
  after: readonly LogLook[];
}

export interface Deletion {
  pod: Pod;
  /** Of the file that its `main` sees. */
  token: string;
  /** Deletes the pod. */
  end: () => Promise<void>;
}

/** Seconds of steady reading before the deletion, and at most after it. */
const BEFORE = 5;
const AFTER = 90;
/** Seconds for which the line is read once it is there. */
const HELD = 3;
/** Looks without an answer after which the pod has surely gone. */
const GONE = 10;

/** Reads a pod's log for `shutdown <token>`, deletes the pod with `end`, and reads on until the line has stayed or the pod has gone. */
export async function watchDeletion(
  context: Pick<GraderContext, 'clock' | 'signal' | 'random'>,
  prober: Pick<Prober, 'run'>,
  { pod, token, end }: Deletion,
): Promise<WatchedDeletion> {
  const text = `shutdown ${token}`;
  const looksBefore = await startLogWatch(context, prober, pod, { text, seconds: BEFORE });
  const before = await looksBefore();

  const looksAfter = await startLogWatch(context, prober, pod, {
    text,
    seconds: AFTER,
    held: HELD,
    silent: GONE,
  });

  await end();
  return { before, after: await looksAfter() };
}
