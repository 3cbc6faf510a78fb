import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log is about. Every line that is written meanwhile has it. */
export interface LogFacts {
  /** The one id of a submission, from its opening to the comment. */
  submissionId?: string;
  runId?: string;
  /** `X-GitHub-Delivery` of what began it all. */
  delivery?: string;
}

/** Node's own store for what belongs to one chain of asynchronous work; it holds nothing outside of one. */
const current = new AsyncLocalStorage<LogFacts>();

/** Does some work whose lines in the log are about these facts, in addition to those around it. */
export function withLogFacts<T>(facts: LogFacts, work: () => T): T {
  return current.run({ ...current.getStore(), ...facts }, work);
}

/** The facts of the work that is being done now. */
export function logFacts(): LogFacts {
  return current.getStore() ?? {};
}
