import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const CONFIG = 'grading / 03-config';

/** Opens a pull request whose grading waits, and comes back when it runs. */
async function opensWaiting(stage: Stage): Promise<{ headSha: string; number: number }> {
  const pull = stage.opens(answer('waits'));
  await stage.until(() => stage.room.exercises.graded(pull.headSha) > 0);
  return pull;
}

/** A second pull request of the same branch, to another base. */
function opensTwin({ github, repo, learner }: Stage): number {
  github.commitFiles(repo, { branch: 'week2', files: { 'week2.md': 'next\n' } });
  return github.openPullRequest({ repo, head: 'work', base: 'week2', title: 'Again', author: learner })
    .number;
}

const isStored = (stage: Stage, pullNumber: number, state: string) => async () => {
  const all = await stage.room.store.submissions.forPullRequest(stage.repo.id, pullNumber);
  return all.at(-1)?.state === state;
};

const MERGED: readonly Scenario[] = [
  {
    name: 'merged while it is graded: its run ends, its grade counts, its check is told',
    async steps(stage) {
      const { headSha, number } = await opensWaiting(stage);
      stage.github.closePullRequest(stage.repo, number, { merged: true });
      await stage.github.idle();

      await stage.until(
        async () => (await stage.room.store.pullRequests.get(stage.repo.id, number))?.merged === true,
      );

      stage.room.exercises.release(headSha);
      await stage.until(isStored(stage, number, 'graded'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'merged before it was looked at: it is graded',
    async steps(stage) {
      stage.github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: stage.repo.id });
      const { number } = stage.opens(answer('passes'));
      stage.github.closePullRequest(stage.repo, number, { merged: true });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: '/regrade on a merged pull request grades it again',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.github.closePullRequest(stage.repo, number, { merged: true });
      stage.says('/regrade');
      await stage.verdicts(headSha, 2);
    },
    ends: {
      checks: { c1: { [JOBS]: ['failure', 'failure'], grading: 'failure' } },
      comment: 'Not passed yet',
      reactions: ['rocket'],
    },
  },
  {
    name: '/regrade on a pull request that was closed without being merged is answered',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.github.closePullRequest(stage.repo, number);
      stage.says('/regrade');
    },
    ends: { checks: { c1: { [JOBS]: 'failure' } }, comment: 'Not passed yet', reactions: ['confused'] },
  },
];

const TWINS: readonly Scenario[] = [
  {
    name: 'a twin is closed while it is graded: the newest check of the commit is still the one that passed',
    async steps(stage) {
      const { headSha, number } = await opensWaiting(stage);
      stage.room.exercises.release(headSha);
      await stage.until(isStored(stage, number, 'graded'));
      await stage.verdicts(headSha);
      const graded = stage.room.exercises.graded(headSha);
      stage.room.exercises.hold(headSha);
      const twin = opensTwin(stage);
      await stage.until(() => stage.room.exercises.graded(headSha) > graded);

      await stage.until(
        () => stage.github.checkRuns(stage.repo, headSha).filter(({ name }) => name === JOBS).length === 2,
      );

      stage.github.closePullRequest(stage.repo, twin);
      await stage.until(isStored(stage, twin, 'cancelled'));
      stage.room.exercises.release(headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: ['cancelled', 'success'], grading: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
  },
  {
    name: 'of two twins that are graded at once the newer is closed: the other one ends in its check',
    async steps(stage) {
      const { headSha } = await opensWaiting(stage);
      const twin = opensTwin(stage);
      await stage.until(() => stage.room.exercises.graded(headSha) > 1);

      await stage.until(
        () => stage.github.checkRuns(stage.repo, headSha).filter(({ name }) => name === JOBS).length === 2,
      );

      stage.github.closePullRequest(stage.repo, twin);
      await stage.until(isStored(stage, twin, 'cancelled'));
      stage.room.exercises.release(headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: ['cancelled', 'success'], grading: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
  },
];

const EMPTIED: readonly Scenario[] = [
  {
    name: 'the exercise is taken out again: comment and check of the new commit say so',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);

      await stage.until(() =>
        stage.github.comments(stage.repo, stage.pull().number).some(({ body }) => body.includes('Passed')),
      );

      stage.pushes({ '02-batch-jobs/answer.yaml': null });
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'skipped' } },
      comment: 'No exercise in this change',
    },
    besides: ({ github, repo, pull }) =>
      github.comments(repo, pull().number).some(({ body }) => body.includes('✅ Passed'))
        ? ['the comment goes on saying passed']
        : [],
  },
  {
    name: 'one of two exercises is taken out again: the comment speaks of the other alone',
    async steps(stage) {
      const { headSha } = stage.opens({ ...answer('fails'), ...answer('passes', { folder: '03-config' }) });
      await stage.verdicts(headSha, 2);
      stage.pushes({ '02-batch-jobs/answer.yaml': null });
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure', [CONFIG]: 'success' }, c2: { [CONFIG]: 'success' } },
      comment: '✅ Passed',
    },
  },
];

const TOGETHER: readonly Scenario[] = [
  {
    name: 'one check tells of all exercises of a commit',
    steps: (stage) => void stage.opens({ ...answer('passes'), ...answer('passes', { folder: '03-config' }) }),
    ends: {
      checks: { c1: { [JOBS]: 'success', [CONFIG]: 'success', grading: 'success' } },
      comment: '✅ Passed',
    },
  },
  {
    name: 'it fails when one of them does, and is in progress while one is graded',
    async steps(stage) {
      const { headSha } = stage.opens({ ...answer('fails'), ...answer('waits', { folder: '03-config' }) });
      await stage.verdicts(headSha);

      await stage.until(() =>
        stage.github.checkRuns(stage.repo, headSha).some(({ name }) => name === 'grading'),
      );

      const [one] = stage.github.checkRuns(stage.repo, headSha).filter(({ name }) => name === 'grading');
      if (one?.status !== 'in_progress') throw new Error(`found ${String(one?.conclusion)}`);
      stage.room.exercises.release(headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure', [CONFIG]: 'success', grading: 'failure' } },
      comment: '❌',
    },
  },
  {
    name: 'it is written when it changes and not with every step of a grading',
    steps: (stage) => void stage.opens(answer('slow-checks')),
    ends: { checks: { c1: { [JOBS]: 'success', grading: 'success' } }, comment: '✅ Passed' },
    besides({ github, repo }) {
      const writes = github.effects.filter(
        ({ repository, result, operationId }) =>
          operationId.startsWith('checks/') &&
          repository === repo.fullName &&
          (result as { name?: string }).name === 'grading',
      );

      return writes.length === 2 ? [] : [`${writes.length} writes`];
    },
  },
  {
    name: 'it is graded again: the check is in progress, then passes',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails-at-first'));
      await stage.verdicts(headSha);
      stage.says('/regrade');
    },
    ends: {
      checks: { c1: { [JOBS]: ['failure', 'success'], grading: 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'a merge queue asks for it on the commit of its group',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      stage.commits.push(stage.github.queueForMerge(stage.repo, number));
    },
    ends: { checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a merge queue asks before the verdict: its commit has the verdict afterwards',
    async steps(stage) {
      const { headSha, number } = await opensWaiting(stage);
      const group = stage.github.queueForMerge(stage.repo, number);
      stage.commits.push(group);
      await stage.until(() => stage.github.checkRuns(stage.repo, group).length > 0);
      stage.room.exercises.release(headSha);
    },
    ends: { checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'what failed does not get through a merge queue',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.commits.push(stage.github.queueForMerge(stage.repo, number));
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { grading: 'failure' } }, comment: 'Not passed yet' },
  },
];

playScenarios('pull requests', [...MERGED, ...TWINS, ...EMPTIED, ...TOGETHER]);
