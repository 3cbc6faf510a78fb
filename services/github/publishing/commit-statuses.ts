import type { Octokit } from '@octokit/rest';
import type { Connection } from '../client/connection.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';
import type { KeyedMutex } from '../limits/keyed-mutex.ts';

export type CommitStatusState = 'pending' | 'success' | 'failure' | 'error';

export interface CommitStatus {
  sha: string;
  /** The name that branch protection can require. */
  context: string;
  state: CommitStatusState;
  /** Shown beside the context; cut at 140 characters, GitHub's limit. */
  description: string;
  targetUrl?: string;
}

export interface CommitStatuses {
  /** Sets the status unless it is already so. */
  set(status: CommitStatus): Promise<void>;
}

const MAX_DESCRIPTION = 140;

/**
 * Commit statuses. Each create adds an entry, of which GitHub keeps 1,000 per commit and context, so what is shown
 * already is not sent. A `pending` that arrives late does not cover the final state of the same target.
 */
export function createCommitStatuses(needs: { connection: Connection; inTurn: KeyedMutex }): CommitStatuses {
  const { connection, inTurn } = needs;
  return {
    set: (status) =>
      inTurn(`status/${status.sha}/${status.context}`, () =>
        connection.call(`set the status of commit ${status.sha}`, async (octokit, at) => {
          const { sha, context, state } = status;
          const description = cut(status.description);
          const target = status.targetUrl ?? null;
          const shown = await newest(octokit, at, { sha, context });

          if (shown && shown.target_url === target) {
            if (shown.state === state && shown.description === description) return;
            if (state === 'pending' && shown.state !== 'pending' && target !== null) return;
          }

          await octokit.rest.repos.createCommitStatus({
            ...at,
            sha,
            context,
            state,
            description,
            ...(status.targetUrl === undefined ? {} : { target_url: status.targetUrl }),
            request: { retries: 0 },
          });
        }),
      ),
  };
}

async function newest(
  octokit: Octokit,
  at: RepositoryLocation,
  { sha, context }: { sha: string; context: string },
) {
  const pages = octokit.paginate.iterator(octokit.rest.repos.listCommitStatusesForRef, {
    ...at,
    ref: sha,
    per_page: 100,
  });

  for await (const { data } of pages) {
    const found = data.find((status) => status.context === context);
    if (found) return found;
  }

  return undefined;
}

function cut(description: string): string {
  const characters = Array.from(description);
  if (description.length <= MAX_DESCRIPTION) return description;
  let length = 0;
  return characters.filter((character) => (length += character.length) < MAX_DESCRIPTION).join('') + '…';
}
