import { sql, type Selectable, type Updateable } from 'kysely';
import type { Localized } from '../../../graders/contract/localized.ts';
import { DEFAULT_COURSE_ID, type Course } from '../../domain/courses/course.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface NewCourse {
  /** ULID. */
  courseId: string;
  slug: string;
  title: Localized;
  term?: string;
  timeZone?: string;
  retentionDays?: number;
}

/** What can be written; `null` takes an optional fact back. */
export type CourseChange = Partial<{
  slug: string;
  title: Localized;
  term: string | null;
  timeZone: string;
  retentionDays: number | null;
}>;

export interface Courses {
  /** In the order of their slugs, those after `after`. `of` leaves out what this person takes no part in. */
  list(page: { limit: number; after?: string; of?: number; only?: string }): Promise<Course[]>;
  /** By its ULID or its slug. */
  find(idOrSlug: string): Promise<Course | undefined>;
  /** The course of an instructor repository; the default one when there is none such, or without an id. */
  ofRepository(repositoryId: number | undefined): Promise<Course>;
  /** The exercises that the course file names; undefined when it names none, which means all. */
  exercisesOf(courseId: string): Promise<string[] | undefined>;
  /** `slug-taken` when another course has that slug. */
  create(course: NewCourse): Promise<Course | 'slug-taken'>;
  /** `stale` when somebody changed the course since the version given. */
  update(courseId: string, version: number, change: CourseChange): Promise<Course | 'slug-taken' | 'stale'>;
}

export function createCourses(db: Database, now: () => Date): Courses {
  const select = () => db.selectFrom('courses').selectAll();

  const isTaken = async (slug: string, except: string) =>
    (await select().where('slug', '=', slug).where('course_id', '!=', except).executeTakeFirst()) !==
    undefined;

  return {
    async list({ limit, after, of, only }) {
      const rows = await select()
        .$if(after !== undefined, (query) => query.where('slug', '>', after ?? ''))
        .$if(only !== undefined, (query) => query.where('course_id', '=', only ?? ''))
        .$if(of !== undefined, (query) =>
          query.where('course_id', 'in', (from) =>
            from
              .selectFrom('course_members')
              .select('course_id')
              .where('github_id', '=', of ?? 0)
              .where('active', '=', true),
          ),
        )
        .orderBy('slug')
        .limit(limit)
        .execute();

      return rows.map(toCourse);
    },
    async find(idOrSlug) {
      const row = await select()
        .where((where) => where.or({ course_id: idOrSlug, slug: idOrSlug }))
        .executeTakeFirst();

      return row && toCourse(row);
    },
    async ofRepository(repositoryId) {
      const row = await select()
        .where((where) =>
          where.or([
            where('course_id', '=', DEFAULT_COURSE_ID),
            ...(repositoryId === undefined ? [] : [where('repository_id', '=', repositoryId)]),
          ]),
        )
        .orderBy(sql`repository_id is null`)
        .limit(1)
        .executeTakeFirstOrThrow();

      return toCourse(row);
    },
    async exercisesOf(courseId) {
      const { rows } = await sql<{ name: string }>`
        select exercise ->> 'name' as name
        from courses join course_files on course_files.course_id = courses.repository_id
          cross join lateral jsonb_array_elements(file -> 'exercises') exercise
        where courses.course_id = ${courseId}`.execute(db);

      return rows.length === 0 ? undefined : rows.map(({ name }) => name);
    },
    async create({ courseId, slug, title, term, timeZone, retentionDays }) {
      const row = await db
        .insertInto('courses')
        .values({
          course_id: courseId,
          slug,
          title: JSON.stringify(title),
          term: term ?? null,
          ...(timeZone === undefined ? {} : { time_zone: timeZone }),
          retention_days: retentionDays ?? null,
          created_at: now(),
          updated_at: now(),
        })
        .onConflict((conflict) => conflict.column('slug').doNothing())
        .returningAll()
        .executeTakeFirst();

      return row === undefined ? 'slug-taken' : toCourse(row);
    },
    async update(courseId, version, change) {
      if (change.slug !== undefined && (await isTaken(change.slug, courseId))) return 'slug-taken';

      const row = await db
        .updateTable('courses')
        .set({ ...toColumns(change), version: sql<number>`version + 1`, updated_at: now() })
        .where('course_id', '=', courseId)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst();

      return row === undefined ? 'stale' : toCourse(row);
    },
  };
}

function toColumns({
  slug,
  title,
  term,
  timeZone,
  retentionDays,
}: CourseChange): Updateable<Tables['courses']> {
  return {
    ...(slug === undefined ? {} : { slug }),
    ...(title === undefined ? {} : { title: JSON.stringify(title) }),
    ...(term === undefined ? {} : { term }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(retentionDays === undefined ? {} : { retention_days: retentionDays }),
  };
}

function toCourse(row: Selectable<Tables['courses']>): Course {
  const { slug, title, results, version } = row;
  return {
    ...{ slug, title, results, version },
    courseId: row.course_id,
    timeZone: row.time_zone,
    gradePolicy: row.grade_policy,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.term !== null && { term: row.term }),
    ...(row.repository_id !== null && { repositoryId: row.repository_id }),
    ...(row.retention_days !== null && { retentionDays: row.retention_days }),
  };
}
