import { sql } from 'kysely';
import type { Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { Database } from '../database/tables.ts';

export interface DisagreementsOfCourse {
  courseId: string;
  disagreements: Disagreement[];
}

/** Where checks contradicted themselves: on the same files with the same grader and node image. */
export interface Disagreements {
  /**
   * By course, from runs that ended after the date; of a check that was under review or decided about before, only from
   * runs that ended after the last lift and decision. Nothing crosses from one course to another.
   */
  since(date: Date, filter?: { courseId?: string }): Promise<DisagreementsOfCourse[]>;
}

interface Row {
  courseId: string;
  exercise: string;
  checkId: string;
  fingerprint: string;
  githubIds: number[];
  enrolledIds: number[];
  passedRunId: string;
  failedRunId: string;
}

export function createDisagreements(db: Database): Disagreements {
  return {
    async since(date, { courseId } = {}) {
      const { rows } = await sql<Row>`
        with repeated as (
          select course_id, fingerprint from run_facts
          where fingerprint is not null and finished_at >= ${date}
            and (${courseId ?? null}::text is null or course_id = ${courseId ?? null})
          group by course_id, fingerprint having count(*) > 1)
        select facts.course_id as "courseId", facts.exercise, results.check_id as "checkId", facts.fingerprint,
          json_agg(distinct facts.github_id) as "githubIds",
          coalesce(json_agg(distinct facts.github_id) filter (where exists (
            select from course_members member
            where member.course_id = facts.course_id and member.github_id = facts.github_id
              and member.active and member.source <> 'seen')), '[]') as "enrolledIds",
          max(facts.run_id) filter (where results.status = 'pass') as "passedRunId",
          max(facts.run_id) filter (where results.status = 'fail') as "failedRunId"
        from repeated
        join run_facts facts using (course_id, fingerprint)
        join check_results results using (run_id)
        where facts.finished_at >= ${date} and results.status in ('pass', 'fail')
          and facts.finished_at > coalesce((
            select max(lifted_at) from check_quarantines lifted
            where lifted.course_id = facts.course_id and lifted.exercise = facts.exercise
              and lifted.check_id = results.check_id), '-infinity')
          and facts.finished_at > coalesce((
            select max(decided_at) from check_proposals decided
            where decided.course_id = facts.course_id and decided.exercise = facts.exercise
              and decided.check_id = results.check_id), '-infinity')
        group by facts.course_id, facts.exercise, results.check_id, facts.fingerprint
        having count(distinct results.status) = 2
        order by facts.course_id, facts.exercise, results.check_id, facts.fingerprint`.execute(db);

      const byCourse = new Map<string, Disagreement[]>();
      for (const { courseId: course, ...disagreement } of rows)
        byCourse.set(course, [...(byCourse.get(course) ?? []), disagreement]);
      return [...byCourse].map(([course, disagreements]) => ({ courseId: course, disagreements }));
    },
  };
}
