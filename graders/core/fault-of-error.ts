import { apiStatus, isTransientApiError } from '../cluster-access/api-errors.ts';

/**
 * Whose fault an unexpected error of a check is: `infrastructure` when the API server or the way to it failed,
 * when the worker could not look, or when the API server no longer knows our credentials; else `grader`.
 */
export function faultOfError(error: unknown): 'grader' | 'infrastructure' {
  return isTransientApiError(error) || apiStatus(error) === 401 ? 'infrastructure' : 'grader';
}
