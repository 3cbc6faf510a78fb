import { readHttpError } from '../client/http-error.ts';

/**
 * Whether an answer says that GitHub cannot make a diff this large: 422 ("this diff is taking too long to generate") or
 * 406, and where it runs into its own limits, a 5xx that an outage answers as well. Whoever goes another way then finds
 * out which of both it was.
 */
export function cannotDiff(error: unknown): boolean {
  const status = readHttpError(error)?.status ?? 0;
  return status === 406 || status === 422 || status >= 500;
}
