import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../../services/report/terminal.ts';
import { buildCheck, buildFinding, buildReport } from '../../support/builders/grading-report.ts';

const report = buildReport({ checks: [buildCheck(), buildCheck({ id: 'b', status: 'fail', points: 5 })] });
const plain = { colour: false, languages: ['ja'], width: 80 } as const;

describe('renderTerminal', () => {
  it('lists the checks and explains the failed one', () => {
    const text = renderTerminal(report, plain);
    expect(text).toContain('❌ まだ合格していません — 20 / 25 点');
    expect(text).toContain('場所: deployment.yaml:7');
    expect(text).toContain('次にすること: `spec.replicas`');
  });

  it('tells what was not judged', () => {
    const note = buildFinding({ message: { id: 'n', text: { en: 'Left aside', ja: '対象外' }, params: {} } });
    expect(renderTerminal({ ...report, notes: [note] }, plain)).toMatch(/📎\n {3}対象外/);
  });

  it('aligns the points although Japanese takes two columns', () => {
    const rows = renderTerminal(report, { ...plain, languages: ['ja', 'en'] })
      .split('\n')
      .filter((line) => /^ +\d {2}/.test(line));

    const columns = rows.map((row) => stringWidth(row.slice(0, row.search(/3 つの|Three/))));
    expect(columns).toHaveLength(4);
    expect(columns[0]).toBe(columns[1]);
    expect(columns[2]).toBe(columns[3]);
  });

  it.each([30, 60, 100])('keeps within %i columns', (width) => {
    for (const line of renderTerminal(report, { ...plain, width }).split('\n'))
      expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('colours only when asked', () => {
    expect(renderTerminal(report, plain)).not.toContain('\u001B');
    expect(renderTerminal(report, { ...plain, colour: true })).toContain('\u001B[31m');
  });

  it('lets learner text send nothing to the terminal', () => {
    const finding = buildFinding({ found: '\u001B]0;title\u0007\u001B[2J\u202Eevil\b' });

    const text = renderTerminal(
      buildReport({ checks: [buildCheck({ status: 'fail', findings: [finding] })] }),
      plain,
    );

    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
    expect(text).toContain('⟨U+202E⟩evil␈');
  });

  it.each(['expected', 'found', 'source', 'text'] as const)('shows a part of a very long %s', (where) => {
    const long = 'a '.repeat(20_000);
    const all = { expected: '3', found: '1', source: 'pod/web', text: 'line', [where]: long };
    const { expected, found, source, text: shown } = all;
    const finding = buildFinding({ expected, found, evidence: [{ kind: 'logs', source, text: shown }] });

    const text = renderTerminal(
      buildReport({ checks: [buildCheck({ status: 'fail', findings: [finding] })] }),
      plain,
    );

    expect(text.length).toBeLessThan(5000);
  });

  it('shows the last lines of evidence with many', () => {
    const text = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
    const finding = buildFinding({ evidence: [{ kind: 'logs', source: 'pod/web', text }] });

    const shown = renderTerminal(
      buildReport({ checks: [buildCheck({ status: 'fail', findings: [finding] })] }),
      plain,
    );

    expect(shown.match(/│ .*/g)).toEqual([
      '│ [… +60]',
      ...text
        .split('\n')
        .slice(60)
        .map((line) => `│ ${line}`),
    ]);
  });

  it('counts the findings that are too many to be shown', () => {
    const findings = Array.from({ length: 14 }, (_, index) => buildFinding({ found: `replica ${index}` }));
    const text = renderTerminal(buildReport({ checks: [buildCheck({ status: 'fail', findings })] }), plain);

    expect(text.match(/replica \d+|\[….*\]/g)).toEqual([
      ...findings.slice(0, 10).map(({ found }) => found),
      '[… +4]',
    ]);
  });

  it('counts the pieces of evidence that are too many to be shown', () => {
    const evidence = [1, 2, 3, 4, 5].map((pod) => ({
      kind: 'logs' as const,
      source: `pod/${pod}`,
      text: 'a',
    }));

    const findings = [buildFinding({ evidence })];
    const text = renderTerminal(buildReport({ checks: [buildCheck({ status: 'fail', findings })] }), plain);
    expect(text.match(/pod\/\d|\[….*\]/g)).toEqual(['pod/1', 'pod/2', 'pod/3', '[… +2]']);
  });
});
