import type { Octokit } from '@octokit/rest';
import type { RepositoryLocation } from './locate-repository.ts';
import { toFailure } from './to-failure.ts';

/** The way to one repository that all its verbs share. */
export interface Connection {
  /** Runs requests against the repository where it is now; `doing` completes "could not ..." in a Failure. */
  call<T>(doing: string, send: (octokit: Octokit, at: RepositoryLocation) => Promise<T>): Promise<T>;
}

/** Opens the connection at the first call, and again when opening it failed. */
export function createConnection(
  open: () => Promise<{ octokit: Octokit; at: RepositoryLocation }>,
  now: () => number,
): Connection {
  let opened: ReturnType<typeof open> | undefined;
  return {
    async call(doing, send) {
      try {
        opened ??= open();

        const { octokit, at } = await opened.catch((error: unknown) => {
          opened = undefined;
          throw error;
        });

        return await send(octokit, at);
      } catch (error) {
        throw toFailure(error, doing, now());
      }
    },
  };
}
