import { sql } from 'kysely';
import type { Verdict } from '../../domain/submissions/grading-report.ts';
import type { SubmissionChange } from '../../domain/submissions/submission-change.ts';
import type { Team } from '../../domain/courses/team.ts';
import type { Submission, SubmissionState } from '../../domain/submissions/submission.ts';
import { countsFor } from './counts-for.ts';
import type { Database } from '../database/tables.ts';
import { teamOf } from '../courses/team-of.ts';

/** Where a list goes on: after this submission. */
export interface SubmissionPlace {
  at: string;
  id: string;
}

export interface SubmissionFilter {
  /** The author, or one of the team. */
  learner?: number;
  /** The login of such, whatever the case. */
  learnerLogin?: string;
  exercise?: string;
  state?: SubmissionState;
  /** The newest first, or the oldest. */
  sort: '-createdAt' | 'createdAt';
}

/** A submission with the course it belongs to. */
export type ListedSubmission = Omit<Submission, 'team'> & {
  courseId: string;
  /** Null for one learner alone. */
  team: Team | null;
  /** What came of it; null until it is graded. */
  verdict: Verdict | null;
};

/** The submissions of a course, for people who read them. */
export interface SubmissionList {
  ofCourse(
    courseId: string,
    page: {
      limit: number;
      after?: SubmissionPlace;
      /** Leaves out the verdicts that their learners may not see yet. */
      releasedOnly?: boolean;
    } & SubmissionFilter,
  ): Promise<ListedSubmission[]>;
  /** What changed at or after the date, in any course, oldest first, at most `limit`. */
  changedSince(since: Date, limit: number): Promise<SubmissionChange[]>;
}

export function createSubmissionList(db: Database): SubmissionList {
  return {
    async ofCourse(
      courseId,
      { limit, after, releasedOnly = false, learner, learnerLogin, exercise, state, sort },
    ) {
      const newestFirst = sort === '-createdAt';

      let query = db
        .selectFrom('submissions')
        .select([
          'id',
          'course_id as courseId',
          'repository_id as repositoryId',
          'pull_number as pullNumber',
          'head_sha as headSha',
          'exercise',
          'attempt',
          'author_id as authorId',
          'author_login as authorLogin',
          'state',
          'cancel_requested as cancelRequested',
          'created_at as createdAt',
          verdictOf(releasedOnly).as('verdict'),
          teamOf.as('team'),
        ])
        .where('course_id', '=', courseId);

      if (learner !== undefined) query = query.where(countsFor(learner));
      if (learnerLogin !== undefined) query = query.where(isOfLogin(learnerLogin.toLowerCase()));
      if (exercise !== undefined) query = query.where('exercise', '=', exercise);
      if (state !== undefined) query = query.where('state', '=', state);

      if (after !== undefined) {
        const place = sql<boolean>`(${after.at}::timestamptz, ${after.id}::text)`;

        query = query.where(
          newestFirst ? sql<boolean>`(created_at, id) < ${place}` : sql<boolean>`(created_at, id) > ${place}`,
        );
      }

      const direction = newestFirst ? 'desc' : 'asc';
      return query.orderBy('created_at', direction).orderBy('id', direction).limit(limit).execute();
    },
    changedSince: (since, limit) =>
      db
        .selectFrom('submissions')
        .select([
          'id as submissionId',
          'course_id as courseId',
          'exercise',
          'author_id as authorId',
          'author_login as authorLogin',
          sql<number[] | null>`case when team is not null then (select coalesce(json_agg(github_id), '[]')
            from submission_members where submission_id = submissions.id) end`.as('members'),
          'attempt',
          'state',
          'updated_at as at',
          'counts',
        ])
        .where('updated_at', '>=', since)
        .orderBy('updated_at')
        .orderBy('id')
        .limit(limit)
        .execute(),
  };
}

function isOfLogin(login: string) {
  return sql<boolean>`(lower(author_login) = ${login} or submissions.id = any(array(
    select submission_id from submission_members where lower(login) = ${login})))`;
}

/** The newest verdict of a graded submission. */
function verdictOf(releasedOnly: boolean) {
  const isReleased = sql`submissions.counts and 'released' = coalesce(
    (select results from assignments
      where course_id = submissions.course_id and exercise = submissions.exercise),
    (select results from courses where course_id = submissions.course_id))`;

  return sql<Verdict | null>`case when submissions.state = 'graded' and (${!releasedOnly}::boolean or ${isReleased}) then
    (select verdict from runs where submission_id = submissions.id and verdict is not null
      order by fencing desc limit 1) end`;
}
