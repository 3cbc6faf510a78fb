import type { HostAnswer, HostOperation, HostRequest } from '../contract/host/host-operations.ts';

/** The way to what a cluster's API does not show: the worker looks, or acts, on the run's own nodes and says what came of it. */
export interface HostAccess {
  /** Throws a `HostError`. */
  ask<Name extends HostOperation>(operation: Name, request: HostRequest<Name>): Promise<HostAnswer<Name>>;
}

/** A question to the worker that got no answer; never the learner's fault. */
export class HostError extends Error {
  readonly fault: 'grader' | 'infrastructure';
  readonly code: string;

  constructor(fault: 'grader' | 'infrastructure', code: string, message: string) {
    super(message);
    this.name = 'HostError';
    this.fault = fault;
    this.code = code;
  }
}
