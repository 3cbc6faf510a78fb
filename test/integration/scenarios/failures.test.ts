import { answer, type Outcome } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';

const ends = (conclusion: string, comment: string): Scenario['ends'] => ({
  checks: { c1: { [JOBS]: conclusion } },
  comment,
});

const opens = (outcome: Outcome) => (stage: Stage) => void stage.opens(answer(outcome));

/** Every row of the table of failures: whose fault it is decides what is said and whether it counts. */
const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a check fails: failure, with what was expected and found',
    steps: opens('fails'),
    ends: ends('failure', '**Expected:** `3 ready Pods`'),
  },
  {
    name: 'the files are refused: failure, annotated at the line',
    steps: opens('refused'),
    ends: ends('failure', 'The submitted files need a fix'),
    besides: ({ github, repo, commits }) =>
      github.checkRuns(repo, commits[0])[0]?.annotations[0]?.path === '02-batch-jobs/answer.yaml'
        ? []
        : ['the refused line has no annotation'],
  },
  {
    name: "the learner's workload uses up the time: timed out",
    steps: opens('times-out'),
    ends: ends('timed_out', 'Did not finish within the time limit'),
  },
  {
    name: 'a cluster fails once: another one brings the verdict',
    steps: opens('cluster-fails-once'),
    ends: ends('success', '✅ Passed'),
    besides: ({ room, commits }) =>
      room.exercises.graded(commits[0] ?? '') === 2 ? [] : ['not graded twice'],
  },
  {
    name: 'every cluster fails: neutral, and not the fault of the learner',
    steps: opens('cluster-fails-always'),
    ends: ends('neutral', 'This is not your fault'),
  },
  {
    name: 'the grader has a bug: neutral, and not the fault of the learner',
    steps: opens('grader-bug'),
    ends: ends('neutral', 'This is not your fault'),
  },
  {
    name: 'after a failure of ours the learner asks again and is graded',
    async steps(stage) {
      const { headSha } = stage.opens(answer('grader-bug'));
      await stage.verdicts(headSha);
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'neutral' }, c2: { [JOBS]: 'success' } }, comment: 'attempt 1' },
  },
  {
    name: 'three pushes at once: the older ones are cancelled, the newest is judged',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      const second = stage.pushes(answer('waits', { note: 'second' }));
      await stage.until(() => stage.room.exercises.graded(second) > 0);
      stage.pushes(answer('fails'));
    },
    ends: {
      checks: { c1: { [JOBS]: 'cancelled' }, c2: { [JOBS]: 'cancelled' }, c3: { [JOBS]: 'failure' } },
      comment: 'Not passed yet',
    },
  },
  {
    name: 'eighty findings: every one is an annotation, in portions of fifty',
    steps: opens('many-findings'),
    ends: ends('failure', 'Not passed yet'),
    besides: ({ github, repo, commits }) => {
      const lines =
        github.checkRuns(repo, commits[0])[0]?.annotations.map(({ startLine }) => startLine) ?? [];

      return new Set(lines).size === 80 && lines.length === 80 ? [] : [`${lines.length} annotations`];
    },
  },
];

playScenarios('failures', SCENARIOS);
