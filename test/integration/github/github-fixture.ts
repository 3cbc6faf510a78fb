import { onTestFinished } from 'vitest';
import { createGitHub } from '../../../services/github/create-github.ts';
import type { GitHubRepository } from '../../../services/github/repository/github-repository.ts';
import type { GitHubIdentity } from '../../../services/github/client/github-settings.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';

/** A fake GitHub with one pull request of the learner `hanako`, and us as its App or as a token's owner. */
export async function buildGitHub({ mode = 'app', token }: { mode?: 'app' | 'token'; token?: string } = {}) {
  const server = await startGitHubServer();
  onTestFinished(() => server.close());

  const repository = server.addRepository({
    owner: 'school',
    name: 'exercises',
    files: { 'README.md': 'hi\n' },
  });

  server.setPermission(repository, 'hanako', 'read');
  server.push(repository, { branch: 'work', files: { '01-pods/pod.yaml': 'kind: Pod\n' }, author: 'hanako' });
  const pull = server.openPullRequest({ repo: repository, head: 'work', title: 'My pod', author: 'hanako' });

  const identity: GitHubIdentity =
    mode === 'app'
      ? { mode, appId: server.app.id, privateKey: server.app.privateKey }
      : { mode, token: token ?? server.createPersonalToken('school') };

  const connect = () => createGitHub({ ...identity, baseUrl: server.url, retryBaseMs: 1 });
  const reference = { repositoryId: repository.id, owner: repository.owner, name: repository.name };
  const github = connect();
  const ours: GitHubRepository = github.forRepository(reference);

  const effectsOf = (operation: string) =>
    server.effects.filter((effect) => effect.operationId === operation).length;

  return { server, repository, pull, connect, reference, github, ours, effectsOf };
}
