import { apiStatus, isTransientApiError } from './cluster-access/api-errors.ts';

/**
 * Whose fault an unexpected error is: `infrastructure` when the API server or the way to it failed, no longer knows our
 * credentials, or was too slow for the grader to get ready; else `grader`.
 */
export function faultOfError(error: unknown): 'grader' | 'infrastructure' {
  const outOfTime = (error as { name?: unknown } | undefined)?.name === 'TimeoutError';
  return outOfTime || isTransientApiError(error) || apiStatus(error) === 401 ? 'infrastructure' : 'grader';
}
