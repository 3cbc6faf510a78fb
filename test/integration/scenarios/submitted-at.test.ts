import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
/** How many of the stories go over one deadline, which is the same for all. */
const WITH_DEADLINE = 5;
const PASSED = { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' } as const;

/** Of stories that have said all that comes before the deadline. */
let ready = 0;
let closing: Promise<Date> | undefined;

/** Resolves when the exercise has closed for all stages: as soon as each has said what is to be in time. */
async function afterTheDeadline({ room, until }: Stage): Promise<Date> {
  ready += 1;
  await until(() => ready === WITH_DEADLINE);

  closing ??= (async () => {
    const closesAt = new Date(Math.floor(Date.now() / 1000) * 1000 + 1000);
    const assignment = { courseId: DEFAULT_COURSE_ID, exercise: '02-batch-jobs', weight: 1, closesAt };
    await room.store.assignments.put(assignment, 0);
    await sleep(closesAt.getTime() - Date.now() + 2500);
    return closesAt;
  })();

  return closing;
}

/** What happened to the learner's commit before the exercise closed, and after; it was pushed in time. */
function inTime(
  name: string,
  before: (stage: Stage) => Promise<void> | void,
  after: (stage: Stage, commit: string) => Promise<void> | void,
): Scenario {
  return {
    name,
    async steps(stage) {
      await before(stage);
      const closesAt = await afterTheDeadline(stage);
      const commit = stage.commits[0] ?? '';
      await after(stage, commit);

      await stage.until(async () => {
        const all = await stage.room.store.submissions.forCommit(stage.repo.id, commit);
        return all.some(({ submittedAt }) => submittedAt <= closesAt);
      });
    },
    ends: PASSED,
  };
}

/** Nobody hears of what the stage does to its pull request next. */
function loses({ github, repo }: Stage) {
  github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: repo.id });
}

/** The lost event comes at last. */
async function hears({ github, repo, until }: Stage) {
  const lost = () =>
    github.deliveries.find(
      ({ event, status, payload }) =>
        event === 'pull_request' &&
        status !== 'OK' &&
        (payload as { repository?: { id: number } }).repository?.id === repo.id,
    );

  await until(() => lost() !== undefined);
  github.redeliver(lost()?.guid ?? '');
}

/** What was pushed in time stays in time, whatever happens to its pull request afterwards. */
const SCENARIOS: readonly Scenario[] = [
  inTime(
    'workers were away over the deadline, and a teacher comments before they come back',
    async (stage) => {
      await stage.room.stopWorkers();
      stage.opens(answer('passes'));
    },
    async (stage) => {
      stage.says('Looks good!', stage.teacher);
      await stage.room.startWorkers();
    },
  ),
  inTime(
    'its event was lost, and the pull request changed before that came',
    (stage) => {
      loses(stage);
      stage.opens(answer('passes'));
    },
    async (stage) => {
      stage.says('Looks good!', stage.teacher);
      await hears(stage);
    },
  ),
  inTime(
    'the first pull request from a fork, let in after the deadline',
    (stage) => {
      const { github, owner, repo, learner, teacherId } = stage;

      github.push(
        github.addRepository({
          ...{ owner, name: 'staff' },
          files: {
            '.saiten/course.yaml': `version: 1\nrepositories: [{ match: '*' }]\nstaff: [{ id: ${teacherId} }]\nfirstForks: ask\n`,
          },
        }),
        { files: { 'README.md': 'start\n' } },
      );

      const fork = github.addRepository({ owner: learner, name: 'kubernetes-course', forkOf: repo });
      const files = answer('passes');
      stage.commits.push(github.commitFiles(fork, { branch: 'work', files, author: learner }));
      const head = { repo: fork, branch: 'work' };
      github.openPullRequest({ repo, head, title: 'From my fork', author: learner });
    },
    async ({ room: { store }, github, repo, owner, teacher, verdicts }, commit) => {
      await verdicts(commit);
      // The course of the organisation has closed as long ago.
      const { courseId } = await store.courses.ofRepository(github.repository(`${owner}/staff`).id);
      const closed = await store.assignments.get(DEFAULT_COURSE_ID, '02-batch-jobs');
      await store.assignments.put({ ...closed, courseId, exercise: '02-batch-jobs', weight: 1 }, 0);
      github.comment(repo, 1, { author: teacher, body: '/ok-to-grade' });
    },
  ),
  inTime(
    'closed before it was graded, and reopened after the deadline',
    (stage) => {
      const { number } = stage.opens(answer('passes'), { draft: true });
      stage.github.closePullRequest(stage.repo, number);
    },
    (stage) => {
      stage.github.reopenPullRequest(stage.repo, 1);
      stage.github.setDraft(stage.repo, 1, false);
    },
  ),
  {
    name: 'pushed before the exercise opens, and asked for after it has closed',
    async steps(stage) {
      const { room, github, repo } = stage;
      const assignment = { courseId: DEFAULT_COURSE_ID, exercise: '03-config', weight: 1 };
      const opensAt = new Date(Date.now() + 3_600_000);
      await room.store.assignments.put({ ...assignment, opensAt }, 0);
      const { headSha } = stage.opens(answer('passes', { folder: '03-config' }));
      await stage.until(() => github.checkRuns(repo, headSha).some(({ conclusion }) => conclusion !== null));
      const closesAt = new Date();
      await room.store.assignments.put({ ...assignment, closesAt }, 1);
      await sleep(1500);
      stage.says('/regrade');
    },
    ends: {
      checks: { c1: { 'grading / 03-config': 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'what is pushed after the deadline is late, also when it was committed before',
    async steps(stage) {
      await afterTheDeadline(stage);
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { grading: 'action_required' } }, comment: 'closed on' },
  },
];

playScenarios('the time of a push', SCENARIOS, {
  environment: { SAITEN_COURSES: SCENARIOS.map((_, index) => `school-${index}/staff`).join(',') },
});
