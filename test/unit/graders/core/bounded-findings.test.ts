import { describe, expect, it } from 'vitest';
import { boundedFindings } from '../../../../graders/core/bounded-findings.ts';
import { buildFinding } from '../../../support/builders/grading-report.ts';

const evidence = [{ kind: 'logs' as const, source: 'Pod web', text: '\u0001'.repeat(4000) }];

describe('boundedFindings', () => {
  it('keeps what is of usual size', () => {
    const findings = [buildFinding(), buildFinding()];
    expect(boundedFindings(findings)).toEqual(findings);
  });

  it('leaves out evidence before findings, and never says more than a report can carry', () => {
    const findings = Array.from({ length: 60 }, () => buildFinding({ evidence }));
    const kept = boundedFindings(findings);
    expect(kept).toHaveLength(50);
    expect(kept[0]?.evidence).toEqual(evidence);
    expect(kept.at(-1)?.evidence).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(300 * 1024);
  });

  it('always says something', () => {
    const huge = buildFinding({ found: 'x'.repeat(400_000), evidence });
    expect(boundedFindings([huge])).toEqual([{ ...huge, evidence: [] }]);
  });
});
