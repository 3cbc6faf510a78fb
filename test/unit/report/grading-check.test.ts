import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../services/domain/submissions/notice.ts';
import { renderGradingCheck } from '../../../services/report/grading-check.ts';
import type { Outcome } from '../../../services/report/blocks/outcome.ts';

const headSha = 'a'.repeat(40);

const late: Notice = {
  kind: 'attempts-used',
  headSha,
  exercises: ['03'],
  perDay: 1,
  nextAt: '2026-12-01T00:00:00Z',
};

const options = { languages: ['en', 'ja'], notGraded: 'neutral' } as const;

const render = (
  outcomes: readonly Outcome[],
  notice?: Notice,
  change: Partial<Parameters<typeof renderGradingCheck>[1]> = {},
) =>
  renderGradingCheck(
    {
      exercises: outcomes.map((outcome, index) => ({ slug: `0${index + 1}-exercise`, outcome })),
      ...(notice && { notice }),
    },
    { ...options, ...change },
  );

describe('the one check of a commit', () => {
  it.each<[string, Outcome[], Notice | undefined, string | undefined]>([
    ['all passed', ['passed', 'passed'], undefined, 'success'],
    ['one failed', ['passed', 'failed'], undefined, 'failure'],
    ['one was refused', ['passed', 'refused'], undefined, 'failure'],
    ['one used up its time', ['timed-out'], undefined, 'failure'],
    ['one failed and one is still graded', ['failed', 'grading'], undefined, undefined],
    ['one waits', ['queued'], undefined, undefined],
    ['one could not be graded', ['passed', 'not-graded'], undefined, 'neutral'],
    ['one was stopped', ['passed', 'cancelled'], undefined, 'cancelled'],
    ['one is held back', ['passed', 'held'], undefined, 'neutral'],
    ['one is held back and another failed', ['failed', 'held'], undefined, 'failure'],
    ['there is nothing to grade', [], { kind: 'no-exercise', headSha, slugs: ['01'] }, 'skipped'],
    ['a bot opened it', [], { kind: 'by-bot', headSha }, 'success'],
    ['who made it is not there any more', [], { kind: 'no-author', headSha }, 'action_required'],
    ['who made it is not enrolled', [], { kind: 'not-enrolled', headSha }, 'neutral'],
    ['a person has to allow it', [], { kind: 'needs-approval', headSha }, 'action_required'],
    ['one passed and another was not accepted', ['passed'], late, 'action_required'],
    ['one failed and another was not accepted', ['failed'], late, 'failure'],
    ['one is graded and another was not accepted', ['grading'], late, undefined],
  ])('ends as it should when %s', (_case, outcomes, notice, conclusion) => {
    const check = render(outcomes, notice);

    expect([check.status, check.conclusion]).toEqual([
      conclusion === undefined ? 'in_progress' : 'completed',
      conclusion,
    ]);
  });

  it.each<[string, Outcome[], Notice | undefined]>([
    ['could not be graded', ['not-graded'], undefined],
    ['was made by who is not enrolled', [], { kind: 'not-enrolled', headSha }],
  ])('satisfies nobody where the course says so and it %s', (_case, outcomes, notice) => {
    expect(render(outcomes, notice, { notGraded: 'action_required' }).conclusion).toBe('action_required');
  });

  it('tells no more of a held result than that there is one', () => {
    const { output } = render(['held']);
    expect(output.title).toBe('📥 Graded; the results come later');
  });

  it('changes nothing while exercises only move on', () => {
    expect(render(['queued', 'grading'])).toEqual(render(['grading', 'passed']));
  });

  it('counts in its title, names all in its text, and says why nothing is graded', () => {
    const { output } = render(['passed', 'failed'], late);
    expect(output.title).toBe('❌ Not passed yet — 1 of 2 exercises passed');
    expect(output.summary).toContain('- `02-exercise` · ❌ Not passed yet');
    expect(output.summary).toContain('1 time within 24 hours');
    expect(output.summary).toContain('- `01-exercise` · ✅ 合格です');
  });
});
