import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Value from 'typebox/value';
import { createFindingComposer } from '../../graders/core/compose-finding.ts';
import { concurrentMap } from '../../graders/query/concurrent-map.ts';
import { checkListing } from '../../graders/submission/listing/check-listing.ts';
import { kustomizationFiles } from '../../graders/submission/kustomize/kustomization-files.ts';
import { readSubmission } from '../../graders/submission/read-submission.ts';
import type { GradingReport } from '../domain/submissions/grading-report.ts';
import { chooseFiles } from '../grading/choose-files.ts';
import { compareOutcome, isCaughtBy } from './compare-outcome.ts';
import type { GradeFilesRequest } from '../grading/grade-files.ts';
import { keepSandboxes, type SharedCluster } from './keep-sandboxes.ts';
import type { Exercise } from '../exercise-catalogue/load-exercise.ts';
import { type Fixture, loadFixtures } from '../exercise-catalogue/load-fixtures.ts';
import type { FixtureOutcome } from './verification-record.ts';
import { VerificationRecord } from './verification-record.ts';

export interface VerifyRequest {
  exercise: Exercise;
  /** Content hash of exercise and kit. */
  exerciseHash: string;
  /** Names the node image in the record. */
  nodeImage: string;
  /** Where records lie, one file per exercise and content. */
  recordsFolder: string;
  /** Grade again although a record exists. */
  force?: boolean;
  /** Names of fixtures to grade; all unless told. Partial runs are not recorded. */
  only?: readonly string[];
  /** Asked for at most once. */
  cluster: () => Promise<SharedCluster>;
  signal: AbortSignal;
  onFixture?: (outcome: FixtureOutcome) => void;
}

export interface VerifyNeeds {
  now: () => number;
  gradeFiles: (request: GradeFilesRequest) => Promise<GradingReport>;
}

/**
 * Grades the fixtures of an exercise, several side by side in sandboxes of one cluster, and compares each with what it must
 * give. An exercise that was verified with the same content and node image is not graded again.
 */
export function createVerification({ now, gradeFiles }: VerifyNeeds) {
  return async function verifyExercise(request: VerifyRequest): Promise<VerificationRecord> {
    const { exercise, exerciseHash, nodeImage } = request;
    const key = createHash('sha256').update(`${exerciseHash} ${nodeImage}`).digest('hex').slice(0, 16);
    const file = join(request.recordsFolder, `${exercise.definition.slug}-${key}.json`);

    if (!request.force && request.only === undefined) {
      const known = await readRecord(file);
      if (known !== undefined) return known;
    }

    const all = await loadFixtures(exercise.folder);
    const fixtures = all.filter(({ name }) => request.only?.includes(name) ?? true);
    let cluster: Promise<SharedCluster> | undefined;
    const sharedCluster = () => (cluster ??= request.cluster());

    const outcomes = await concurrentMap(
      fixtures,
      exercise.definition.verifyTogether ?? 1,
      async (fixture) => {
        const outcome = await verifyFixture(fixture, request, sharedCluster);
        request.onFixture?.(outcome);
        return outcome;
      },
    );

    const tally = (wanted: Fixture['kind']) => {
      const all = outcomes.filter(({ kind }) => kind === wanted);
      return { caught: all.filter(({ caught }) => caught).length, all: all.length };
    };

    const mistakes = tally('mistake');

    const record: VerificationRecord = {
      slug: exercise.definition.slug,
      exerciseHash,
      nodeImage,
      verifiedAt: new Date(now()).toISOString(),
      fixtures: outcomes,
      killScore: { caught: mistakes.caught, mistakes: mistakes.all },
      cheats: tally('cheat'),
      ok: outcomes.every(({ differences }) => differences.length === 0),
    };

    if (record.ok && request.only === undefined) {
      await mkdir(request.recordsFolder, { recursive: true });
      await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
    }

    return record;
  };

  async function verifyFixture(
    fixture: Fixture,
    { exercise, exerciseHash, signal }: VerifyRequest,
    cluster: () => Promise<SharedCluster>,
  ): Promise<FixtureOutcome> {
    const sandboxes = keepSandboxes(cluster, signal);
    const compose = createFindingComposer(exercise.catalogues);
    const startedAt = now();
    const { definition } = exercise;

    const { files, problems } = await chooseFiles({
      entries: fixture.entries,
      rules: {
        kustomizations: (entries) => kustomizationFiles(entries, definition),
        // Fixtures are the author's own: they are read here.
        references: async (read) => readSubmission({ files: read }, definition, compose).references,
        checkListing: (entries, surroundings) => checkListing(entries, definition, compose, surroundings),
      },
      read: (path) => readFile(join(fixture.folder, path)),
      signal,
    });

    const report = await gradeFiles({
      runId: `verify-${fixture.name}`,
      exercise,
      exerciseHash,
      files,
      problems,
      headSha: '0'.repeat(40),
      attempt: 1,
      cluster: sandboxes.cluster,
      signal,
    });

    await sandboxes.closeAll();
    return {
      name: fixture.name,
      kind: fixture.kind,
      score: report.score.earned,
      checks: Object.fromEntries(report.checks.map(({ id, status }) => [id, status])),
      messages: Object.fromEntries(
        report.checks
          .filter(({ findings }) => findings.length > 0)
          .map(({ id, findings }) => [id, findings.map(({ message }) => message.id)]),
      ),
      problems: report.problems.map(({ message }) => message.id),
      ...caughtOf(fixture, report),
      differences: compareOutcome(fixture, report),
      durationMs: Math.max(0, now() - startedAt),
    };
  }
}

function caughtOf({ kind, expectation }: Fixture, report: GradingReport): Pick<FixtureOutcome, 'caught'> {
  if (kind === 'mistake') return { caught: isCaughtBy(expectation, report) };
  if (kind === 'cheat') return { caught: report.score.earned <= (expectation.score ?? 0) };
  return {};
}

async function readRecord(file: string): Promise<VerificationRecord | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const record: unknown = JSON.parse(text);
  return Value.Check(VerificationRecord, record) ? record : undefined;
}
