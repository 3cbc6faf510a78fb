import { Failure, type FailureFacts } from '../../domain/failure.ts';

/** One try at a message. */
export interface Try {
  /** 1 for the first one. */
  attempt: number;
}

/** Answers that contradict what we know already and are not believed; with the waits of the queues about half a minute. */
const DOUBTED = 4;

/**
 * Says of an answer that is older than what GitHub itself told us that it has to be asked for again: GitHub's answers come
 * from copies that may lag behind its events. Returns the Failure `github-behind` to throw, so that the message comes again
 * after the queue's growing waits, which counts as a try; undefined when it has said so often enough to be believed: a clock, a
 * commit that is really gone. Never an answer to a learner.
 */
export function githubBehind({ attempt }: Try, found: string, facts: FailureFacts): Failure | undefined {
  if (attempt > DOUBTED) return undefined;
  return new Failure(
    'infrastructure',
    'github-behind',
    `Expected GitHub to answer what its events told, found ${found}. It is asked again.`,
    { facts: { ...facts, attempt } },
  );
}
