import { ApiException } from '@kubernetes/client-node';
import { HostError } from './host-access.ts';
import { apiAnswer } from './api-answer.ts';
import { isOwnFailure } from './is-own-failure.ts';

const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);

const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The HTTP status of an answer of the API server, or undefined when the error is no such answer. */
export function apiStatus(error: unknown): number | undefined {
  return error instanceof ApiException ? error.code : undefined;
}

/**
 * Whether the API server, the way to it, or the worker that was asked to look failed in a manner that a later try may not:
 * a status that says so, a sentence that does (see `isOwnFailure`), or no answer at all.
 */
export function isTransientApiError(error: unknown): boolean {
  if (error instanceof HostError) return error.fault === 'infrastructure';
  const answer = apiAnswer(error);
  if (answer !== undefined)
    return TRANSIENT_STATUS.has(answer.code ?? 0) || (answer.code !== 401 && isOwnFailure(answer));
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  // What node-fetch 2, which the generated clients use, throws when a request takes too long.
  if (type === 'aborted') return true;
  return typeof code === 'string' && TRANSIENT_CODES.has(code);
}
