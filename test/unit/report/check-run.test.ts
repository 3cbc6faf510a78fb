import { describe, expect, it } from 'vitest';
import { checkRunName, renderCheckRun, type CheckRunOptions } from '../../../services/report/check-run.ts';
import type { SubmissionProgress } from '../../../services/report/submission-view.ts';
import {
  buildCheck,
  buildFinding,
  buildMessage,
  buildReport,
} from '../../support/builders/grading-report.ts';

const options: CheckRunOptions = { languages: ['ja', 'en'], notGraded: 'neutral' };

const render = (progress: SubmissionProgress, changed: Partial<CheckRunOptions> = {}) =>
  renderCheckRun(
    { exercise: buildReport().exercise, folder: 'work/02', progress, attempts: [] },
    { ...options, ...changed },
  );

const finished = (overrides: Parameters<typeof buildReport>[0]): SubmissionProgress => ({
  state: 'finished',
  report: buildReport(overrides),
});

describe('renderCheckRun', () => {
  it.each([
    ['passed', finished({}), 'success'],
    ['failed', finished({ verdict: 'failed', fault: 'learner' }), 'failure'],
    ['refused', finished({ problems: [buildFinding()] }), 'failure'],
    ['timed out', finished({ verdict: 'failed', fault: 'timeout' }), 'timed_out'],
    ['not graded', finished({ verdict: 'not-graded', fault: 'infrastructure' }), 'neutral'],
    ['not graded by the grader', finished({ verdict: 'not-graded', fault: 'grader' }), 'neutral'],
    ['cancelled', finished({ verdict: 'cancelled', fault: 'cancelled' }), 'cancelled'],
  ])('concludes %s', (_name, progress, conclusion) => {
    expect(render(progress)).toMatchObject({ status: 'completed', conclusion });
  });

  it('ends in action_required where the course gates merges', () => {
    expect(render(finished({ verdict: 'not-graded' }), { notGraded: 'action_required' }).conclusion).toBe(
      'action_required',
    );
  });

  it.each([
    [{ state: 'queued', position: 2 } as const, 'queued'],
    [{ state: 'grading', finished: [buildCheck()], total: 3 } as const, 'in_progress'],
  ])('has no conclusion while open', (progress, status) => {
    const run = render(progress);
    expect(run.status).toBe(status);
    expect(run).not.toHaveProperty('conclusion');
  });

  it('has no score in its name', () => {
    expect(checkRunName('02-pods')).toBe('grading / 02-pods');
  });

  it('annotates failed checks at the path inside the repository', () => {
    const { annotations } = render(finished({ checks: [buildCheck({ status: 'fail' })] })).output;
    expect(annotations).toHaveLength(1);

    expect(annotations[0]).toMatchObject({
      path: 'work/02/deployment.yaml',
      start_line: 7,
      end_line: 7,
      start_column: 3,
      end_column: 3,
      annotation_level: 'failure',
    });

    expect(annotations[0]?.message).toContain('期待される状態: 3 ready Pods');
    expect(annotations[0]?.message).toContain('Expected: 3 ready Pods');
  });

  it('does not annotate what it cannot place', () => {
    const files = ['../../etc/passwd', '/etc/passwd', 'a\nb.yaml'];
    const findings = [...files.map((file) => buildFinding({ position: { file, line: 1 } }))];

    expect(
      render(finished({ checks: [buildCheck({ status: 'fail', findings })] })).output.annotations,
    ).toEqual([]);
  });

  it('breaks mentions and shows control characters in annotations', () => {
    const message = buildMessage({ params: { name: '@octocat #12 \u202E https://evil.example' } });

    const { annotations } = render(
      finished({ checks: [buildCheck({ status: 'fail', findings: [buildFinding({ message })] })] }),
    ).output;

    expect(annotations[0]?.message).toContain('⟨U+202E⟩');
    expect(annotations[0]?.message).not.toMatch(/@octocat|#12|:\/\//);
  });

  it('keeps summary and text within 65,535 bytes', () => {
    const findings = Array.from({ length: 50 }, () =>
      buildFinding({ expected: 'あ'.repeat(1000), found: 'い'.repeat(1000) }),
    );

    const checks = Array.from({ length: 30 }, (_, index) =>
      buildCheck({ id: `c${index}`, status: 'fail', findings }),
    );

    const { summary, text, annotations } = render(finished({ checks })).output;
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(summary).toContain('長すぎるため');
    expect(annotations).toHaveLength(1500);
  });
});
