import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'kysely';
import type { ResultVisibility } from '../../domain/courses/course.ts';
import {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidencePart,
  type RunVisibility,
} from '../../domain/submissions/run-evidence.ts';
import { storableText } from '../../../graders/text/storable-text.ts';
import type { Database } from '../database/tables.ts';

/** One kind of evidence of a run, without its content. */
export interface KeptEvidence {
  kind: EvidenceKind;
  /** Bytes of JSON before compression. */
  bytes: number;
  items: number;
  isComplete: boolean;
  /** Why there is nothing. */
  missing?: string;
  createdAt: Date;
}

/** What runs leave behind: written once, and read until its time is over. */
export interface RunEvidence {
  /**
   * Keeps the parts of a run; what is kept already stays as it is. False when there is no run of that id and fencing
   * number: it was erased, or never began.
   */
  keep(run: { runId: string; fencing: number }, parts: readonly EvidencePart[]): Promise<boolean>;
  /** In the order of `EVIDENCE_KINDS`. */
  list(runId: string): Promise<KeptEvidence[]>;
  get(runId: string, kind: EvidenceKind): Promise<(KeptEvidence & { content: unknown[] }) | undefined>;
  /** Who may see the result of a run: see `RunVisibility`. Undefined for an unknown run. */
  visibility(runId: string): Promise<RunVisibility | undefined>;
  /**
   * Removes what is older than its course keeps it, or than `defaultDays` where the course does not say; at most `limit`
   * runs. Returns how many runs lost their evidence.
   */
  prune(options: { defaultDays: number; limit: number }): Promise<number>;
  /** Bytes on the disk and the age of the oldest, for metrics. */
  extent(): Promise<{ bytes: number; oldest: Date | undefined }>;
}

/** Content of 1 MiB at most is written; a row that claims more was not written by us. */
const LARGEST = 8 * 1024 * 1024;

const compress = promisify(gzip);
const expand = promisify(gunzip);

export function createRunEvidence(db: Database, now: () => Date): RunEvidence {
  const rowsOf = (runId: string) =>
    db
      .selectFrom('run_evidence')
      .select(['kind', 'bytes', 'items', 'truncated', 'missing', 'created_at'])
      .where('run_id', '=', runId);

  return {
    async keep({ runId, fencing }, parts) {
      const rows = await Promise.all(parts.map((part) => toRow(runId, part, now())));
      return db.transaction().execute(async (transaction) => {
        const run = await transaction
          .selectFrom('runs')
          .select('run_id')
          .where('run_id', '=', runId)
          .where('fencing', '=', fencing)
          // Whoever erases the learner waits for this, or this finds nothing.
          .forKeyShare()
          .executeTakeFirst();

        if (run === undefined) return false;
        if (rows.length > 0)
          await transaction
            .insertInto('run_evidence')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['run_id', 'kind']).doNothing())
            .execute();
        return true;
      });
    },
    async list(runId) {
      const kept = (await rowsOf(runId).execute()).map(toKept);
      return EVIDENCE_KINDS.flatMap((kind) => kept.find((one) => one.kind === kind) ?? []);
    },
    async get(runId, kind) {
      const row = await rowsOf(runId).select('content').where('kind', '=', kind).executeTakeFirst();
      if (row === undefined) return undefined;
      const { content } = row;
      const text = content === null ? '[]' : (await expand(content, { maxOutputLength: LARGEST })).toString();
      return { ...toKept(row), content: JSON.parse(text) as unknown[] };
    },
    async visibility(runId) {
      const row = await db
        .selectFrom('runs')
        .innerJoin('submissions', 'submissions.id', 'runs.submission_id')
        .innerJoin('courses', 'courses.course_id', 'submissions.course_id')
        .leftJoin('assignments', (join) =>
          join
            .onRef('assignments.course_id', '=', 'submissions.course_id')
            .onRef('assignments.exercise', '=', 'submissions.exercise'),
        )
        .select([
          'submissions.counts',
          sql<ResultVisibility>`coalesce(assignments.results, courses.results)`.as('results'),
        ])
        .where('run_id', '=', runId)
        .executeTakeFirst();

      return row && (row.counts ? row.results : 'preview');
    },
    async prune({ defaultDays, limit }) {
      const { rows } = await sql<{ run_id: string }>`
        with over as (
          select evidence.run_id from run_evidence evidence
            join runs using (run_id)
            join submissions on submissions.id = runs.submission_id
            join courses using (course_id)
          where evidence.created_at
            < ${now()}::timestamptz - make_interval(days => coalesce(courses.retention_days, ${defaultDays}::int))
          group by evidence.run_id order by min(evidence.created_at) limit ${limit})
        delete from run_evidence where run_id in (select run_id from over) returning run_id`.execute(db);

      return new Set(rows.map((row) => row.run_id)).size;
    },
    async extent() {
      const row = await db
        .selectNoFrom((select) => [
          sql<number>`pg_total_relation_size('run_evidence')`.as('bytes'),
          select
            .selectFrom('run_evidence')
            .select((inner) => inner.fn.min('created_at').as('oldest'))
            .as('oldest'),
        ])
        .executeTakeFirstOrThrow();

      return { bytes: Number(row.bytes), oldest: row.oldest ?? undefined };
    },
  };
}

async function toRow(runId: string, { kind, items, isComplete, missing }: EvidencePart, at: Date) {
  const json = Buffer.from(JSON.stringify(items));
  return {
    run_id: runId,
    kind,
    content: missing === undefined ? await compress(json) : null,
    bytes: missing === undefined ? json.length : 0,
    items: items.length,
    truncated: !isComplete && missing === undefined,
    missing: missing === undefined ? null : storableText(missing),
    created_at: at,
  };
}

function toKept(row: {
  kind: EvidenceKind;
  bytes: number;
  items: number;
  truncated: boolean;
  missing: string | null;
  created_at: Date;
}): KeptEvidence {
  const { kind, bytes, items } = row;
  return {
    ...{ kind, bytes, items },
    isComplete: !row.truncated && row.missing === null,
    ...(row.missing === null ? {} : { missing: row.missing }),
    createdAt: row.created_at,
  };
}
