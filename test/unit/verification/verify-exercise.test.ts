import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult, CheckStatus } from '../../../graders/contract/check-result.ts';
import type { GradingReport } from '../../../services/domain/submissions/grading-report.ts';
import type { GradeFilesRequest } from '../../../services/grading/grade-files.ts';
import { judge } from '../../../services/grading/judge.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';
import { verificationTable } from '../../../services/verification/verification-table.ts';
import { createVerification } from '../../../services/verification/verify-exercise.ts';

const exercise = await loadExercise(
  fileURLToPath(new URL('../../integration/grading/exercises/99-tiny', import.meta.url)),
);

let recordsFolder: string;

beforeEach(async () => {
  recordsFolder = await mkdtemp(join(tmpdir(), 'saiten-records-'));
});

afterEach(() => rm(recordsFolder, { recursive: true, force: true }));

/** Grades by colour, as the tiny exercise does; `blind` lets wrong colours pass. */
function verification(blind: boolean) {
  const graded: string[] = [];

  const gradeFiles = async ({ runId, files }: GradeFilesRequest): Promise<GradingReport> => {
    graded.push(runId);
    const right = blind || Buffer.from(files.get('app.yaml') ?? '').includes('blue');
    const statuses: CheckStatus[] = right ? ['pass', 'pass', 'pass'] : ['pass', 'fail', 'blocked'];
    const message = { id: 'wrong-colour', text: { en: '-', ja: '-' }, params: {} };

    const checks = exercise.definition.checks.map(({ id, title, points }, i): CheckResult => {
      const status = statuses[i] ?? 'pass';
      const findings = status === 'fail' ? [{ message, evidence: [] }] : [];
      return { id, title, points, status, earned: status === 'pass' ? points : 0, findings, durationMs: 0 };
    });

    return { ...judge(checks), checks, problems: [] } as unknown as GradingReport;
  };

  const verify = createVerification({ now: () => 0, gradeFiles });

  const run = (nodeImage = 'node:1') =>
    verify({
      exercise,
      exerciseHash: 'h',
      nodeImage,
      recordsFolder,
      cluster: async () => {
        throw new Error('not needed here');
      },
      signal: new AbortController().signal,
    });

  return { run, graded };
}

describe('verifyExercise', () => {
  it('grades solution, starter and mistakes and counts what was caught', async () => {
    const record = await verification(false).run();

    expect(record.fixtures.map(({ name, score, differences }) => [name, score, differences])).toEqual([
      ['solution', 100, []],
      ['starter', 40, []],
      ['mistakes/wrong-colour', 40, []],
      ['cheats/both-colours', 40, []],
    ]);

    expect(record).toMatchObject({
      ok: true,
      killScore: { caught: 1, mistakes: 1 },
      cheats: { caught: 1, all: 1 },
    });
  });

  it('says what a blind grader lets through', async () => {
    const record = await verification(true).run();
    expect(record).toMatchObject({ ok: false, killScore: { caught: 0, mistakes: 1 } });
    expect(verificationTable(record)).toContain('not caught by colour');
    expect(verificationTable(record)).toContain('kill score 0 % (0 of 1)');
    expect(verificationTable(record)).toContain('cheats caught: 0 of 1');
  });

  it('does not grade again what is recorded, unless the node image is another', async () => {
    const { run, graded } = verification(false);
    await run();
    await run();
    expect(graded).toHaveLength(4);
    await run('node:2');
    expect(graded).toHaveLength(8);
  });

  it('records nothing that failed', async () => {
    const { run, graded } = verification(true);
    await run();
    await run();
    expect(graded).toHaveLength(8);
  });
});
