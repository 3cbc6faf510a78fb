import { inBatches } from '../../domain/in-batches.ts';
import { sql } from 'kysely';
import { storableJson } from '../database/storable-json.ts';
import type { Database } from '../database/tables.ts';
import { keepTeams, type CourseTeam } from './teams.ts';

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

/** A statement of PostgreSQL takes 65,535 values at most. */
const ROWS_AT_ONCE = 1000;

export interface CourseLearner {
  githubId: number;
  login?: string;
  name?: string;
}

export interface CourseFiles {
  /** Replaces the course, its learners and their teams. */
  save(
    course: StoredCourse,
    learners: readonly CourseLearner[],
    teams?: readonly CourseTeam[],
  ): Promise<void>;
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
    save: ({ courseId, owner, name, installationId, headSha, file }, learners, teams = []) =>
      db.transaction().execute(async (transaction) => {
        const facts = {
          ...{ owner, name },
          installation_id: installationId ?? null,
          head_sha: headSha,
          file: storableJson(file),
          loaded_at: now(),
        };

        await transaction
          .insertInto('course_files')
          .values({ course_id: courseId, ...facts })
          .onConflict((conflict) => conflict.column('course_id').doUpdateSet(facts))
          .execute();

        const id = await keepCourse(transaction, { repositoryId: courseId, owner, name, at: now() });
        await keepLearners(transaction, id, learners, now());
        await keepTeams(transaction, id, teams);
      }),
    async ofOwner(owner) {
      const rows = await select()
        .where((where) => where(where.fn<string>('lower', ['owner']), '=', owner.toLowerCase()))
        .execute();

      return rows.map(toCourse);
    },
    async isEnrolled(courseId, githubId) {
      const row = await db
        .selectFrom('course_members')
        .innerJoin('courses', 'courses.course_id', 'course_members.course_id')
        .select('github_id')
        .where('courses.repository_id', '=', courseId)
        .where('github_id', '=', githubId)
        .where('active', '=', true)
        .where('source', '!=', 'seen')
        .executeTakeFirst();

      return row !== undefined;
    },
  };
}

/** The course of an instructor repository, made when there is none yet. Returns its id. */
async function keepCourse(
  db: Database,
  { repositoryId, owner, name, at }: { repositoryId: number; owner: string; name: string; at: Date },
): Promise<string> {
  const slug = `${owner}-${name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);

  await db
    .insertInto('courses')
    .values({
      // Hexadecimal digits are digits of a ULID too; a leading 0 keeps it in range.
      course_id: sql<string>`'0' || upper(substr(md5('course ' || ${repositoryId}::text), 1, 25))`,
      slug: `${slug}-${repositoryId}`,
      title: JSON.stringify({ en: name, ja: name }),
      repository_id: repositoryId,
      ...{ created_at: at, updated_at: at },
    })
    .onConflict((conflict) => conflict.column('repository_id').doNothing())
    .execute();

  const { course_id } = await db
    .selectFrom('courses')
    .select('course_id')
    .where('repository_id', '=', repositoryId)
    .executeTakeFirstOrThrow();

  return course_id;
}

/** Makes the roster file's learners members; who left the file takes part no more. What the API wrote stays. */
async function keepLearners(
  db: Database,
  courseId: string,
  learners: readonly CourseLearner[],
  at: Date,
): Promise<void> {
  const ids = [...new Set(learners.map(({ githubId }) => githubId))];

  await db
    .updateTable('course_members')
    .set({ active: false, version: sql<number>`version + 1`, updated_at: at })
    .where('course_id', '=', courseId)
    .where('source', '=', 'file')
    .where('active', '=', true)
    .where((where) => where.not(where('github_id', '=', where.fn.any(where.val(ids)))))
    .execute();

  if (learners.length === 0) return;

  const rows = new Map(
    learners.map(({ githubId, login, name }) => [
      githubId,
      {
        course_id: courseId,
        github_id: githubId,
        login: login ?? null,
        name: name ?? null,
        role: 'learner' as const,
        source: 'file' as const,
        ...{ created_at: at, updated_at: at },
      },
    ]),
  );

  const all = [...rows.values()];
  for (const batch of inBatches(all, ROWS_AT_ONCE))
    await db
      .insertInto('course_members')
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(['course_id', 'github_id'])
          .doUpdateSet({
            login: sql<string>`coalesce(excluded.login, course_members.login)`,
            name: sql<string>`coalesce(excluded.name, course_members.name)`,
            source: 'file',
            active: true,
            version: sql<number>`course_members.version + 1`,
            updated_at: at,
          })
          .where('course_members.source', '!=', 'api')
          .where(
            sql<boolean>`(course_members.source, course_members.active, course_members.login, course_members.name)
            is distinct from ('file', true, coalesce(excluded.login, course_members.login),
              coalesce(excluded.name, course_members.name))`,
          ),
      )
      .execute();
}
