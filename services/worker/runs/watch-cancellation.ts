import { Failure } from '../../domain/failure.ts';

export interface CancellationWatch {
  /** Aborts when the submission was cancelled, or when the outer signal does. */
  signal: AbortSignal;
  stop(): void;
}

export interface CancellationSource {
  submissions: { cancelRequested(id: string): Promise<boolean> };
}

/** Starts a timer like `setInterval`; returns how to stop it. */
export type Repeat = (action: () => void, everyMs: number) => () => void;

/**
 * Looks into the store every second, because the one who cancels may be another process on another machine. A
 * look that fails is repeated: a database that is away for a moment cancels nothing.
 */
export function watchCancellation(
  store: CancellationSource,
  submissionId: string,
  outer: AbortSignal,
  repeat: Repeat,
): CancellationWatch {
  const superseded = new AbortController();

  const look = async () => {
    if (await store.submissions.cancelRequested(submissionId)) superseded.abort(cancelled(submissionId));
  };

  const stop = repeat(() => void look().catch(() => undefined), 1000);
  return { signal: AbortSignal.any([outer, superseded.signal]), stop };
}

function cancelled(submissionId: string): Failure {
  return new Failure('cancelled', 'superseded', 'a newer commit took the place of this one', {
    facts: { submissionId },
  });
}
