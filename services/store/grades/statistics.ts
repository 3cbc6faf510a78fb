import { sql } from 'kysely';
import type { CheckStatus } from '../../../graders/contract/check-result.ts';
import type { Database } from '../database/tables.ts';

/** Of some values; undefined of none. */
export interface Quartiles {
  lower: number;
  median: number;
  upper: number;
}

/** How one exercise goes in a course. */
export interface ExerciseStatistics {
  exercise: string;
  /** Gradings, those included that we could not judge. */
  runs: number;
  notGraded: number;
  learners: number;
  /** Learners of whom a run passed. */
  passedLearners: number;
  /** Gradings of a learner up to the first that passed. */
  attemptsToPass?: Quartiles;
  /** Seconds from a learner's first submission to the end of the first run that passed. */
  secondsToPass?: Quartiles;
  /** Seconds for which a run had a cluster or waited for one to be made. */
  clusterSeconds: { total: number; perRun?: Quartiles };
}

/** A reason why a check failed, and the newest run in which it did. */
export interface Mismatch {
  /** Message id of the finding. */
  code: string;
  count: number;
  exampleRunId: string;
}

export interface CheckStatistics {
  checkId: string;
  counts: Record<CheckStatus, number>;
  /** Of the runs in which it passed or failed; undefined when there is none. */
  passRate?: number;
  /** The commonest first. */
  mismatches: Mismatch[];
}

export interface ExerciseDetail extends ExerciseStatistics {
  checks: CheckStatistics[];
  /** How many learners' best run earned so many percent: below 10, below 20, … up to 100. */
  scores: number[];
  /** Milliseconds of each phase of a run. */
  phases: { phase: string; durationMs: Quartiles }[];
}

/** What a course's runs say of its exercises. Runs that were cancelled, and those that count nothing, are not in it. */
export interface Statistics {
  /** By exercise. */
  ofCourse(courseId: string): Promise<ExerciseStatistics[]>;
  /** Undefined when nothing of it was graded. */
  ofExercise(courseId: string, exercise: string): Promise<ExerciseDetail | undefined>;
}

const MISMATCHES = 10;
/** Phases of the newest runs are told: a new version of an exercise may take another time. */
const PHASE_RUNS = 1000;

/**
 * Leaves out previews of a regrade, what one took the place of, and what counts for nobody. Asked the other way
 * around, because there are few of these and indexes hold just them.
 */
const COUNTS = sql`not exists (
  select from submissions where submissions.id = run_facts.submission_id and not submissions.counts)
  and not exists (
  select from submissions where submissions.id = run_facts.submission_id and submissions.uncredited is not null)`;

export function createStatistics(db: Database): Statistics {
  return {
    ofCourse: (courseId) => summaries(db, courseId),
    async ofExercise(courseId, exercise) {
      const [summary] = await summaries(db, courseId, exercise);
      if (summary === undefined) return undefined;

      const [checks, scores, phases] = await Promise.all([
        checksOf(db, courseId, exercise),
        scoresOf(db, courseId, exercise),
        phasesOf(db, courseId, exercise),
      ]);

      return { ...summary, checks, scores, phases };
    },
  };
}

interface SummaryRow {
  exercise: string;
  runs: number;
  notGraded: number;
  learners: number;
  passedLearners: number;
  attempts: Spread;
  seconds: Spread;
  clusterTotal: number;
  cluster: Spread;
}

/** Lower quartile, median, upper quartile as PostgreSQL computes them. */
type Spread = [number, number, number] | null;

async function summaries(db: Database, courseId: string, exercise?: string): Promise<ExerciseStatistics[]> {
  const { rows } = await sql<SummaryRow>`
    with facts as (
      select exercise, submission_id, github_id, verdict, submitted_at, finished_at, cluster_ms from run_facts
      where ${COUNTS} and course_id = ${courseId} and (${exercise ?? null}::text is null or exercise = ${exercise ?? null})),
    taking_part as (
      select exercise, github_id, verdict, submitted_at, finished_at from facts where verdict <> 'not-graded'
      union all select exercise, mate.github_id, verdict, submitted_at, finished_at
      from facts join submission_members mate
        on mate.submission_id = facts.submission_id and mate.github_id <> facts.github_id
      where verdict <> 'not-graded'),
    first_passes as (
      select exercise, github_id, min(submitted_at) filter (where verdict = 'passed') as passed_at,
        min(finished_at) filter (where verdict = 'passed') as finished_at,
        min(submitted_at) as begun_at
      from taking_part group by exercise, github_id),
    learners as (
      select exercise, github_id, max(first_passes.passed_at) is not null as passed,
        count(*) filter (where taking_part.submitted_at <= first_passes.passed_at) as attempts,
        extract(epoch from max(first_passes.finished_at) - max(first_passes.begun_at))::float8 as seconds
      from taking_part join first_passes using (exercise, github_id)
      group by exercise, github_id),
    by_learner as (
      select exercise, count(*) as learners, count(*) filter (where passed) as passed_learners,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by attempts) filter (where passed) as attempts,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by seconds) filter (where passed) as seconds
      from learners group by exercise),
    by_run as (
      select exercise, count(*) as runs, count(*) filter (where verdict = 'not-graded') as not_graded,
        sum(cluster_ms)::float8 / 1000 as cluster_total,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by cluster_ms::float8 / 1000) as cluster
      from facts group by exercise)
    select exercise, runs, not_graded as "notGraded", coalesce(learners, 0) as learners,
      coalesce(passed_learners, 0) as "passedLearners", to_json(attempts) as attempts, to_json(seconds) as seconds,
      cluster_total as "clusterTotal", to_json(cluster) as cluster
    from by_run left join by_learner using (exercise) order by exercise collate "C"`.execute(db);

  return rows.map(({ attempts, seconds, clusterTotal, cluster, ...facts }) => ({
    ...facts,
    ...quartiles('attemptsToPass', attempts),
    ...quartiles('secondsToPass', seconds),
    clusterSeconds: { total: clusterTotal, ...quartiles('perRun', cluster) },
  }));
}

function quartiles<Name extends string>(name: Name, values: Spread): Partial<Record<Name, Quartiles>> {
  if (values === null) return {};
  const [lower, median, upper] = values;
  return { [name]: { lower, median, upper } } as Record<Name, Quartiles>;
}

async function checksOf(db: Database, courseId: string, exercise: string): Promise<CheckStatistics[]> {
  const { rows } = await sql<{
    checkId: string;
    status: CheckStatus;
    code: string | null;
    count: number;
    example: string;
  }>`
    select check_id as "checkId", status, code, count(*) as count, max(run_id collate "C") as example
    from check_results where course_id = ${courseId} and exercise = ${exercise}
      and run_id not in (
        select run_id from run_facts join submissions on submissions.id = run_facts.submission_id
        where (not submissions.counts or submissions.uncredited is not null) and run_facts.course_id = ${courseId} and run_facts.exercise = ${exercise})
    group by check_id, status, code
    order by check_id collate "C", count(*) desc, code collate "C"`.execute(db);

  const byCheck = new Map<string, typeof rows>();
  for (const row of rows) byCheck.set(row.checkId, [...(byCheck.get(row.checkId) ?? []), row]);
  return [...byCheck].map(([checkId, all]) => {
    const counts = { pass: 0, fail: 0, blocked: 0, error: 0, undecided: 0 };
    for (const { status, count } of all) counts[status] += count;
    const judged = counts.pass + counts.fail;
    return {
      checkId,
      counts,
      ...(judged > 0 && { passRate: counts.pass / judged }),
      mismatches: all
        .flatMap(({ status, code, count, example }) =>
          status === 'fail' && code !== null ? [{ code, count, exampleRunId: example }] : [],
        )
        .slice(0, MISMATCHES),
    };
  });
}

async function scoresOf(db: Database, courseId: string, exercise: string): Promise<number[]> {
  const { rows } = await sql<{ tenth: number; learners: number }>`
    with facts as (
      select submission_id, github_id, earned, possible from run_facts
      where ${COUNTS} and course_id = ${courseId} and exercise = ${exercise} and verdict <> 'not-graded'
        and possible > 0)
    select least(9, floor(10 * best))::int as tenth, count(*) as learners
    from (
      select max(earned / possible) as best from (
        select github_id, earned, possible from facts
        union all select mate.github_id, earned, possible
        from facts join submission_members mate
          on mate.submission_id = facts.submission_id and mate.github_id <> facts.github_id) taking_part
      group by github_id) learners
    group by tenth`.execute(db);

  const found = new Map(rows.map(({ tenth, learners }) => [tenth, learners]));
  return Array.from({ length: 10 }, (_, tenth) => found.get(tenth) ?? 0);
}

async function phasesOf(db: Database, courseId: string, exercise: string): Promise<ExerciseDetail['phases']> {
  const { rows } = await sql<{ phase: string; spread: [number, number, number] }>`
    select phase, to_json(percentile_cont(array[0.25, 0.5, 0.75]) within group (order by "durationMs")) as spread
    from (
      select phases from run_facts
      where ${COUNTS} and course_id = ${courseId} and exercise = ${exercise}
      order by submitted_at desc limit ${PHASE_RUNS}) newest,
      jsonb_to_recordset(phases) as timing (phase text, "durationMs" float8)
    group by phase order by phase collate "C"`.execute(db);

  return rows.map(({ phase, spread: [lower, median, upper] }) => ({
    phase,
    durationMs: { lower, median, upper },
  }));
}
