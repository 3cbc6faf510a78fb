import { Failure } from '../domain/failure.ts';

/** Wraps every method of a repository: an error of the driver becomes `infrastructure`/`store-unavailable`. */
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
      throw new Failure(
        'infrastructure',
        'store-unavailable',
        `Expected the database to do "${name}", but: ${cause.message}. Is it running and reachable? The call may be repeated.`,
        { cause },
      );
    }
  };
}
