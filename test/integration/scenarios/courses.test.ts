import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const CONFIG = 'grading / 03-config';

/** The instructors write the course file; it holds for every repository of the organisation unless told. */
function course(stage: Stage, rest: string, pattern = "- match: '*'", files: Record<string, string> = {}) {
  const text = `version: 1\nrepositories:\n  ${pattern}\nstaff: [{ id: ${stage.teacherId} }]\n${rest}`;

  const repo = stage.github.addRepository({
    owner: stage.owner,
    name: 'staff',
    files: { '.saiten/course.yaml': text, ...files },
  });

  return { repo, headSha: stage.github.push(repo, { files: { 'README.md': 'start\n' } }) };
}

/** The learner's pull request comes from a fork. */
function fromFork(stage: Stage): number {
  const { github, repo, learner } = stage;
  const fork = github.addRepository({ owner: learner, name: 'kubernetes-course', forkOf: repo });
  stage.commits.push(github.commitFiles(fork, { branch: 'work', files: answer('passes'), author: learner }));
  return github.openPullRequest({
    repo,
    head: { repo: fork, branch: 'work' },
    title: 'From my fork',
    author: learner,
  }).number;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'layout B: a folder of the course map holds the exercise',
    steps(stage) {
      course(stage, 'exercises:\n  - { name: 02-batch-jobs, folder: week2/jobs }\n');
      stage.opens(answer('passes', { folder: 'week2/jobs' }));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'layout C: the course names the exercise of the repository',
    steps(stage) {
      course(stage, '', "- { match: 'kubernetes-*', exercise: 03-config }");
      stage.opens(answer('passes', { folder: '' }));
    },
    ends: { checks: { c1: { [CONFIG]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'layout A: pushes to the default branch are graded, without pull request and comment',
    async steps(stage) {
      course(stage, '', "- { match: '*', gradedBy: push }");

      const push = (files: Record<string, string>) =>
        stage.github.push(stage.repo, { files, author: stage.learner });

      stage.commits.push(push({ ...answer('fails'), ...answer('passes', { folder: '03-config' }) }));
      await stage.verdicts(stage.commits[0] ?? '', 2);
      stage.commits.push(push(answer('passes')));
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure', [CONFIG]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: null,
    },
  },
  {
    name: 'layout A: what a push brought is found although GitHub cannot compare',
    async steps(stage) {
      course(stage, '', "- { match: '*', gradedBy: push }");

      const push = (files: Record<string, string>) =>
        stage.github.push(stage.repo, { files, author: stage.learner });

      stage.commits.push(push({ ...answer('fails'), ...answer('passes', { folder: '03-config' }) }));
      await stage.verdicts(stage.commits[0] ?? '', 2);
      const operation = 'repos/compare-commits-with-basehead';
      stage.github.faults.add({ operation, kind: 'no-diff', repositoryId: stage.repo.id, times: Infinity });
      stage.commits.push(push(answer('passes')));
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure', [CONFIG]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: null,
    },
  },
  {
    name: 'an exercise that is not of the course is not graded',
    steps(stage) {
      course(stage, 'exercises:\n  - name: 03-config\n');
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { grading: 'skipped' } }, comment: null },
  },
  {
    name: 'drafts are graded where the course says so',
    steps(stage) {
      course(stage, 'drafts: grade\n');
      stage.opens(answer('passes'), { draft: true });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'what could not be graded does not satisfy a required check where the course says so',
    steps(stage) {
      course(stage, 'notGraded: action_required\n');
      stage.opens(answer('grader-bug'));
    },
    ends: { checks: { c1: { [JOBS]: 'action_required' } }, comment: 'This is not your fault' },
  },
  {
    name: 'the language order of the course',
    steps(stage) {
      course(stage, 'languages: [ja]\n');
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ 合格です' },
  },
  {
    name: 'who is not enrolled is told so',
    steps(stage) {
      course(stage, 'roster: enrolled\n');
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { grading: 'neutral' } }, comment: 'not on the list of this course yet' },
  },
  {
    name: 'who is enrolled by id is graded',
    steps(stage) {
      const id = stage.github.addUser('mika').id;
      course(stage, 'roster: enrolled\n', undefined, { '.saiten/roster.yaml': `learners:\n  - id: ${id}\n` });
      stage.opens(answer('passes'), { by: 'mika' });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the first pull request from a fork waits for /ok-to-grade of a teacher',
    async steps(stage) {
      course(stage, 'firstForks: ask\n');
      const number = fromFork(stage);
      await stage.verdicts(stage.commits[0] ?? '');
      const { github, repo, learner, teacher, said } = stage;
      said.push(github.comment(repo, number, { author: learner, body: '/ok-to-grade' }));
      said.push(github.comment(repo, number, { author: teacher, body: '/ok-to-grade' }));
    },
    ends: {
      checks: { c1: { grading: 'success', [JOBS]: 'success' } },
      comment: '✅ Passed',
      reactions: ['-1', '+1'],
    },
  },
  {
    name: 'the attempts of the day are used up',
    async steps(stage) {
      course(stage, 'attempts: { perDay: 1 }\n');
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.pushes(answer('passes'));
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' }, c2: { grading: 'action_required' } },
      comment: 'No attempt is left for now',
    },
  },
  {
    name: 'pushing again before the verdict uses an attempt too',
    async steps(stage) {
      course(stage, 'attempts: { perDay: 2 }\n');

      for (const note of ['first', 'second']) {
        const files = answer('waits', { note });
        const headSha = note === 'first' ? stage.opens(files).headSha : stage.pushes(files);
        await stage.until(() => stage.room.exercises.graded(headSha) > 0);

        await stage.until(async () => {
          const all = await stage.room.store.submissions.forCommit(stage.repo.id, headSha);
          return all.some(({ usesAttempt }) => usesAttempt);
        });
      }

      stage.pushes(answer('passes'));
    },
    ends: {
      checks: {
        c1: { [JOBS]: 'cancelled' },
        c2: { [JOBS]: 'cancelled' },
        c3: { grading: 'action_required' },
      },
      comment: 'No attempt is left for now',
    },
  },
  {
    name: 'a fellow learner who may write gives no attempts by /regrade',
    async steps(stage) {
      course(stage, 'attempts: { perDay: 1 }\n');
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.says('/regrade', stage.fellow);
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' } },
      comment: 'Not passed yet',
      reactions: ['-1'],
    },
  },
  {
    name: 'a fellow learner who may write lets no first pull request be graded',
    async steps(stage) {
      course(stage, 'firstForks: ask\n');
      const number = fromFork(stage);
      await stage.verdicts(stage.commits[0] ?? '');
      const { github, repo, fellow, said } = stage;
      said.push(github.comment(repo, number, { author: fellow, body: '/ok-to-grade' }));
    },
    ends: {
      checks: { c1: { grading: 'action_required' } },
      comment: 'Waiting for your instructor',
      reactions: ['-1'],
    },
  },
  {
    name: '/regrade before the cool-down is over',
    async steps(stage) {
      course(stage, 'attempts: { coolDown: 3600 }\n');
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.says('/regrade');
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' } },
      comment: 'Please wait a little',
      reactions: ['confused'],
    },
  },
  {
    name: 'a learner cannot write a course file',
    steps: (stage) =>
      void stage.opens({
        ...answer('fails'),
        '.saiten/course.yaml': 'version: 1\nrepositories:\n  - match: "*"\n',
      }),
    ends: { checks: { c1: { [JOBS]: 'failure' } }, comment: 'Not passed yet' },
  },
  {
    name: 'a mistake in the course file is shown at its line on the commit of the instructors',
    steps(stage) {
      stage.commits.push(course(stage, 'drafts: maybe\n').headSha);
    },
    ends: { checks: {}, comment: null },
    besides({ github, owner, commits }) {
      const [check] = github.checkRuns(`${owner}/staff`, commits[0]);
      const place = check?.annotations.map(({ path, startLine }) => `${path}:${startLine}`).join();
      return check?.conclusion === 'failure' && place === '.saiten/course.yaml:5' ? [] : [`found ${place}`];
    },
  },
  {
    name: '/hint unfolds the hints',
    async steps(stage) {
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.says('/hint');
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' } },
      comment: '**What to do next:** Set `spec.replicas`',
      reactions: ['eyes'],
    },
  },
  {
    name: 'the button "Hint" unfolds the hints',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const [run] = stage.github.checkRuns(stage.repo, headSha);
      stage.github.requestAction(run?.id ?? 0, 'hint', { by: stage.teacher });
    },
    ends: { checks: { c1: { [JOBS]: 'failure' } }, comment: '**What to do next:** Set `spec.replicas`' },
  },
  {
    name: 'a running grading shows how far it is, in few updates',
    steps: (stage) => void stage.opens(answer('slow-checks')),
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
    onTheWay({ github, repo }) {
      const told = github.effects.filter(
        ({ operationId, repository, body }) =>
          operationId === 'checks/update' &&
          repository === repo.fullName &&
          (body as { output?: { title?: string } }).output?.title?.includes('check done') === true,
      );

      return told.length >= 1 && told.length <= 4 ? [] : [`${told.length} updates of progress`];
    },
  },
];

playScenarios('courses', SCENARIOS, {
  environment: {
    SAITEN_COURSES: SCENARIOS.map((_, index) => `school-${index}/staff`).join(','),
    SAITEN_PROGRESS_INTERVAL: '0.5',
  },
});
