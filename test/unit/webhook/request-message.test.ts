import { describe, expect, it } from 'vitest';
import { parseJob } from '../../../services/queue/job-data.ts';
import { requestMessage } from '../../../services/webhook/request-message.ts';

const asked = {
  repository: { repositoryId: 42, owner: 'school', name: 'exercises', installationId: 5 },
  requestedBy: { id: 7, login: 'hanako' },
};

const headSha = 'a'.repeat(40);
const expected = { v: 1, repositoryId: 42, requesterId: 7, requesterLogin: 'hanako' };
const pullRequest = { pullNumber: 3, commentId: 9, pullRequestAuthor: { id: 8, login: 'taro' } };
const saidAt = '2026-11-24T00:00:05Z';

describe('requestMessage', () => {
  it.each<[string, Parameters<typeof requestMessage>[0], string | undefined, object]>([
    [
      'the button of one check',
      { ...asked, kind: 'regrade', headSha, submissionId: '01ARYZ6S410000000000000000' },
      undefined,
      { kind: 'regrade', headSha, submissionId: '01ARYZ6S410000000000000000' },
    ],
    [
      'the button of a suite',
      { ...asked, kind: 'regrade', headSha },
      undefined,
      { kind: 'regrade', headSha },
    ],
    [
      'a command whose time does not count',
      { ...asked, ...pullRequest, kind: 'command', command: 'help' },
      undefined,
      { kind: 'help-command', pullNumber: 3, commentId: 9 },
    ],
    [
      'a command that means what was known then',
      { ...asked, ...pullRequest, kind: 'command', command: 'submit', saidAt },
      headSha,
      { kind: 'submit-command', pullNumber: 3, commentId: 9, saidAt, headSha },
    ],
    [
      'a tag, with the place of a repository that may be new',
      { ...asked, kind: 'tag', tag: 'submit/02-batch-jobs', headSha, saidAt },
      undefined,
      {
        kind: 'tag',
        tag: 'submit/02-batch-jobs',
        headSha,
        saidAt,
        repository: { owner: 'school', name: 'exercises', installationId: 5 },
      },
    ],
    [
      'a tag of which GitHub told no time',
      { ...asked, kind: 'tag', tag: 'submit/02-batch-jobs', headSha },
      undefined,
      { kind: 'tag', saidAt: '2027-01-15T08:00:00.000Z' },
    ],
  ])('says what is asked by %s, in a message that the queue takes', (_name, request, knownHead, message) => {
    const made = requestMessage(request, { ...(knownHead && { knownHead }), now: 1_800_000_000_000 });
    expect(parseJob('request', { message: made, givenBack: 0 })).toMatchObject({ ...expected, ...message });
  });
});
