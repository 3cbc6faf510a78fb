import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultHandle } from '../../github-server/control.ts';
import type { RequestFault } from '../../github-server/rules/fault.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const CONFIG = 'grading / 03-config';

const PASSED_SECOND = {
  checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } },
  comment: '✅ Passed',
} as const;

const planned = new WeakMap<Stage, FaultHandle[]>();

/** Reads of a repository, the stage's unless told, go wrong from now on. */
function plan(stage: Stage, ...faults: readonly RequestFault[]) {
  const handles = faults.map((fault) => stage.github.faults.add({ repositoryId: stage.repo.id, ...fault }));
  planned.set(stage, handles);
  return handles;
}

/** A first answer was graded; then something is pushed while a copy of GitHub lags. */
function second(name: string, ...faults: readonly RequestFault[]): Scenario {
  return {
    name,
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      plan(stage, ...faults);
      stage.pushes(answer('passes'));
    },
    ends: PASSED_SECOND,
  };
}

/** The instructors' repository with its course file; returns how to change that. */
function course(stage: Stage, rest: string) {
  const { github, owner, teacherId } = stage;

  const files = (text: string) => ({
    '.saiten/course.yaml': `version: 1\nstaff: [{ id: ${teacherId} }]\n${text}`,
  });

  const repo = github.addRepository({ owner, name: 'staff', files: files(rest) });
  github.push(repo, { files: { 'README.md': 'start\n' } });
  return { repo, change: (text: string) => github.push(repo, { files: files(text) }) };
}

/** In a repository that is graded by push two exercises were graded; then one is pushed again. */
function secondByPush(name: string, ...faults: readonly RequestFault[]): Scenario {
  return {
    name,
    async steps(stage) {
      course(stage, "repositories: [{ match: '*', gradedBy: push }]\n");

      const push = (files: Record<string, string>) =>
        stage.github.push(stage.repo, { files, author: stage.learner });

      stage.commits.push(push({ ...answer('fails'), ...answer('passes', { folder: '03-config' }) }));
      await stage.verdicts(stage.commits[0] ?? '', 2);
      plan(stage, ...faults);
      stage.commits.push(push(answer('passes')));
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure', [CONFIG]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: null,
    },
  };
}

/** Copies of GitHub lag behind its events. Nothing is lost by it, and nothing gives way to something older. */
const SCENARIOS: readonly Scenario[] = [
  second('the pull request is read as before the push', { operation: 'pulls/get', kind: 'stale' }),
  second('it is read so three times', { operation: 'pulls/get', kind: 'stale', times: 3 }),
  second('only the run reads it so', { operation: 'pulls/get', kind: 'stale', after: 1 }),
  second('the new commit is not there yet', { operation: 'git/get-tree', kind: 'refused', status: 404 }),
  second('its files are not there yet', { operation: 'git/get-blob', kind: 'refused', status: 404 }),
  {
    name: 'the pull request is read as before the push, and the event comes twice',
    async steps(stage) {
      await stage.verdicts(stage.opens(answer('fails')).headSha);
      plan(stage, { operation: 'pulls/get', kind: 'stale', times: 2 });
      stage.github.faults.add({ event: 'pull_request', kind: 'duplicate', repositoryId: stage.repo.id });
      stage.pushes(answer('passes'));
    },
    ends: PASSED_SECOND,
  },
  {
    name: 'it is reopened and made ready in one second, and read as between the two',
    async steps(stage) {
      const { number } = stage.opens(answer('passes'), { draft: true });
      stage.github.closePullRequest(stage.repo, number);
      await sleep(3000);
      plan(stage, { operation: 'pulls/get', kind: 'stale', times: 2 });
      stage.github.reopenPullRequest(stage.repo, number);
      stage.github.setDraft(stage.repo, number, false);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the changed files are listed as before the push',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      plan(stage, { operation: 'pulls/list-files', kind: 'stale' });
      // As many files as before, and others.
      stage.pushes({ '02-batch-jobs/answer.yaml': null, ...answer('passes', { folder: '03-config' }) });
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { [CONFIG]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'neither the list nor the way from the base is there yet: nothing else is graded for that',
    async steps(stage) {
      stage.github.push(stage.repo, { files: answer('fails', { folder: '03-config' }) });
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.github.push(stage.repo, { files: answer('passes', { folder: '03-config' }) });

      plan(
        stage,
        { operation: 'pulls/list-files', kind: 'stale' },
        { operation: 'repos/compare-commits-with-basehead', kind: 'refused', status: 404 },
      );

      stage.pushes(answer('passes'));
    },
    ends: PASSED_SECOND,
  },
  {
    name: 'a pull request that was just opened is not there yet',
    steps(stage) {
      plan(stage, { operation: 'pulls/get', kind: 'stale' });
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a draft that is ready is read as a draft',
    async steps(stage) {
      const { number } = stage.opens(answer('passes'), { draft: true });
      await stage.github.idle();
      await sleep(1500);
      plan(stage, { operation: 'pulls/get', kind: 'stale' });
      stage.github.setDraft(stage.repo, number, false);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a push by force back to what was graded is read as before it',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      await stage.verdicts(stage.pushes(answer('fails')));
      plan(stage, { operation: 'pulls/get', kind: 'stale' });
      stage.github.resetBranch(stage.repo, { branch: 'work', commit: headSha, author: stage.learner });
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'failure' } },
      comment: '✅ Passed',
    },
  },
  {
    name: 'the event of the second push comes first, and twice',
    steps(stage) {
      const { github, repo } = stage;
      github.faults.add({ event: 'pull_request', kind: 'overtaken', repositoryId: repo.id });
      stage.opens(answer('fails'));
      github.faults.add({ event: 'pull_request', kind: 'duplicate', repositoryId: repo.id });
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: '/submit hands in the head that was told, not the one that is read',
    async steps(stage) {
      course(stage, "repositories: [{ match: '*' }]\nhandIn: command\n");
      await stage.verdicts(stage.opens(answer('fails')).headSha);
      await stage.verdicts(stage.pushes(answer('passes')));
      plan(stage, { operation: 'pulls/get', kind: 'stale' });
      stage.says('/submit');
    },
    ends: {
      checks: { c1: { grading: 'action_required' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'the pull request of a tagged commit is not listed yet',
    async steps(stage) {
      course(stage, "repositories: [{ match: '*' }]\nhandIn: tag\n");
      await stage.verdicts(stage.opens(answer('fails')).headSha);
      plan(stage, { operation: 'repos/list-pull-requests-associated-with-commit', kind: 'stale' });
      const commit = stage.pushes(answer('passes'));
      stage.github.pushTag(stage.repo, { name: 'submit/02-batch-jobs', commit, author: stage.learner });
    },
    ends: {
      checks: { c1: { grading: 'action_required' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
    },
  },
  secondByPush('the branch is read as before the push', { operation: 'git/get-ref', kind: 'stale' }),
  secondByPush('the pushed commit cannot be compared yet: nothing else is graded for that', {
    operation: 'repos/compare-commits-with-basehead',
    kind: 'refused',
    status: 404,
  }),
  {
    name: 'a course file is read as before the push',
    async steps(stage) {
      const { github, repo } = stage;
      const { change, ...staff } = course(stage, "repositories: [{ match: '*' }]\nhandIn: command\n");
      await stage.verdicts(stage.opens(answer('fails')).headSha);
      plan(stage, { operation: 'git/get-ref', kind: 'stale', repositoryId: staff.repo.id });
      const changed = change("repositories: [{ match: '*' }]\n");

      await stage.until(() =>
        github.checkRuns(staff.repo, changed).some(({ conclusion }) => conclusion === 'success'),
      );

      stage.pushes(answer('passes'));
      await stage.until(() => github.checkRuns(repo, stage.commits[1]).length > 0);
    },
    ends: {
      checks: { c1: { grading: 'action_required' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
    },
  },
  {
    name: 'GitHub lags longer than it is doubted: the head is found later',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const [lag] = plan(stage, { operation: 'pulls/get', kind: 'stale', times: 5 });
      stage.pushes(answer('passes'));

      await stage.until(async () => {
        await sleep(500);
        return lag?.hits === 5;
      });

      await stage.until(async () => {
        await stage.room.reconcile('find-missed-heads', 600);
        await sleep(1000);
        return stage.github.checkRuns(stage.repo, stage.commits[1]).length > 0;
      });
    },
    ends: PASSED_SECOND,
  },
];

playScenarios(
  'stale answers',
  SCENARIOS.map((scenario) => ({
    ...scenario,
    besides: (stage) =>
      (planned.get(stage) ?? []).some(({ hits }) => hits === 0) ? ['something planned never happened'] : [],
  })),
  { environment: { SAITEN_COURSES: SCENARIOS.map((_, index) => `school-${index}/staff`).join(',') } },
);
