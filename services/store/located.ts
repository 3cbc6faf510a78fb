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
        .select(['course_id as courseId', 'author_id as githubId'])
        .where('id', '=', id)
        .executeTakeFirst(),
    run: (id) =>
      db
        .selectFrom('runs')
        .innerJoin('submissions', 'submissions.id', 'runs.submission_id')
        .select(['course_id as courseId', 'author_id as githubId'])
        .where('run_id', '=', id)
        .executeTakeFirst(),
  };
}
