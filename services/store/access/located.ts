import type { Team } from '../../domain/courses/team.ts';
import type { Database } from '../database/tables.ts';
import { teamOf } from '../courses/team-of.ts';

/** Where a thing belongs and whose it is: its author's, or everybody's of the team; nobody's that is for staff alone. */
export interface Place {
  courseId: string;
  learners: readonly number[];
}

/** Finds the course and the learners of a thing by its id: who may see it depends on both. */
export interface Located {
  submission(id: string): Promise<Place | undefined>;
  run(id: string): Promise<Place | undefined>;
}

export function createLocated(db: Database): Located {
  return {
    submission: (id) =>
      db
        .selectFrom('submissions')
        .select(['course_id as courseId', 'author_id as authorId', 'counts', teamOf.as('team')])
        .where('id', '=', id)
        .executeTakeFirst()
        .then((row) => row && placeOf(row)),
    run: (id) =>
      db
        .selectFrom('runs')
        .innerJoin('submissions', 'submissions.id', 'runs.submission_id')
        .select(['course_id as courseId', 'author_id as authorId', 'counts', teamOf.as('team')])
        .where('run_id', '=', id)
        .executeTakeFirst()
        .then((row) => row && placeOf(row)),
  };
}

/** The preview of a regrade, and what a regrade replaced, is for staff alone. */
function placeOf({
  courseId,
  authorId,
  counts,
  team,
}: {
  courseId: string;
  authorId: number;
  counts: boolean;
  team: Team | null;
}): Place {
  if (!counts) return { courseId, learners: [] };
  return { courseId, learners: team === null ? [authorId] : team.members.map(({ githubId }) => githubId) };
}
