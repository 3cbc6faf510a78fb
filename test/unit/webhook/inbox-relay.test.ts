import { describe, expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { createInboxRelay } from '../../../services/webhook/inbox-relay.ts';
import type { AcceptedAction } from '../../../services/webhook/webhook-action.ts';

const place = { repositoryId: 42, owner: 'school', name: 'exercises' };
const hanako = { id: 7, login: 'hanako' };

const pull = (number: number, seconds: number, headSha = 'a'): AcceptedAction => ({
  kind: 'grade-pull-request',
  pullRequest: {
    ...place,
    number,
    headSha: headSha.repeat(40),
    authorId: 7,
    authorLogin: 'hanako',
    state: 'open',
    draft: false,
    updatedAt: new Date(1_800_000_000_000 + seconds * 1000).toISOString(),
  },
});

const away = () => new Failure('infrastructure', 'queue-unavailable', 'The queue is away.');

/** An inbox in memory and everything that work is handed to, written down in order. */
function buildHandOver(
  actions: readonly (AcceptedAction | { kind: 'from-the-future' })[],
  { refuse }: { refuse?: (call: string) => Error | undefined } = {},
) {
  let inbox = actions.map((action, index) => ({
    position: index + 1,
    guid: `g${index + 1}`,
    work: action,
    postponed: false,
  }));

  const calls: string[] = [];
  const errors: object[] = [];

  const call = async (text: string) => {
    const error = refuse?.(text);
    if (error) throw error;
    calls.push(text);
  };

  const handOver = createInboxRelay({
    inbox: {
      oldest: async (most) => inbox.filter(({ postponed }) => !postponed).slice(0, most),
      done: async (positions) => {
        inbox = inbox.filter(({ position }) => !positions.includes(position));
      },
      postpone: async (position) => {
        inbox = inbox.map((one) => (one.position === position ? { ...one, postponed: true } : one));
      },
      inTurn: (work) => work(),
    },
    pullRequests: {
      get: async () => ({ headSha: 'known' }),
      saveAll: (all) => call(`save ${all.map(({ number, headSha }) => `${number}${headSha[0]}`).join()}`),
      relocate: (_id, { name }) => call(`relocate ${name}`),
      forgetInstallation: (id) => call(`forget ${id}`),
    },
    heads: {
      hear: (all) => call(`hear ${all.map(({ number, headSha }) => `${number}${headSha[0]}`).join()}`),
    },
    submissions: {
      openIn: async (id) => [{ id: `open in ${id}` }],
      requestCancel: (ids) => call(`cancel ${ids.join()}`),
    },
    mergeQueues: { awaitMerge: ({ headSha, pullNumber }) => call(`merge ${pullNumber} as ${headSha}`) },
    queue: {
      intake: (all) => call(`intake ${all.map(({ message }) => message.pullNumber).join()}`),
      request: ({ kind, headSha }) => call(headSha === undefined ? kind : `${kind} of ${headSha}`),
    },
    now: () => 0,
    logger: { error: (facts) => void errors.push(facts) },
  });

  return { handOver, calls, errors, left: () => inbox.map(({ guid }) => guid) };
}

describe('createInboxRelay', () => {
  it('saves and queues many pull requests together', async () => {
    const { handOver, calls, left } = buildHandOver([pull(1, 0), pull(2, 0), pull(3, 0)]);
    await handOver();
    expect([calls, left()]).toEqual([['save 1a,2a,3a', 'hear 1a,2a,3a', 'intake 1,2,3'], []]);
  });

  it.each([
    ['in order', [pull(1, 1, 'a'), pull(1, 2, 'b')], 'hear 1a,1b'],
    ['out of order', [pull(1, 2, 'b'), pull(1, 1, 'a')], 'hear 1b,1a'],
    ['in the same second', [pull(1, 1, 'a'), pull(1, 1, 'b')], 'hear 1a,1b'],
  ])(
    'takes the newest of several events of one pull request, and remembers every head, %s',
    async (_name, actions, heard) => {
      const { handOver, calls } = buildHandOver(actions);
      await handOver();
      expect(calls).toEqual(['save 1b', heard, 'intake 1']);
    },
  );

  it('takes no time from a push that has none', async () => {
    const { pullRequest } = pull(0, 0) as Extract<AcceptedAction, { pullRequest: object }>;
    const branch = { ...pullRequest, updatedAt: new Date(0).toISOString() };
    const { handOver, calls } = buildHandOver([{ kind: 'take-in-branch', branch }]);
    await handOver();
    expect(calls).toEqual(['save 0a', 'hear ', 'intake 0']);
  });

  it('remembers a merge group before its pull request is looked at', async () => {
    const { handOver, calls } = buildHandOver([
      { kind: 'check-merge-group', repository: place, headSha: 'abc', pullNumber: 3 },
    ]);

    await handOver();
    expect(calls).toEqual(['merge 3 as abc', 'intake 3']);
  });

  it.each<[string, AcceptedAction, string]>([
    ['a closed pull request', { ...pull(1, 0), kind: 'close-pull-request' } as AcceptedAction, 'intake 1'],
    [
      'a new place',
      { kind: 'move-repository', repository: { ...place, name: 'renamed' } },
      'relocate renamed',
    ],
    [
      'repositories that are gone',
      { kind: 'leave-repositories', repositoryIds: [1, 2] },
      'cancel open in 1,open in 2',
    ],
    ['an App that is gone', { kind: 'leave-installation', installationId: 5 }, 'forget 5'],
    ['a button', { kind: 'hint', repository: place, headSha: 'abc', requestedBy: hanako }, 'hint of abc'],
    [
      'a command',
      {
        kind: 'command',
        command: 'regrade',
        repository: place,
        pullNumber: 1,
        commentId: 9,
        requestedBy: hanako,
        pullRequestAuthor: hanako,
      },
      'regrade-command',
    ],
    [
      'a command that means the commit of its time',
      {
        kind: 'command',
        command: 'submit',
        repository: place,
        pullNumber: 1,
        commentId: 9,
        saidAt: '2026-11-24T00:00:05Z',
        requestedBy: hanako,
        pullRequestAuthor: hanako,
      },
      'submit-command of known',
    ],
    [
      'a tag',
      { kind: 'tag', tag: 'submit/02-batch-jobs', repository: place, headSha: 'abc', requestedBy: hanako },
      'tag of abc',
    ],
  ])('hands over %s', async (_name, action, expected) => {
    const { handOver, calls } = buildHandOver([action]);
    await handOver();
    expect(calls.at(-1)).toBe(expected);
  });

  it('keeps the order of what happens to a repository', async () => {
    const move = (name: string): AcceptedAction => ({
      kind: 'move-repository',
      repository: { ...place, name },
    });

    const { handOver, calls } = buildHandOver([move('b'), pull(1, 0), move('c')]);
    await handOver();
    expect(calls.slice(-2)).toEqual(['relocate b', 'relocate c']);
  });

  it('empties an inbox that is fuller than one step takes, and says when it did', async () => {
    const { handOver, left } = buildHandOver(Array.from({ length: 101 }, (_, index) => pull(index + 1, 0)));
    expect([await handOver(), await handOver(), await handOver()]).toEqual([true, true, false]);
    expect(left()).toEqual([]);
  });

  it('keeps everything while the queue is away', async () => {
    const { handOver, left } = buildHandOver([pull(1, 0), pull(2, 0)], {
      refuse: (call) => (call.startsWith('intake') ? away() : undefined),
    });

    await expect(handOver()).rejects.toMatchObject({ code: 'queue-unavailable' });
    expect(left()).toEqual(['g1', 'g2']);
  });

  it('hands over the others when the store refuses one, and says which', async () => {
    const { handOver, left, errors } = buildHandOver([pull(1, 0), pull(2, 0), pull(3, 0)], {
      refuse: (call) => (call.startsWith('save') && call.includes('2') ? new Error('refused') : undefined),
    });

    await handOver();
    expect([left(), errors]).toMatchObject([['g2'], [{ guid: 'g2' }]]);
  });

  it('keeps what another version of Saiten wrote', async () => {
    const { handOver, left, errors } = buildHandOver([{ kind: 'from-the-future' }, pull(1, 0)]);
    await handOver();
    expect([left(), errors]).toMatchObject([['g1'], [{ guid: 'g1' }]]);
  });
});
