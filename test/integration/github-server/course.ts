import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { onTestFinished } from 'vitest';
import type { StartOptions } from '../../github-server/control.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
export const COURSE = { owner: 'school', repo: 'course' };

/** A server with one repository and one pull request of `mika`, and clients of the App; closed after the test. */
export async function startCourse(options: StartOptions = {}) {
  const github = await startGitHubServer(options);
  onTestFinished(() => github.close());
  github.addOrganization('school');
  github.addUser('mika');

  const repository = github.addRepository({
    owner: 'school',
    name: 'course',
    files: { 'a/pod.yaml': 'kind: Pod\n' },
  });

  github.commitFiles(repository, { branch: 'work', files: { 'a/pod.yaml': 'kind: Job\n' }, author: 'mika' });
  const pull = github.openPullRequest({ repo: repository, head: 'work', title: 'My answer', author: 'mika' });
  const auth = { appId: github.app.id, privateKey: github.app.privateKey };
  const app = new Octokit({ baseUrl: github.url, authStrategy: createAppAuth, auth, log: SILENT });
  const installationId = github.install('school').id;

  const client = new Octokit({
    baseUrl: github.url,
    authStrategy: createAppAuth,
    auth: { ...auth, installationId },
    log: SILENT,
  });

  const withToken = (token: string) => new Octokit({ baseUrl: github.url, auth: token, log: SILENT });
  return { github, repository, pull, app, client, installationId, withToken };
}

/** The status of a request that must fail, and GitHub's message. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; message: string }> {
  const outcome = await request.then(
    () => ({ status: 200, message: 'accepted' }),
    (error: unknown) => error,
  );

  if (typeof outcome !== 'object' || outcome === null || !('status' in outcome)) throw outcome;
  return { status: Number(outcome.status), message: 'message' in outcome ? String(outcome.message) : '' };
}
