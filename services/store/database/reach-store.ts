import { Failure } from '../../domain/failure.ts';
import { refusesContent } from './refuses-content.ts';

/**
 * Wraps every method of a repository: an error of the driver becomes `grader`/`store-refused` when PostgreSQL does not take
 * the content, which no other try changes, and `infrastructure`/`store-unavailable` otherwise.
 */
export function reachStore<R extends object>(repository: R): R {
  const wrapped = Object.entries(repository).map(([name, method]: [string, unknown]) => [
    name,
    typeof method === 'function' ? guard(name, method as (...input: unknown[]) => Promise<unknown>) : method,
  ]);

  return Object.fromEntries(wrapped) as R;
}

function guard(name: string, method: (...input: unknown[]) => Promise<unknown>) {
  return async (...input: unknown[]) => {
    try {
      return await method(...input);
    } catch (cause) {
      if (cause instanceof Failure || !(cause instanceof Error)) throw cause;
      if (refusesContent(cause))
        throw new Failure(
          'grader',
          'store-refused',
          `Expected the database to keep what "${name}" writes, but it refuses the content (${cause.code}): ${cause.message}. ` +
            'Another try ends the same way; please report it, with this line.',
          { facts: { operation: name, sqlState: cause.code }, cause },
        );
      throw new Failure(
        'infrastructure',
        'store-unavailable',
        `Expected the database to do "${name}", but: ${cause.message}. Is it running and reachable? The call may be repeated.`,
        { cause },
      );
    }
  };
}
