import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';

/** The instructors name the learner and the fellow as one team. */
function course(stage: Stage, { rest = '', gradedBy = 'pull-request', teams = '' } = {}) {
  const { github, owner, learner, learnerId: one, fellow, fellowId: other } = stage;

  const roster = `learners:
  - { id: ${one}, login: ${learner} }
  - { id: ${other}, login: ${fellow} }
${teams || `teams:\n  - { name: the cats, members: [${one}, ${other}] }\n`}`;

  const text = `version: 1\nrepositories:\n  - { match: '*', gradedBy: ${gradedBy} }\nroster: enrolled\nstaff: [{ id: ${stage.teacherId} }]\n${rest}`;

  const repo = github.addRepository({
    owner,
    name: 'staff',
    files: { '.saiten/course.yaml': text, '.saiten/roster.yaml': roster },
  });

  return github.push(repo, { files: { 'README.md': 'start\n' } });
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'the comment names the team and everybody in it',
    steps(stage) {
      course(stage);
      stage.opens(answer('passes'));
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: 'team `the cats` (`learner-' },
  },
  {
    name: 'a team mate may ask to grade again',
    async steps(stage) {
      course(stage);
      stage.opens(answer('fails'));
      await stage.verdicts(stage.pull().headSha);
      stage.says('/regrade', stage.fellow);
    },
    ends: {
      checks: { c1: { [JOBS]: ['failure', 'failure'] } },
      comment: 'Not passed yet',
      reactions: ['rocket'],
    },
  },
  {
    name: 'attempts of a team are those of each of them',
    async steps(stage) {
      course(stage, { rest: 'attempts: { perDay: 1 }\n', gradedBy: 'push' });

      for (const author of [stage.learner, stage.fellow]) {
        const files = answer('fails', { note: author });
        stage.commits.push(stage.github.push(stage.repo, { files, author }));
        await stage.verdicts(stage.commits.at(-1) ?? '');
      }
    },
    ends: { checks: { c1: { [JOBS]: 'failure' }, c2: { grading: 'action_required' } }, comment: null },
  },
  {
    name: 'a member who is no learner of the roster is shown to the instructors',
    steps(stage) {
      stage.commits.push(course(stage, { teams: 'teams:\n  - { name: the cats, members: [1] }\n' }));
    },
    ends: { checks: {}, comment: null },
    besides({ github, owner, commits }) {
      const [check] = github.checkRuns(`${owner}/staff`, commits[0]);
      const place = check?.annotations.map(({ path, startLine }) => `${path}:${startLine}`).join();
      return check?.conclusion === 'failure' && place === '.saiten/roster.yaml:5' ? [] : [`found ${place}`];
    },
  },
];

playScenarios('teams', SCENARIOS, {
  environment: { SAITEN_COURSES: SCENARIOS.map((_, index) => `school-${index}/staff`).join(',') },
});
