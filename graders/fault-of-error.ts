import { HostError } from './host-access.ts';
import { apiStatus, isTransientApiError } from './cluster-access/api-errors.ts';

/**
 * Whose fault an unexpected error of a check is: `infrastructure` when the API server or the way to it failed,
 * or no longer knows our credentials, or when the worker could not look; else `grader`.
 */
export function faultOfError(error: unknown): 'grader' | 'infrastructure' {
  if (error instanceof HostError) return error.fault;
  return isTransientApiError(error) || apiStatus(error) === 401 ? 'infrastructure' : 'grader';
}
