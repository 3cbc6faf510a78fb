import { describe, expect, it } from 'vitest';
import { readAction } from '../../../services/webhook/read-action.ts';
import { translate } from '../../../services/webhook/translate.ts';
import {
  checkRunPayload,
  checkSuitePayload,
  commentPayload,
  mergeGroupPayload,
  pullRequestPayload,
} from './payload-builders.ts';

const repository = { id: 42, name: 'exercises', owner: { login: 'school' } };
const sender = { id: 7, login: 'hanako' };

const push = {
  repository: { ...repository, default_branch: 'main', pushed_at: 1_800_000_000 },
  sender,
  ref: 'refs/heads/main',
  after: 'a'.repeat(40),
  deleted: false,
};

const events: [string, string, object][] = [
  ['a push to a pull request', 'pull_request', pullRequestPayload('synchronize')],
  ['a closed pull request', 'pull_request', pullRequestPayload('closed', { state: 'closed' })],
  ['a merged pull request', 'pull_request', pullRequestPayload('closed', { state: 'closed', merged: true })],
  [
    'a merge group',
    'merge_group',
    mergeGroupPayload('checks_requested', 'refs/heads/gh-readonly-queue/main/pr-3-ab'),
  ],
  ['a push to the default branch', 'push', push],
  ['a renamed repository', 'repository', { action: 'renamed', repository, sender }],
  ['a deleted repository', 'repository', { action: 'deleted', repository, sender }],
  ['a removed App', 'installation', { action: 'deleted', installation: { id: 5 } }],
  [
    'a repository without the App',
    'installation_repositories',
    { action: 'removed', installation: { id: 5 }, repositories_removed: [{ id: 42 }] },
  ],
  ['a button', 'check_run', checkRunPayload('rerequested')],
  ['a suite', 'check_suite', checkSuitePayload('rerequested')],
  ['a command', 'issue_comment', commentPayload('created', '/regrade')],
  [
    '/submit with its time',
    'issue_comment',
    commentPayload('created', '/submit', { comment: { created_at: '2026-11-24T00:00:05Z' } }),
  ],
  ['a tag', 'push', { ...push, ref: 'refs/tags/submit/02-batch-jobs' }],
];

describe('a stored action', () => {
  it.each(events)('is the same after reading: %s', (_name, event, payload) => {
    const action = translate(event, payload);
    if (action.kind === 'ignore') throw new Error(`Expected work, found ${action.reason}.`);
    expect(readAction(JSON.parse(JSON.stringify(action)))).toEqual(action);
  });

  it.each([
    ['of an unknown kind', { kind: 'frobnicate' }],
    ['without its pull request', { kind: 'grade-pull-request' }],
    ['that is no object', 'grade-pull-request'],
  ])('%s is not read', (_name, written) => {
    expect(readAction(written)).toBeUndefined();
  });
});
