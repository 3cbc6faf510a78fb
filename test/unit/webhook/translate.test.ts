import { describe, expect, it } from 'vitest';
import { translate } from '../../../services/webhook/translate.ts';
import {
  checkRunPayload,
  checkSuitePayload,
  commentPayload,
  mergeGroupPayload,
  pullRequestPayload,
} from './payload-builders.ts';

const where = { repositoryId: 42, owner: 'school', name: 'exercises', installationId: 5 };
const hanako = { id: 7, login: 'hanako' };
const headSha = 'a'.repeat(40);

const facts = {
  ...where,
  number: 3,
  headSha,
  authorId: 7,
  authorLogin: 'hanako',
  state: 'open',
  draft: false,
  updatedAt: '2026-11-23T08:00:00Z',
};

function tagPayload(tag: string, change: object = {}) {
  const { repository, ...context } = commentPayload('created', '');
  return {
    ...context,
    repository: { ...repository, default_branch: 'main', pushed_at: 1_800_000_000 },
    ref: `refs/tags/${tag}`,
    after: headSha,
    deleted: false,
    ...change,
  };
}

describe('translate', () => {
  it.each(['opened', 'reopened', 'ready_for_review', 'synchronize'])('grades on %s', (action) => {
    expect(translate('pull_request', pullRequestPayload(action))).toEqual({
      kind: 'grade-pull-request',
      pullRequest: facts,
    });
  });

  it('takes the user ghost for who is not there any more', () => {
    const payload = pullRequestPayload('synchronize', {
      user: null,
      head: { sha: headSha, user: null, repo: null },
    });

    expect(translate('pull_request', { ...payload, sender: undefined })).toMatchObject({
      kind: 'grade-pull-request',
      pullRequest: { authorId: 10_137, authorLogin: 'ghost' },
    });
  });

  it.each([
    ['nobody', { sender: undefined, head_commit: null }, 'school'],
    ['a repository without an owner', { owner: null, full_name: 'academy/exercises' }, 'academy'],
  ])('takes in a push of %s', (_case, change, owner) => {
    const { sender, head_commit, ...repository } = { sender: hanako, head_commit: null, ...change };
    const payload = tagPayload('none', { ref: 'refs/heads/main', sender, head_commit });
    const all = { ...payload, repository: { ...payload.repository, ...repository } };

    expect(translate('push', all)).toMatchObject({
      kind: 'take-in-branch',
      branch: { owner, authorLogin: sender === undefined ? 'ghost' : 'hanako' },
    });
  });

  it('hears nothing from a comment of a deleted account, and one on its pull request', () => {
    const ofNobody = commentPayload('created', '/regrade', { comment: { user: null } });
    expect(translate('issue_comment', ofNobody)).toEqual({ kind: 'ignore', reason: 'deleted-account' });
    const onTheirs = commentPayload('created', '/regrade', { issue: { user: null } });

    expect(translate('issue_comment', onTheirs)).toMatchObject({
      kind: 'command',
      pullRequestAuthor: { login: 'ghost' },
    });
  });

  it('reads a check without an external id', () => {
    const payload = checkRunPayload('rerequested', { external_id: null });
    expect(translate('check_run', payload)).toMatchObject({ kind: 'regrade', headSha });
  });

  it('grades again when the base branch changed', () => {
    const payload = pullRequestPayload('edited', {}, { changes: { base: { ref: { from: 'old' } } } });
    expect(translate('pull_request', payload)).toMatchObject({ kind: 'grade-pull-request' });
  });

  it.each([
    ['closed', { state: 'closed' }],
    ['closed', { state: 'closed', merged: true }],
    ['converted_to_draft', { draft: true }],
  ])('stops on %s', (action, change) => {
    expect(translate('pull_request', pullRequestPayload(action, change))).toEqual({
      kind: 'close-pull-request',
      pullRequest: { ...facts, ...change },
    });
  });

  it.each([
    ['rerequested', undefined, 'regrade'],
    ['requested_action', 'regrade', 'regrade'],
    ['requested_action', 'hint', 'hint'],
  ])('answers %s of the button %s', (action, identifier, kind) => {
    const button = identifier === undefined ? {} : { requested_action: { identifier } };

    expect(translate('check_run', { ...checkRunPayload(action), ...button })).toEqual({
      kind,
      repository: where,
      headSha,
      submissionId: '01J00000000000000000000001',
      requestedBy: hanako,
    });
  });

  it('hands over a command on a closed pull request: whoever writes it is answered', () => {
    const payload = commentPayload('created', '/regrade', { issue: { state: 'closed' } });
    expect(translate('issue_comment', payload)).toMatchObject({ kind: 'command' });
  });

  it('finds the pull request that a merge queue asks about', () => {
    const ref = `refs/heads/gh-readonly-queue/release/2026/pr-17-${'b'.repeat(40)}`;

    expect(translate('merge_group', mergeGroupPayload('checks_requested', ref))).toEqual({
      kind: 'check-merge-group',
      repository: where,
      headSha,
      pullNumber: 17,
    });
  });

  it('grades a suite again', () => {
    expect(translate('check_suite', checkSuitePayload('rerequested'))).toEqual({
      kind: 'regrade',
      repository: where,
      headSha,
      requestedBy: hanako,
    });
  });

  it('hands over a command with its author', () => {
    expect(translate('issue_comment', commentPayload('created', '/regrade'))).toEqual({
      kind: 'command',
      command: 'regrade',
      repository: where,
      pullNumber: 3,
      commentId: 99,
      requestedBy: hanako,
      pullRequestAuthor: hanako,
    });
  });

  it('hands over with /submit when it was written', () => {
    const comment = { created_at: '2026-11-24T00:00:05Z' };

    expect(translate('issue_comment', commentPayload('created', '/submit', { comment }))).toMatchObject({
      command: 'submit',
      saidAt: '2026-11-24T00:00:05Z',
    });
  });

  it.each([
    ['a tag', { after: headSha, head_commit: { id: headSha } }],
    ['an annotated tag, by its commit', { after: 'f'.repeat(40), head_commit: { id: headSha } }],
    ['a tag of which GitHub shows no commit', { after: headSha, head_commit: null }],
  ])('hands over %s', (_case, change) => {
    expect(translate('push', tagPayload('submit/02-batch-jobs/2', change))).toEqual({
      kind: 'tag',
      tag: 'submit/02-batch-jobs/2',
      repository: where,
      headSha,
      saidAt: '2027-01-15T08:00:00.000Z',
      requestedBy: hanako,
    });
  });

  it.each<[string, string, unknown]>([
    ['other-ref', 'push', tagPayload('v1.0')],
    ['other-ref', 'push', tagPayload('submit')],
    ['other-ref', 'push', tagPayload('submit/02-batch-jobs', { deleted: true, after: '0'.repeat(40) })],
    ['edited-words', 'pull_request', pullRequestPayload('edited', {}, { changes: { title: { from: 'x' } } })],
    ['other-action', 'pull_request', pullRequestPayload('labeled')],
    ['other-action', 'check_run', checkRunPayload('created')],
    ['other-action', 'check_suite', checkSuitePayload('requested')],
    ['other-action', 'issue_comment', commentPayload('edited', '/regrade')],
    ['other-action', 'issue_comment', commentPayload('deleted', '/regrade')],
    [
      'plain-issue',
      'issue_comment',
      commentPayload('created', '/regrade', { issue: { pull_request: null } }),
    ],
    [
      'bot',
      'issue_comment',
      commentPayload('created', '/help', { comment: { user: { id: 1, login: 'x[bot]', type: 'Bot' } } }),
    ],
    [
      'bot',
      'issue_comment',
      commentPayload('created', '/help', { comment: { performed_via_github_app: {} } }),
    ],
    ['other-action', 'merge_group', mergeGroupPayload('destroyed', 'refs/heads/x')],
    ['unknown-merge-group', 'merge_group', mergeGroupPayload('checks_requested', 'refs/heads/pr-3-a')],
    ['malformed', 'merge_group', { action: 'checks_requested' }],
    ['no-command', 'issue_comment', commentPayload('created', 'thanks')],
    ['ping-event', 'ping', { zen: 'Design for failure.' }],
    ['other-action', 'installation', { action: 'created', installation: { id: 5 } }],
    ['other-action', 'repository', { ...pullRequestPayload('edited') }],
    ['unknown-button', 'check_run', checkRunPayload('requested_action')],
    ['malformed', 'installation', {}],
    ['malformed', 'push', {}],
    ['unknown-event', 'star', {}],
    ['unknown-event', '__proto__', {}],
    ['malformed', 'pull_request', null],
    ['malformed', 'pull_request', []],
    ['malformed', 'pull_request', { action: 'opened' }],
    ['malformed', 'pull_request', pullRequestPayload('opened', { head: { sha: '../../etc' } })],
    ['malformed', 'pull_request', pullRequestPayload('opened', { number: '3' })],
    ['malformed', 'pull_request', pullRequestPayload('opened', { updated_at: 'yesterday' })],
    ['malformed', 'pull_request', pullRequestPayload('opened', { updated_at: '2026-99-99T08:00:00Z' })],
    ['malformed', 'check_run', checkRunPayload('rerequested', { head_sha: 5 })],
    ['malformed', 'issue_comment', commentPayload('created', '/help', { comment: { user: {} } })],
  ])('ignores (%s) %s', (reason, event, payload) => {
    expect(translate(event, payload)).toEqual({ kind: 'ignore', reason });
  });
});
