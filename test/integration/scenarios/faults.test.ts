import { createHmac, randomUUID } from 'node:crypto';
import type { RequestFault, DeliveryFault } from '../../github-server/rules/fault.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const PASSED = { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' } as const;

const PASSED_SECOND = {
  checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } },
  comment: '✅ Passed',
} as const;

type Fault = RequestFault | DeliveryFault;

/** A learner opens a pull request that passes while GitHub misbehaves. */
function under(name: string, ...faults: readonly Fault[]): Scenario {
  return {
    name,
    steps(stage) {
      for (const fault of faults) stage.github.faults.add({ ...fault, repositoryId: stage.repo.id });
      stage.opens(answer('passes'));
    },
    ends: PASSED,
  };
}

/** The delivery about a pull request of the stage that nobody took. */
function lostDelivery({ github, repo }: Stage) {
  return github.deliveries.find(
    ({ event, status, payload }) =>
      event === 'pull_request' &&
      status !== 'OK' &&
      (payload as { repository?: { id: number } }).repository?.id === repo.id,
  );
}

/** Sends a body that GitHub sent before under a delivery id of its own, as one who recorded it could. */
async function replays({ github, room, repo }: Stage, event: string, action: string): Promise<void> {
  const sent = github.deliveries.find(
    (delivery) =>
      delivery.event === event &&
      delivery.action === action &&
      (delivery.payload as { repository?: { id: number } }).repository?.id === repo.id,
  );

  const body = JSON.stringify(sent?.payload);
  const signature = createHmac('sha256', github.app.webhookSecret).update(body).digest('hex');

  const response = await fetch(room.webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${signature}`,
    },
  });

  if (response.status !== 202) throw new Error(`the replay was answered ${response.status}`);
}

/** What goes wrong between GitHub and us never shows in the result. */
const SCENARIOS: readonly Scenario[] = [
  under('502 before a check run is created', { operation: 'checks/create', kind: 'bad-gateway-before' }),
  under('502 after a check run was created', { operation: 'checks/create', kind: 'bad-gateway-after' }),
  under('502 before a check run is updated', {
    operation: 'checks/update',
    kind: 'bad-gateway-before',
    times: 2,
  }),
  under('502 after a check run was updated', {
    operation: 'checks/update',
    kind: 'bad-gateway-after',
    times: 2,
  }),
  under('502 before the comment is created', {
    operation: 'issues/create-comment',
    kind: 'bad-gateway-before',
  }),
  under('502 after the comment was created', {
    operation: 'issues/create-comment',
    kind: 'bad-gateway-after',
  }),
  under('502 before the comment is changed', {
    operation: 'issues/update-comment',
    kind: 'bad-gateway-before',
  }),
  under('502 after the comment was changed', {
    operation: 'issues/update-comment',
    kind: 'bad-gateway-after',
  }),
  under('502 when the pull request is read', {
    operation: 'pulls/get',
    kind: 'bad-gateway-before',
    times: 2,
  }),
  under('502 when the changed files are read', { operation: 'pulls/list-files', kind: 'bad-gateway-before' }),
  under('502 when the files are listed', { operation: 'git/get-tree', kind: 'bad-gateway-before' }),
  under('502 when a file is fetched', { operation: 'git/get-blob', kind: 'bad-gateway-before' }),
  under('GitHub is away for a while', { operation: '*', kind: 'bad-gateway-before', times: 4 }),
  under('every write is applied and answered with 502 for a while', {
    operation: '*',
    kind: 'bad-gateway-after',
    times: 6,
  }),
  under('every answer is slow', { operation: '*', kind: 'delay', milliseconds: 300, times: 40 }),
  under('the secondary limit strikes a create, and says for how long', {
    operation: 'checks/create',
    kind: 'secondary-limit',
    retryAfterSeconds: 1,
  }),
  under('the secondary limit strikes the comment without saying for how long', {
    operation: 'issues/create-comment',
    kind: 'secondary-limit',
  }),
  under('the primary limit is used up for two seconds', {
    operation: 'pulls/get',
    kind: 'primary-limit',
    resetAfterSeconds: 2,
  }),
  under('a delivery comes twice', { event: 'pull_request', kind: 'duplicate' }),
  under('a delivery comes late', { event: 'pull_request', kind: 'delay', milliseconds: 1500 }),
  {
    name: 'a delivery is lost and sent again by hand',
    async steps(stage) {
      stage.github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: stage.repo.id });
      stage.opens(answer('passes'));
      await stage.until(() => lostDelivery(stage) !== undefined);
      stage.github.redeliver(lostDelivery(stage)?.guid ?? '');
    },
    ends: PASSED,
  },
  {
    name: 'the delivery of the second push overtakes that of the first',
    steps(stage) {
      stage.github.faults.add({ event: 'pull_request', kind: 'overtaken', repositoryId: stage.repo.id });
      stage.opens(answer('fails'));
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the delivery of a close comes after that of the reopening',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      stage.github.faults.add({ event: 'pull_request', kind: 'overtaken', repositoryId: stage.repo.id });
      stage.github.closePullRequest(stage.repo, number);
      stage.github.reopenPullRequest(stage.repo, number);
    },
    ends: PASSED,
  },
  {
    name: 'a delivery is replayed under another id',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      await replays(stage, 'pull_request', 'opened');
    },
    ends: PASSED,
  },
  {
    name: 'the delivery of an older commit is replayed after the verdict on the newer one',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      await stage.verdicts(stage.pushes(answer('passes')));
      await replays(stage, 'pull_request', 'opened');
    },
    ends: PASSED_SECOND,
  },
  {
    name: 'a command is replayed under another id: the comment counts once',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.says('/regrade');
      await stage.github.idle();
      await replays(stage, 'issue_comment', 'created');
      await stage.verdicts(headSha, 2);
    },
    ends: {
      checks: { c1: { [JOBS]: ['failure', 'failure'] } },
      comment: 'Not passed yet',
      reactions: ['rocket'],
    },
  },
  {
    name: 'the token of the installation expires between push and verdict',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.advanceClock(61 * 60_000);
      stage.room.exercises.release(headSha);
    },
    ends: PASSED,
  },
  {
    name: 'the commit is gone before its result can be told',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      await stage.until(() => stage.github.checkRuns(stage.repo, headSha).length > 1);
      stage.github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: stage.repo.id });
      stage.forcePushes(answer('passes'));
      stage.room.exercises.release(headSha);
      await stage.verdicts(headSha);
      stage.github.redeliver(lostDelivery(stage)?.guid ?? '');
    },
    // What was graded is not asked about again; it counts although a push that nobody heard of had replaced it.
    ends: { checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the commit is gone before anything could be told',
    steps(stage) {
      stage.github.faults.add({
        event: 'pull_request',
        kind: 'delay',
        milliseconds: 800,
        repositoryId: stage.repo.id,
      });

      stage.opens(answer('fails'));
      stage.forcePushes(answer('passes'));
    },
    ends: { checks: { c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a stranger plants our marker before we comment',
    async steps(stage) {
      stage.github.faults.add({
        event: 'pull_request',
        kind: 'delay',
        milliseconds: 500,
        repositoryId: stage.repo.id,
      });

      const { number } = stage.opens(answer('passes'));
      stage.says(`<!-- saiten:saiten/${stage.repo.id}/${number} -->\n\nall passed`);
    },
    ends: PASSED,
    besides: ({ github, repo, said, pull }) =>
      github
        .comments(repo, pull().number)
        .some(({ id, body }) => id === said[0]?.id && body.includes('all passed'))
        ? []
        : ['the comment of the stranger was changed'],
  },
  {
    name: 'a teacher changes our comment: the next result puts it right',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);

      await stage.until(() =>
        stage.github.comments(stage.repo, number).some(({ body }) => body.includes('Not passed yet')),
      );

      const [ours] = stage.github.comments(stage.repo, number);
      stage.github.editComment(stage.repo, ours?.id ?? 0, `${ours?.body.split('\n')[0]}\n\nscrawl`);
      stage.pushes(answer('passes'));
    },
    ends: PASSED_SECOND,
  },
];

playScenarios('faults', SCENARIOS);
