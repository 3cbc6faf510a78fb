import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';

const JOBS = 'grading / 02-batch-jobs';
const CONFIG = 'grading / 03-config';

/** Every row of the table of events: what GitHub tells, and what is made of it. */
const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a pull request is opened',
    steps: (stage) => void stage.opens(answer('passes')),
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a pull request is opened as a draft',
    steps: (stage) => void stage.opens(answer('passes'), { draft: true }),
    ends: { checks: {}, comment: null },
  },
  {
    name: 'a draft becomes ready for review',
    async steps(stage) {
      const { number } = stage.opens(answer('passes'), { draft: true });
      await stage.github.idle();
      stage.github.setDraft(stage.repo, number, false);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a newer commit is pushed after the verdict',
    async steps(stage) {
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a newer commit is pushed while the older one is graded',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'cancelled' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a commit is pushed away by force after its verdict',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.forcePushes(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a pull request is closed while it is graded',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.closePullRequest(stage.repo, number);
    },
    ends: { checks: { c1: { [JOBS]: 'cancelled' } }, comment: 'Grading was stopped' },
  },
  {
    name: 'a pull request becomes a draft while it is graded',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.setDraft(stage.repo, number, true);
    },
    ends: { checks: { c1: { [JOBS]: 'cancelled' } }, comment: 'Grading was stopped' },
  },
  {
    name: 'a commit is pushed after the verdict to what is a draft by then: the comment stays',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      stage.github.setDraft(stage.repo, number, true);
      stage.pushes(answer('fails'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a pull request is closed and reopened',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.closePullRequest(stage.repo, number);
      await stage.verdicts(headSha);
      stage.room.exercises.release(headSha);
      stage.github.reopenPullRequest(stage.repo, number);
    },
    ends: { checks: { c1: { [JOBS]: ['cancelled', 'success'] } }, comment: '✅ Passed' },
  },
  {
    name: 'a pull request is edited to another base that has the exercise already',
    async steps(stage) {
      stage.github.commitFiles(stage.repo, { branch: 'week2', files: answer('passes') });

      const { headSha, number } = stage.opens({
        ...answer('passes'),
        ...answer('passes', { folder: '03-config' }),
      });

      await stage.verdicts(headSha, 2);
      stage.github.editPullRequest(stage.repo, number, { base: 'week2' });
    },
    ends: { checks: { c1: { [JOBS]: 'success', [CONFIG]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a pull request is edited to a base without the exercise: it is graded now',
    async steps(stage) {
      stage.github.commitFiles(stage.repo, { branch: 'week2', files: answer('passes') });
      const both = { ...answer('passes'), ...answer('passes', { folder: '03-config' }) };
      const { headSha, number } = stage.opens(both, { base: 'week2' });
      await stage.verdicts(headSha);
      stage.github.editPullRequest(stage.repo, number, { base: 'main' });
    },
    ends: { checks: { c1: { [JOBS]: 'success', [CONFIG]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the words of a pull request are edited',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      stage.github.editPullRequest(stage.repo, number, { title: '/regrade' });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'one pull request holds three exercises',
    steps: (stage) =>
      void stage.opens({
        ...answer('passes'),
        ...answer('fails', { folder: '03-config' }),
        ...answer('passes', { folder: 'week4/04-probes' }),
      }),
    ends: {
      checks: { c1: { [JOBS]: 'success', [CONFIG]: 'failure', 'grading / 04-probes': 'success' } },
      comment: '03-config',
    },
  },
  {
    name: 'a commit is pushed to the default branch of a course with pull requests',
    async steps(stage) {
      stage.opens(answer('passes'));
      stage.github.push(stage.repo, { files: { 'README.md': 'news\n' }, author: stage.teacher });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'a check run is requested again',
    async steps(stage) {
      const { headSha } = stage.opens(answer('passes'));
      await stage.verdicts(headSha);
      const [run] = stage.github.checkRuns(stage.repo, headSha);
      stage.github.rerequestCheckRun(run?.id ?? 0, { by: stage.teacher });
    },
    ends: { checks: { c1: { [JOBS]: ['success', 'success'] } }, comment: '✅ Passed' },
  },
  {
    name: 'a check run of an older commit is requested again: the head is graded',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const head = stage.pushes(answer('passes'));
      await stage.verdicts(head);
      const [run] = stage.github.checkRuns(stage.repo, headSha);
      stage.github.rerequestCheckRun(run?.id ?? 0, { by: stage.teacher });
    },
    ends: {
      checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: ['success', 'success'] } },
      comment: '✅ Passed',
    },
  },
  {
    name: 'the button "Regrade" of a check is pressed',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const [run] = stage.github.checkRuns(stage.repo, headSha);
      stage.github.requestAction(run?.id ?? 0, 'regrade', { by: stage.teacher });
    },
    ends: { checks: { c1: { [JOBS]: ['failure', 'failure'] } }, comment: 'Not passed yet' },
  },
  {
    name: 'all checks of a commit are requested again',
    async steps(stage) {
      const { headSha } = stage.opens({ ...answer('passes'), ...answer('fails', { folder: '03-config' }) });
      await stage.verdicts(headSha, 2);
      stage.github.rerequestCheckSuite(stage.repo, headSha, { by: stage.teacher });
    },
    ends: {
      checks: { c1: { [JOBS]: ['success', 'success'], [CONFIG]: ['failure', 'failure'] } },
      comment: 'Not passed yet',
    },
  },
  {
    name: 'the repository is renamed between push and verdict',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.renameRepository(stage.repo, 'kubernetes-2026');
      stage.room.exercises.release(headSha);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'another repository takes the name of a renamed one',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.renameRepository(stage.repo, 'kubernetes-2026');
      stage.github.addRepository({ owner: stage.owner, name: 'kubernetes-course' });
      stage.room.exercises.release(headSha);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
    besides: ({ github, owner }) =>
      github.checkRuns(`${owner}/kubernetes-course`).map(({ name }) => `the wrong repository has "${name}"`),
  },
  {
    name: 'a pull request comes from a fork',
    steps(stage) {
      const fork = stage.github.addRepository({
        owner: stage.learner,
        name: 'kubernetes-course',
        forkOf: stage.repo,
      });

      stage.commits.push(
        stage.github.commitFiles(fork, { branch: 'work', files: answer('passes'), author: stage.learner }),
      );

      stage.github.openPullRequest({
        repo: stage.repo,
        head: { repo: fork, branch: 'work' },
        title: 'From my fork',
        author: stage.learner,
      });
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'nothing in the pull request belongs to an exercise',
    steps: (stage) => void stage.opens({ 'notes.md': 'hello\n' }),
    ends: { checks: { c1: { grading: 'skipped' } }, comment: null },
  },
  {
    name: 'files move from one exercise to another: both are graded',
    async steps(stage) {
      stage.github.commitFiles(stage.repo, { files: answer('passes', { folder: '03-config' }) });
      stage.opens({ ...answer('passes'), '03-config/answer.yaml': 'outcome: fails\n' });
    },
    ends: { checks: { c1: { [JOBS]: 'success', [CONFIG]: 'failure' } }, comment: '❌' },
  },
  {
    name: 'the App is installed on one more repository, where a pull request follows',
    steps(stage) {
      stage.github.uninstall(stage.owner);
      stage.github.install(stage.owner, { repositories: [stage.repo] });
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
  {
    name: 'the App is removed and installed again: the new installation is used',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.github.uninstall(stage.owner);
      stage.github.install(stage.owner);
      stage.pushes(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { [JOBS]: 'success' } }, comment: '✅ Passed' },
  },
];

playScenarios('events', SCENARIOS);
