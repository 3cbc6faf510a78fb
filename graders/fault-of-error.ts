import { apiStatus, isTransientApiError } from './cluster-access/api-errors.ts';

/**
 * Whose fault an unexpected error of a check is: `infrastructure` when the API server or the way to it failed,
 * or no longer knows our credentials; else `grader`.
 */
export function faultOfError(error: unknown): 'grader' | 'infrastructure' {
  return isTransientApiError(error) || apiStatus(error) === 401 ? 'infrastructure' : 'grader';
}
