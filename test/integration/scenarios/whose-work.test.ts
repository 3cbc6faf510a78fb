import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const SLUG = '02-batch-jobs';
const ALICES = `alice/${SLUG}`;
const BOBS = `bob/${SLUG}`;

/** What the newest submission of a pull request, or of the branch, is: graded, by whom, and whether it counts. */
async function settled(stage: Stage, number: number, expected: { by?: string; uncredited?: string }) {
  const newest = async () =>
    (await stage.room.store.submissions.forPullRequest(stage.repo.id, number)).at(-1);

  await stage.until(async () => (await newest())?.state === 'graded');
  const { authorLogin, uncredited } = (await newest()) ?? {};
  const { by = authorLogin } = expected;
  if (authorLogin !== by || uncredited !== expected.uncredited)
    throw new Error(`counts for ${authorLogin}, or not because of ${uncredited}`);
}

/** The points that somebody has for the exercise, where no course file says which course it is. */
async function requirePoints(stage: Stage, githubId: number, expected: 'some' | 'none') {
  const grade = await stage.room.store.grades.get({ courseId: DEFAULT_COURSE_ID, exercise: SLUG, githubId });
  const found = (grade?.attempts ?? 0) > 0 ? 'some' : 'none';
  if (found !== expected) throw new Error(`expected ${expected} points, found ${found}`);
}

/** Alice's pull request passed and was merged as one new commit. */
async function aliceMerged(stage: Stage, folder = ALICES): Promise<void> {
  const { headSha, number } = stage.opens(answer('passes', { folder }), { branch: 'alice' });
  await stage.verdicts(headSha);
  stage.github.commitFiles(stage.repo, { files: answer('passes', { folder }) });
  stage.github.closePullRequest(stage.repo, number, { merged: true });

  await stage.until(
    async () => (await stage.room.store.pullRequests.get(stage.repo.id, number))?.merged === true,
  );
}

const opensAsBob = (stage: Stage, files: Parameters<Stage['opens']>[0]) =>
  stage.opens(files, { branch: 'bob', by: stage.fellow });

/** Both languages stand in a comment or a check. */
function tells(...words: readonly string[]): NonNullable<Scenario['besides']> {
  return ({ github, repo, commits }) => {
    const texts = [
      ...[1, 2].flatMap((number) => github.comments(repo, number).map(({ body }) => body)),
      ...commits.flatMap((sha) =>
        github.checkRuns(repo, sha).map(({ summary, text }) => `${summary} ${text}`),
      ),
    ].join('\n');

    return words.filter((word) => !texts.includes(word)).map((word) => `"${word}" is not told`);
  };
}

const FOLDERS: readonly Scenario[] = [
  {
    name: 'Bob changes a note in the folder of Alice: nothing is graded, and the check says what he touched',
    async steps(stage) {
      await aliceMerged(stage);
      opensAsBob(stage, { [`${ALICES}/notes.md`]: 'nice\n' });
    },
    ends: { checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'skipped' } }, comment: '✅ Passed' },
    besides: tells(`\`${ALICES}/notes.md\``, 'touches only notes', '説明文や隠しファイルだけ'),
  },
  {
    name: 'Bob changes a line of what Alice had merged: it is graded and counts for nobody',
    async steps(stage) {
      await aliceMerged(stage);
      const { number } = opensAsBob(stage, answer('passes', { folder: ALICES, note: 'mine' }));
      await settled(stage, number, { by: stage.fellow, uncredited: 'others-work' });
      await requirePoints(stage, stage.fellowId, 'none');
      await requirePoints(stage, stage.learnerId, 'some');
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
    besides: tells('was handed in by somebody else', 'ほかの受講者が提出したもの'),
  },
  {
    name: 'Bob hands in his own folder and touches that of Alice beside it: his own is graded and counts',
    async steps(stage) {
      await aliceMerged(stage);

      const { number } = opensAsBob(stage, {
        ...answer('fails', { folder: ALICES }),
        ...answer('passes', { folder: BOBS }),
      });

      await settled(stage, number, { by: stage.fellow });
      await requirePoints(stage, stage.fellowId, 'some');
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
  },
  {
    name: 'everybody works in the same folder, and one is merged: who began before goes on for points',
    async steps(stage) {
      const bob = opensAsBob(stage, answer('fails', { folder: SLUG }));
      await stage.verdicts(bob.headSha);
      await aliceMerged(stage, SLUG);
      const files = answer('passes', { folder: SLUG, note: 'mine' });
      stage.commits.push(stage.github.push(stage.repo, { branch: 'bob', files, author: stage.fellow }));
      await stage.verdicts(stage.commits.at(-1) ?? '');
      await settled(stage, bob.number, { by: stage.fellow });
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' }, c3: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
  },
  {
    name: 'Bob builds on the open pull request of Alice: it counts for nobody',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes', { folder: ALICES }), { branch: 'alice' });
      await stage.verdicts(headSha);
      const files = answer('passes', { folder: ALICES, note: 'mine' });

      const sha = stage.github.commitFiles(stage.repo, {
        ...{ branch: 'bob', parent: headSha, files, author: stage.fellow },
      });

      stage.commits.push(sha);

      const { number } = stage.github.openPullRequest({
        ...{ repo: stage.repo, head: 'bob', title: 'Better', author: stage.fellow },
      });

      await settled(stage, number, { by: stage.fellow, uncredited: 'others-work' });
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'success' } },
      comment: '✅ Passed',
      comments: 2,
    },
  },
];

/** Somebody else commits to the learner's branch before the learner opens the pull request. */
function opensWorkOf(stage: Stage, author: string): number {
  const files = answer('passes');
  stage.commits.push(stage.github.commitFiles(stage.repo, { branch: 'work', files, author }));
  return stage.github.openPullRequest({
    ...{ repo: stage.repo, head: 'work', title: 'My answer', author: stage.learner },
  }).number;
}

function addBot({ github, learner }: Stage): string {
  return github.addUser(`tidy-${learner}[bot]`, { bot: true }).login;
}

const PASSED = { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' } as const;

const COMMITS: readonly Scenario[] = [
  {
    name: 'a bot alone wrote it: the verdict is shown and no points are given',
    async steps(stage) {
      const number = opensWorkOf(stage, addBot(stage));
      await settled(stage, number, { by: stage.learner, uncredited: 'others-commits' });
      await requirePoints(stage, stage.learnerId, 'none');
      const of = { courseId: DEFAULT_COURSE_ID, authorId: stage.learnerId, exercise: SLUG };
      // The account of a commit can be forged: tries without end would be free.
      if ((await stage.room.store.submissions.attemptCount(of)) !== 1) throw new Error('no attempt is used');
    },
    ends: PASSED,
    besides: tells('every commit that changed this exercise', 'この課題を変更したコミットが、すべて'),
  },
  {
    name: 'a teacher alone wrote it: likewise',
    steps: async (stage) =>
      settled(stage, opensWorkOf(stage, stage.teacher), { uncredited: 'others-commits' }),
    ends: PASSED,
  },
  {
    name: 'a bot tidied what the learner wrote: it counts',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const files = answer('passes');
      stage.commits.push(stage.github.push(stage.repo, { branch: 'work', files, author: addBot(stage) }));
      await stage.verdicts(stage.commits.at(-1) ?? '');
      await settled(stage, number, { by: stage.learner });
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the learner added only a note to what a teacher wrote: it counts for nobody',
    async steps(stage) {
      const files = answer('passes');
      stage.github.commitFiles(stage.repo, { branch: 'work', files, author: stage.teacher });
      const { number } = stage.opens({ [`${SLUG}/notes.md`]: 'done\n' });
      await settled(stage, number, { uncredited: 'others-commits' });
    },
    ends: PASSED,
  },
  {
    name: 'GitHub cannot tell who wrote it: it counts',
    steps: async (stage) =>
      settled(stage, opensWorkOf(stage, `laptop of ${stage.learner}`), { by: stage.learner }),
    ends: PASSED,
  },
];

const OPENED: readonly Scenario[] = [
  {
    name: 'a teacher tries an exercise: it is graded and counts for nobody',
    async steps(stage) {
      const { number } = stage.opens(answer('passes'), { by: stage.teacher });
      await settled(stage, number, { by: stage.teacher, uncredited: 'staff' });
      await requirePoints(stage, stage.teacherId, 'none');
    },
    ends: PASSED,
    besides: tells('a member of the staff made it', '講師や助手が行った採点'),
  },
  {
    name: 'a bot opens a pull request: the check passes with a note, and nobody is answered',
    steps: (stage) => void stage.opens(answer('fails'), { by: addBot(stage) }),
    ends: { checks: { c1: { grading: 'success' } }, comment: null },
    besides: tells('nobody’s answer', 'だれの解答でもありません'),
  },
  {
    name: 'the account was deleted: the next commit is not graded, and check and comment say why',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      stage.github.deleteUser(stage.learner);
      const files = answer('fails');
      stage.commits.push(stage.github.push(stage.repo, { branch: 'work', files, author: stage.fellow }));
    },
    ends: {
      checks: { c1: { [JOBS]: 'success' }, c2: { grading: 'action_required' } },
      comment: 'The account that opened this was deleted',
    },
    besides: tells('アカウントは削除されています', 'open a new pull request from the account'),
  },
];

/** A course whose pushes are graded, once it is known. */
async function courseByPush(stage: Stage): Promise<void> {
  const { github, owner, teacherId } = stage;
  const text = `version: 1\nrepositories:\n  - { match: '*', gradedBy: push }\nstaff: [{ id: ${teacherId} }]\n`;
  const repo = github.addRepository({ owner, name: 'staff', files: { '.saiten/course.yaml': text } });
  github.push(repo, { files: { 'README.md': 'start\n' } });
  await stage.until(async () => (await stage.room.store.courseFiles.ofOwner(owner)).length > 0);
}

function pushes(stage: Stage, files: Record<string, string>, author = stage.learner): string {
  const sha = stage.github.push(stage.repo, { files, author });
  stage.commits.push(sha);
  return sha;
}

const PUSHED: readonly Scenario[] = [
  {
    name: 'staff push to a branch that is graded by push: it counts for nobody',
    async steps(stage) {
      await courseByPush(stage);
      pushes(stage, answer('passes'), stage.teacher);
      await settled(stage, 0, { by: stage.teacher, uncredited: 'staff' });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: null },
  },
  {
    name: 'a bot pushes behind the learner at once: it is the learner’s',
    async steps(stage) {
      await courseByPush(stage);
      const { github, repo, learner } = stage;
      stage.github.faults.add({ event: 'push', kind: 'drop', repositoryId: repo.id });
      stage.commits.push(github.push(repo, { files: answer('fails'), author: learner }));
      pushes(stage, answer('passes'), addBot(stage));
      await settled(stage, 0, { by: learner });
    },
    ends: { checks: { c2: { [JOBS]: 'success' } }, comment: null },
  },
  {
    name: 'Bob pushes a line into the folder that Alice pushed first: it counts for nobody',
    async steps(stage) {
      await courseByPush(stage);
      await stage.verdicts(pushes(stage, answer('passes', { folder: ALICES })));
      await stage.verdicts(pushes(stage, answer('passes', { folder: ALICES, note: 'mine' }), stage.fellow));
      await settled(stage, 0, { by: stage.fellow, uncredited: 'others-work' });
    },
    ends: { checks: { c1: { [JOBS]: 'success' }, c2: { [JOBS]: 'success' } }, comment: null },
  },
  {
    name: 'the event of a push was lost: the reconciler finds it, by its author',
    async steps(stage) {
      await courseByPush(stage);
      stage.github.faults.add({ event: 'push', kind: 'drop', repositoryId: stage.repo.id });
      pushes(stage, answer('passes'));
      await stage.github.idle();
      await stage.room.reconcile('find-missed-heads', 121);
      await settled(stage, 0, { by: stage.learner });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: null },
  },
];

const SCENARIOS = [...FOLDERS, ...COMMITS, ...OPENED, ...PUSHED];

playScenarios('whose work it is', SCENARIOS, {
  environment: {
    SAITEN_COURSES: SCENARIOS.flatMap((scenario, index) =>
      PUSHED.includes(scenario) ? [`school-${index}/staff`] : [],
    ).join(','),
  },
});
