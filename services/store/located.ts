import type { Database } from './tables.ts';

/** Where a thing belongs and whose it is. */
export interface Place {
  courseId: string;
  githubId?: number;
}

/** Finds the course and the learner of a thing by its id: who may see it depends on both. */
export interface Located {
  submission(id: string): Promise<Place | undefined>;
  run(id: string): Promise<Place | undefined>;
}

export function createLocated(db: Database): Located {
  return {
    submission: (id) =>
      db
        .selectFrom('submissions')
        .select(['course_id as courseId', 'author_id as githubId', 'counts'])
        .where('id', '=', id)
        .executeTakeFirst()
        .then((row) => row && placeOf(row)),
    run: (id) =>
      db
        .selectFrom('runs')
        .innerJoin('submissions', 'submissions.id', 'runs.submission_id')
        .select(['course_id as courseId', 'author_id as githubId', 'counts'])
        .where('run_id', '=', id)
        .executeTakeFirst()
        .then((row) => row && placeOf(row)),
  };
}

/** The preview of a regrade, and what a regrade replaced, is for staff alone. */
function placeOf({
  courseId,
  githubId,
  counts,
}: {
  courseId: string;
  githubId: number;
  counts: boolean;
}): Place {
  return counts ? { courseId, githubId } : { courseId };
}
