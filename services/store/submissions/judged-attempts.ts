import { sql } from 'kysely';
import { waivedResults } from '../grades/waived-results.ts';
import type { Database } from '../database/tables.ts';

/** An attempt that has a verdict, with the points that count of it today. */
export interface JudgedAttempt {
  attempt: number;
  headSha: string;
  verdict: 'passed' | 'failed';
  score: { earned: number; possible: number };
  finishedAt: Date;
}

/** What was judged of one exercise on a pull request, or on a branch; our own failures and superseded commits were not. */
export interface JudgedAttempts {
  /** Oldest first. */
  newest: JudgedAttempt[];
  /** How many there are in all. */
  count: number;
}

interface Row extends JudgedAttempt {
  runId: string;
  courseId: string;
  count: number;
}

/** Reads the newest `most` of them that count, and how many there are; of the reports no more than these points. */
export async function judgedAttempts(
  db: Database,
  of: { repositoryId: number; pullNumber: number; exercise: string },
  most: number,
): Promise<JudgedAttempts> {
  const { rows } = await sql<Row>`
    with judged as (
      select submissions.id, submissions.created_at, submissions.course_id, attempt, head_sha, run_id,
        count(*) over () as count
      from submissions join runs on runs.submission_id = submissions.id and runs.state = 'finished'
      where repository_id = ${of.repositoryId} and pull_number = ${of.pullNumber} and exercise = ${of.exercise}
        and counts and runs.verdict in ('passed', 'failed')
      order by submissions.created_at desc, submissions.id desc limit ${most})
    select run_id as "runId", course_id as "courseId", count, attempt, head_sha as "headSha", verdict,
      report -> 'score' as score, (report ->> 'finishedAt')::timestamptz as "finishedAt"
    from judged join runs using (run_id) order by judged.created_at, judged.id`.execute(db);

  const waived = new Map<string, { isPassed: boolean; earned: number }>();

  for (const courseId of new Set(rows.map((row) => row.courseId))) {
    const runIds = rows.filter((row) => row.courseId === courseId).map(({ runId }) => runId);
    const results = await waivedResults(db, { courseId, exercise: of.exercise }, runIds);
    for (const [runId, result] of results) waived.set(runId, result);
  }

  const newest = rows.map(({ runId, attempt, headSha, verdict, score, finishedAt }): JudgedAttempt => {
    const result = waived.get(runId);
    const judged = { attempt, headSha, finishedAt };
    if (result === undefined) return { ...judged, verdict, score };
    const { isPassed, earned } = result;
    return { ...judged, verdict: isPassed ? 'passed' : 'failed', score: { ...score, earned } };
  });

  return { newest, count: rows[0]?.count ?? 0 };
}
