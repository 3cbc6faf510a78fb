import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';

/** The instructors say what hands work in. */
function course(stage: Stage, handIn: string, repositories = '') {
  stage.github.push(
    stage.github.addRepository({
      owner: stage.owner,
      name: 'staff',
      files: {
        '.saiten/course.yaml': `version: 1\nrepositories:\n  - { match: '*'${repositories} }\nhandIn: ${handIn}\nstaff: [{ id: ${stage.teacherId} }]\n`,
      },
    }),
    { files: { 'README.md': 'start\n' } },
  );
}

/** Waits until the newest commit has an answer, then says it. */
async function say(stage: Stage, body: string, by = stage.learner) {
  await stage.verdicts(stage.commits.at(-1) ?? '');
  return stage.says(body, by);
}

/** Waits until the exercise has its verdict, beside what the check of the commit says. */
async function graded({ github, repo, until }: Stage, commit: string) {
  await until(() =>
    github.checkRuns(repo, commit).some(({ name, status }) => name === JOBS && status === 'completed'),
  );
}

function tag(stage: Stage, name: string, commit = '', { author = stage.learner, annotated = false } = {}) {
  stage.github.pushTag(stage.repo, { name, commit, author, annotated });
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a push alone hands nothing in',
    steps(stage) {
      course(stage, 'command');
      stage.opens(answer('passes'));
    },
    ends: {
      checks: { c1: { grading: 'action_required' } },
      comment: 'Nothing is graded until you hand it in',
    },
  },
  {
    name: '/submit hands in the newest commit',
    async steps(stage) {
      course(stage, 'command');
      stage.opens(answer('fails'));
      await say(stage, '/submit');
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' } },
      comment: 'push to the same branch. Then comment `/submit`',
      reactions: ['rocket'],
    },
  },
  {
    name: '／Submit is understood',
    async steps(stage) {
      course(stage, 'command');
      stage.opens(answer('passes'));
      await say(stage, '／Submit　');
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'the time of the comment is the time handed in',
    async steps(stage) {
      course(stage, 'command');
      const { headSha } = stage.opens(answer('passes'));
      const said = await say(stage, '/submit');
      await graded(stage, headSha);
      const [submission] = await stage.room.store.submissions.forCommit(stage.repo.id, headSha);
      const found = submission?.submittedAt.toISOString();
      if (found === undefined || Date.parse(found) !== Date.parse(said.createdAt))
        throw new Error(`expected ${said.createdAt}, found ${found}`);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'what was handed in is graded although more is pushed meanwhile',
    async steps(stage) {
      course(stage, 'command');
      const { headSha } = stage.opens(answer('waits'));
      await say(stage, '/submit');
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      await stage.verdicts(stage.pushes(answer('fails')));
      stage.room.exercises.release(headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'action_required' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'what is handed in later takes the place of what is not graded yet',
    async steps(stage) {
      course(stage, 'command');
      const { headSha } = stage.opens(answer('waits'));
      await say(stage, '/submit');
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.pushes(answer('passes'));
      await say(stage, '/submit');
    },
    ends: {
      checks: {
        c1: { [JOBS]: 'cancelled' },
        c2: { [JOBS]: 'success' },
      },
      comment: '✅ Passed',
      reactions: ['rocket', 'rocket'],
    },
  },
  {
    name: '/submit of a commit that was handed in already',
    async steps(stage) {
      course(stage, 'command');
      const { headSha } = stage.opens(answer('fails'));
      await say(stage, '/submit');
      await graded(stage, headSha);
      stage.says('/submit');
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' } },
      comment: 'Handed in already',
      reactions: ['rocket', 'confused'],
    },
  },
  {
    name: '/submit without an exercise',
    async steps(stage) {
      course(stage, 'command');
      stage.opens({ 'README.md': 'mine\n' });
      await say(stage, '/submit');
    },
    ends: {
      checks: { c1: { grading: 'action_required' } },
      comment: 'changes no file in the folder of an exercise',
      reactions: ['confused'],
    },
  },
  {
    name: '/submit where every push is graded',
    async steps(stage) {
      course(stage, 'push');
      stage.opens(answer('passes'));
      await say(stage, '/submit');
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' } },
      comment: '`/submit` is not needed in this course',
      reactions: ['confused'],
    },
  },
  {
    name: '/submit by a fellow learner',
    async steps(stage) {
      course(stage, 'command');
      stage.opens(answer('passes'));
      await say(stage, '/submit', stage.fellow);
    },
    ends: { checks: { c1: { grading: 'action_required' } }, comment: 'Not handed in yet', reactions: ['-1'] },
  },
  {
    name: '/submit by a teacher, on a draft',
    async steps(stage) {
      course(stage, 'command');
      stage.opens(answer('passes'), { draft: true });
      await say(stage, '/submit', stage.teacher);
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: '/regrade after more was pushed grades what was handed in',
    async steps(stage) {
      course(stage, 'command');
      const { headSha } = stage.opens(answer('fails'));
      await say(stage, '/submit');
      await graded(stage, headSha);
      stage.pushes(answer('passes'));
      await say(stage, '/regrade');
    },
    ends: {
      checks: {
        c1: { [JOBS]: ['failure', 'failure'] },
        c2: { grading: 'action_required' },
      },
      comment: '❌ Not passed yet',
      reactions: ['rocket', 'rocket'],
    },
  },
  {
    name: 'closing the pull request does not take back what was handed in',
    async steps(stage) {
      course(stage, 'command');
      const { headSha, number } = stage.opens(answer('waits'));
      await say(stage, '/submit');
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.closePullRequest(stage.repo, number);

      await stage.until(
        async () => (await stage.room.store.pullRequests.get(stage.repo.id, number))?.state === 'closed',
      );

      stage.room.exercises.release(headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      reactions: ['rocket'],
    },
  },
  {
    name: 'a tag hands in the commit that it stands on, whatever was pushed since',
    async steps(stage) {
      course(stage, 'tag');
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.pushes(answer('passes'));
      await stage.verdicts(stage.commits[1] ?? '');
      tag(stage, 'submit/02-batch-jobs', headSha);
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' }, c2: { grading: 'action_required' } },
      comment: 'new tag, such as `submit/02-batch-jobs/2`',
    },
  },
  {
    name: 'an annotated tag, for one more try',
    async steps(stage) {
      course(stage, 'tag');
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      tag(stage, 'submit/02-batch-jobs/2', headSha, { annotated: true });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a tag where pushes are graded',
    async steps(stage) {
      course(stage, 'tag', ', gradedBy: push');
      const { github, repo, learner: author } = stage;
      stage.commits.push(github.push(repo, { files: answer('passes'), author }));
      await stage.verdicts(stage.commits[0] ?? '');
      tag(stage, 'submit/02-batch-jobs', stage.commits[0]);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: null },
  },
  ...(
    [
      ['names no exercise', 'submit/02-batchjobs', 'tag'],
      ['names an exercise that the commit has not', 'submit/03-config', 'tag'],
    ] as const
  ).map(([name, tagName, handIn]): Scenario => ({
    name: `a tag that ${name}`,
    async steps(stage) {
      course(stage, handIn);
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      tag(stage, tagName, headSha);
    },
    ends: {
      checks: { c1: { grading: 'action_required', [`saiten / ${tagName}`]: 'action_required' } },
      comment: 'Not handed in yet',
    },
  })),
  {
    name: 'a tag by a fellow learner',
    async steps(stage) {
      course(stage, 'tag');
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      tag(stage, 'submit/02-batch-jobs', headSha, { author: stage.fellow });
    },
    ends: {
      checks: { c1: { grading: 'action_required', 'saiten / submit/02-batch-jobs': 'action_required' } },
      comment: 'Not handed in yet',
    },
  },
  {
    name: 'a tag on a commit without a pull request',
    steps(stage) {
      course(stage, 'tag');
      const { github, repo, learner: author } = stage;
      stage.commits.push(github.commitFiles(repo, { branch: 'work', files: answer('passes'), author }));
      tag(stage, 'submit/02-batch-jobs', stage.commits[0]);
    },
    ends: { checks: { c1: { 'saiten / submit/02-batch-jobs': 'action_required' } }, comment: null },
  },
  {
    name: 'a tag of that name where every push is graded',
    async steps(stage) {
      course(stage, 'push');
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      tag(stage, 'submit/02-batch-jobs', headSha);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
];

playScenarios('handing in', SCENARIOS, {
  environment: { SAITEN_COURSES: SCENARIOS.map((_, index) => `school-${index}/staff`).join(',') },
});
