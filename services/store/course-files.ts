import type { Database } from './tables.ts';

/** A course as its instructors last wrote it without a mistake. */
export interface StoredCourse {
  /** Id of the instructor repository. */
  courseId: number;
  owner: string;
  name: string;
  installationId?: number;
  headSha: string;
  /** The parsed course file. */
  file: object;
}

export interface CourseLearner {
  githubId: number;
  login?: string;
  name?: string;
}

export interface CourseFiles {
  /** Replaces the course and its learners. */
  save(course: StoredCourse, learners: readonly CourseLearner[]): Promise<void>;
  /** The courses of an account, whatever the case of its login, in the order of their ids. */
  ofOwner(owner: string): Promise<StoredCourse[]>;
  isEnrolled(courseId: number, githubId: number): Promise<boolean>;
}

export function createCourseFiles(db: Database, now: () => Date): CourseFiles {
  const select = () =>
    db
      .selectFrom('course_files')
      .select(['course_id', 'owner', 'name', 'installation_id', 'head_sha', 'file'])
      .orderBy('course_id');
  const toCourse = (
    row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number],
  ): StoredCourse => ({
    courseId: row.course_id,
    owner: row.owner,
    name: row.name,
    ...(row.installation_id === null ? {} : { installationId: row.installation_id }),
    headSha: row.head_sha,
    file: row.file,
  });
  return {
    save: ({ courseId, owner, name, installationId, headSha, file }, learners) =>
      db.transaction().execute(async (transaction) => {
        const facts = {
          ...{ owner, name },
          installation_id: installationId ?? null,
          head_sha: headSha,
          file: JSON.stringify(file),
          loaded_at: now(),
        };
        await transaction
          .insertInto('course_files')
          .values({ course_id: courseId, ...facts })
          .onConflict((conflict) => conflict.column('course_id').doUpdateSet(facts))
          .execute();
        await transaction.deleteFrom('course_learners').where('course_id', '=', courseId).execute();
        if (learners.length > 0)
          await transaction
            .insertInto('course_learners')
            .values(
              learners.map(({ githubId, login, name: fullName }) => ({
                course_id: courseId,
                github_id: githubId,
                login: login ?? null,
                name: fullName ?? null,
              })),
            )
            .onConflict((conflict) => conflict.columns(['course_id', 'github_id']).doNothing())
            .execute();
      }),
    async ofOwner(owner) {
      const rows = await select()
        .where((where) => where(where.fn<string>('lower', ['owner']), '=', owner.toLowerCase()))
        .execute();
      return rows.map(toCourse);
    },
    async isEnrolled(courseId, githubId) {
      const row = await db
        .selectFrom('course_learners')
        .select('github_id')
        .where('course_id', '=', courseId)
        .where('github_id', '=', githubId)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
