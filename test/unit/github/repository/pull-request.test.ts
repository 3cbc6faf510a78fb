import { expect, it } from 'vitest';
import type { Connection } from '../../../../services/github/client/connection.ts';
import { readPullRequest } from '../../../../services/github/repository/pull-request.ts';

const data = {
  ...{ number: 3, changed_files: 1, state: 'open', merged: false, title: 'My answer', html_url: '' },
  ...{ base: { ref: 'main' }, updated_at: '2026-11-23T08:00:00Z', user: null },
  head: { sha: 'a', repo: null, user: null },
};

it('reads a pull request whose author and fork were deleted', async () => {
  // Only what is called: the rest of a connection is not asked for.
  const octokit = { rest: { pulls: { get: async () => ({ data }) } } };

  const connection = {
    call: async (_doing: string, ask: (client: unknown, at: object) => Promise<unknown>) => ask(octokit, {}),
  } as unknown as Connection;

  expect(await readPullRequest(connection, 3)).toMatchObject({
    author: { id: 10_137, login: 'ghost', isBot: false },
    headRepositoryId: null,
    draft: false,
  });
});
