import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';

/** The learner has a verdict of "not passed", then somebody writes a comment. */
function comment(
  name: string,
  body: string,
  {
    by,
    graded = 1,
    reaction = '',
  }: { by?: (stage: Stage) => string; graded?: number; reaction?: string } = {},
): Scenario {
  return {
    name,
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.says(body, by?.(stage) ?? stage.learner);
    },
    ends: {
      checks: { c1: { [JOBS]: Array.from({ length: graded }, () => 'failure') } },
      comment: 'Not passed yet',
      reactions: [reaction],
    },
  };
}

const SCENARIOS: readonly Scenario[] = [
  comment('/regrade by the author', '/regrade', { graded: 2, reaction: 'rocket' }),
  comment('/regrade by a teacher', '/regrade', {
    by: ({ teacher }) => teacher,
    graded: 2,
    reaction: 'rocket',
  }),
  comment('/regrade by a stranger', '/regrade', { by: () => 'stranger', reaction: '-1' }),
  comment('/regrade after a greeting, on a line of its own', 'Hello!\n\n/regrade\n', {
    graded: 2,
    reaction: 'rocket',
  }),
  comment('/regrade twice in one comment counts once', '/regrade\n/regrade', {
    graded: 2,
    reaction: 'rocket',
  }),
  comment('/regrade in a quote', '> /regrade'),
  comment('/regrade in a fence', '```\n/regrade\n```'),
  comment('/regrade in inline code', 'write `/regrade` to try again'),
  comment('/regrade in an HTML comment', '<!--\n/regrade\n-->'),
  comment('/regrade with words behind it', '/regrade please'),
  comment('/regrade with blanks before it', '     /regrade'),
  comment('an unknown command', '/merge'),
  comment('/help', '/help', { reaction: 'eyes' }),
  {
    name: 'a comment is edited into a command',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      const said = stage.says('thank you');
      stage.github.editComment(stage.repo, said.id, '/regrade');
    },
    ends: { checks: { c1: { [JOBS]: 'failure' } }, comment: 'Not passed yet', reactions: [''] },
  },
  {
    name: '/regrade on a closed pull request',
    async steps(stage) {
      const { headSha, number } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      stage.github.closePullRequest(stage.repo, number);
      stage.says('/regrade');
    },
    ends: { checks: { c1: { [JOBS]: 'failure' } }, comment: 'Not passed yet', reactions: ['confused'] },
  },
  {
    name: '/regrade while the commit is being graded',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      const said = stage.says('/regrade');

      await stage.until(() =>
        stage.github
          .comments(stage.repo, stage.pull().number)
          .some(({ id, reactions }) => id === said.id && reactions.length > 0),
      );

      stage.room.exercises.release(headSha);
    },
    ends: { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed', reactions: ['confused'] },
  },
];

playScenarios('commands', SCENARIOS);
