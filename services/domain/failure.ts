/** Whose fault a failure is. Closed: every failure in Saiten is one of these. */
export const FAULTS = [
  'learner',
  'infrastructure',
  'grader',
  'cancelled',
  'timeout',
  'configuration',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Plain facts of a failure for logs and the API; never a secret. */
export type FailureFacts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An expected failure: facts first, sentence second. `code` names the case (kebab-case, stable); callers
 * branch on `fault` and `code`, never on the message.
 */
export class Failure extends Error {
  readonly fault: Fault;
  readonly code: string;
  readonly facts: FailureFacts;

  constructor(
    fault: Fault,
    code: string,
    message: string,
    options: { facts?: FailureFacts; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.fault = fault;
    this.code = code;
    this.facts = options.facts ?? {};
  }
}
