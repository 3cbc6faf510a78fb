import { describe, expect, it } from 'vitest';
import { commentMarker, renderComment } from '../../../services/report/comment.ts';
import type { SubmissionProgress, SubmissionView } from '../../../services/report/submission-view.ts';
import {
  buildCheck,
  buildEvidence,
  buildFinding,
  buildReport,
} from '../../support/builders/grading-report.ts';

const view = (progress: SubmissionProgress, overrides: Partial<SubmissionView> = {}): SubmissionView => ({
  exercise: buildReport().exercise,
  folder: 'work/02',
  progress,
  attempts: [],
  ...overrides,
});

const finished = (overrides: Parameters<typeof buildReport>[0] = {}) =>
  view({ state: 'finished', report: buildReport(overrides) });

const render = (
  submissions: SubmissionView[],
  languages: ['ja', 'en'] | ['en', 'ja'] | ['en'] = ['ja', 'en'],
) =>
  renderComment({
    marker: 'demo/7',
    pullRequest: { number: 7, headSha: 'a'.repeat(40), authorLogin: 'sato' },
    languages,
    submissions,
  });

describe('renderComment', () => {
  it('starts with the marker, which nothing can close early', () => {
    expect(render([finished()]).split('\n')[0]).toBe('<!-- saiten:demo/7 -->');
    expect(commentMarker('a --> b')).toBe('<!-- saiten:a-b -->');
  });

  it('is the same for the same input', () => {
    expect(render([finished()])).toBe(render([finished()]));
  });

  it('tells in both languages what was not judged, and folds a long list', () => {
    const text = { en: 'Left aside: {names}', ja: '対象外: {names}' };

    const note = (found?: string) => ({
      message: { id: 'n', text, params: { names: 'a.db' } },
      evidence: [],
      ...(found === undefined ? {} : { found }),
    });

    const short = render([finished({ notes: [note()] })]);
    expect(short).toMatch(/📎 対象外: `a\.db`[^]*📎 Left aside: `a\.db`/);
    expect(short).not.toContain('Show their names');

    expect(render([finished({ notes: [note('a.db\nb.db')] })])).toMatch(
      /<summary>📎 ファイル名を見る<\/summary>\s+```\w*\na\.db\nb\.db\n```/,
    );
  });

  it('says in both languages which checks take no points', () => {
    const report = buildReport({ verdict: 'passed', checks: [buildCheck({ status: 'fail', earned: 20 })] });
    const underReview = [view({ state: 'finished', report }, { underReview: ['replicas'] })];
    expect(render(underReview)).toMatch(/確認中[^]*\| 20 \/ 20 \|[^]*Under review/);
    expect(render([view({ state: 'finished', report })])).not.toMatch(/確認中|Under review/);
  });

  it('says of a check under review that was not judged what it waits for', () => {
    const checks = [
      buildCheck({ id: 'a', status: 'fail' }),
      buildCheck({ id: 'b', status: 'blocked', earned: 0, blockedBy: 'a' }),
    ];

    const report = buildReport({ verdict: 'failed', checks });
    const comment = render([view({ state: 'finished', report }, { underReview: ['b'] })], ['en']);
    expect(comment).toContain('Runs once check');
    expect(comment).not.toContain('Under review');
  });

  it.each([
    ['not-graded', 'grader', 'counts where attempts are limited', 'does not count as an attempt'],
    ['cancelled', 'cancelled', 'counts where attempts are limited', 'Passed'],
  ] as const)('tells of a %s run whether it used an attempt', (verdict, fault, used, unused) => {
    const report = buildReport({ verdict, fault, checks: [] });

    const shown = (usesAttempt: boolean) =>
      render([view({ state: 'finished', report }, { usesAttempt })], ['en']);

    expect(shown(true)).toContain(used);
    expect(shown(true)).not.toContain(unused);
    expect(shown(false)).not.toContain(used);
  });

  it('opens the first language of the course and folds the other under its result', () => {
    const report = finished({ checks: [buildCheck({ status: 'fail' })] });

    expect(render([report])).toMatch(
      /## ❌ まだ合格していません — 0 \/ 20 点[^]*<summary><b>English<\/b> · ❌ Not passed yet — 0 \/ 20 points/,
    );

    expect(render([report], ['en', 'ja'])).toMatch(
      /## ❌ Not passed yet — 0 \/ 20 points[^]*<summary><b>日本語/,
    );

    expect(render([report], ['en'])).not.toContain('日本語');
  });

  it('says of a failed check what was expected, found, where and what to try', () => {
    const comment = render([finished({ checks: [buildCheck({ status: 'fail' })] })]);
    expect(comment).toContain('- **期待される状態:** `3 ready Pods`');
    expect(comment).toContain('- **実際の状態:** `2 ready Pods`');
    expect(comment).toContain('- **場所:** `work/02/deployment.yaml:7`');
    expect(comment).toContain('<summary>💡 ヒントを見る</summary>\n\n`spec.replicas` を設定し');
    expect(comment).toContain('- **Expected:** `3 ready Pods`');
  });

  it('shows the records of the cluster once', () => {
    const comment = render([finished({ checks: [buildCheck({ status: 'fail' })] })]);
    expect(comment.split('ScalingReplicaSet')).toHaveLength(2);
  });

  it('names the check that blocks another', () => {
    const checks = [
      buildCheck({ id: 'a', status: 'fail' }),
      buildCheck({ id: 'b', status: 'blocked', blockedBy: 'a' }),
    ];

    expect(render([finished({ checks })])).toContain(
      'チェック「1. 3 つの Pod が Ready になっている」に合格すると',
    );
  });

  it('lists what is wrong with a refused submission, with place, reason and next step', () => {
    const comment = render([
      finished({ problems: [buildFinding()], checks: [buildCheck({ status: 'blocked' })] }),
    ]);

    expect(comment).toContain('## ❌ 提出ファイルに直すところがあります');
    expect(comment).toContain('`work/02/deployment.yaml:7`');
    expect(comment).toMatch(/- \*\*次にすること:\*\* `spec\.replicas`/);
  });

  it('takes the blame when it could not grade, with a reference and without a score', () => {
    const comment = render([finished({ verdict: 'not-graded' })]);
    expect(comment).toContain('これはあなたのせいではありません');
    expect(comment).toContain('提出回数に数えません');
    expect(comment).toContain('This is not your fault');
    expect(comment).toContain(buildReport().runId);
    expect(comment).not.toMatch(/## .*[0-9] 点/);
  });

  it.each<[SubmissionProgress, string, string]>([
    [{ state: 'queued', position: 3 }, '採点待ちです', '順番は 3 番目'],
    [{ state: 'grading', finished: [buildCheck()], total: 4 }, '採点中です — 4 件中 1 件', '✅&nbsp;合格'],
    [
      { state: 'finished', report: buildReport({ verdict: 'cancelled' }) },
      '採点を取りやめました',
      '新しいコミット',
    ],
    [
      { state: 'finished', report: buildReport({ verdict: 'failed', fault: 'timeout' }) },
      '制限時間内に終わりませんでした',
      '最後に確認できた状態',
    ],
  ])('tells where a submission stands: %j', (progress, headline, step) => {
    expect(render([view(progress)])).toContain(headline);
    expect(render([view(progress)])).toContain(step);
  });

  it('lists earlier attempts, newest first, in the time of the course', () => {
    const attempts = [1, 2].map((attempt) => ({
      attempt,
      headSha: `${attempt}234567890`,
      verdict: 'failed' as const,
      score: { earned: attempt, possible: 20 },
      finishedAt: new Date('2026-11-20T01:00:42Z'),
    }));

    const comment = render([{ ...finished(), attempts }]);
    expect(comment).toMatch(/\| 2 \| `2234567` \|.*\| 2 \/ 20 \| 2026-11-20 10:00 \|\n\| 1 \| `1234567`/);
  });

  it('stays within 60,000 characters and says what it left out', () => {
    const finding = buildFinding({
      expected: 'あ'.repeat(1000),
      evidence: Array.from({ length: 2 }, () => buildEvidence({ text: '```\n'.repeat(900) })),
    });

    const checks = Array.from({ length: 10 }, (_, index) =>
      buildCheck({ id: `c${index}`, status: 'fail', findings: Array.from({ length: 5 }, () => finding) }),
    );

    const comment = render(Array.from({ length: 3 }, () => finished({ checks })));
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toContain('長すぎるため、次の内容を省きました: 不合格だったチェックの記録');
    expect(comment.split('<details>')).toHaveLength(comment.split('</details>').length);
  });
});
