import type { components } from './api-types.ts';

/** What is wrong with which part of a request. */
type ProblemPart = NonNullable<components['schemas']['Problem']['errors']>[number];

/** What the API answers when it cannot do what it was asked to (https://www.rfc-editor.org/rfc/rfc9457). */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable; `unreachable` when there was no answer at all. */
  readonly code: string;
  readonly errors: readonly ProblemPart[];

  constructor(status: number, code: string, detail: string, errors: readonly ProblemPart[] = []) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Reads the body of a failed answer, whatever a proxy in between may have made of it. */
export function toProblem(status: number, body: unknown): ApiProblem {
  const { title, detail, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    title?: string;
    detail?: string;
    errors?: ProblemPart[];
  };

  return new ApiProblem(status, title ?? `http-${status}`, detail ?? '', errors);
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem
    ? error
    : new ApiProblem(0, 'unexpected', error instanceof Error ? error.message : String(error));
}
