/** What is wrong with one part of a request. */
export interface WrongPart {
  /** Such as `body.slug` or `line 12`. */
  where: string;
  message: string;
}

/** A request that is not fulfilled for a reason of its own; thrown by routes, answered as problem+json. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly parts: readonly WrongPart[];

  constructor(status: number, code: string, message: string, parts: readonly WrongPart[] = []) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.parts = parts;
  }
}

/** Somebody asked for more than one may; `seconds` until it makes sense to ask again. */
export class TooManyRequests extends ApiProblem {
  readonly seconds: number;

  constructor(seconds: number, message: string) {
    super(429, 'too-many-requests', message);
    this.seconds = seconds;
  }
}

/** `what` names the thing that is not there, or not for this caller, such as `submission 01H…`. */
export function notFound(what: string): ApiProblem {
  return new ApiProblem(404, 'not-found', `There is no ${what}.`);
}

/** Somebody changed the thing since the caller has read it. */
export function stale(): ApiProblem {
  return new ApiProblem(
    412,
    'stale-version',
    'It was changed since you read it. Read it again and repeat your change with the ETag you get then.',
  );
}
