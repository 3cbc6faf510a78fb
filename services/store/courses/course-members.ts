import { inBatches } from '../../domain/in-batches.ts';
import { sql, type Selectable } from 'kysely';
import type { Localized } from '../../../graders/contract/localized.ts';
import type { CourseMember } from '../../domain/courses/course-member.ts';
import type { Role } from '../../domain/courses/role.ts';
import type { RosterEntry } from '../../domain/courses/roster-plan.ts';
import type { Database, Tables } from '../database/tables.ts';

/** A statement of PostgreSQL takes 65,535 values at most. */
const ROWS_AT_ONCE = 1000;

export interface MemberFilter {
  role?: Role;
  active?: boolean;
  /** Part of a login, name or pseudonym, whatever the case. */
  search?: string;
}

/** `null` takes a fact back. */
export type MemberChange = Partial<{
  login: string | null;
  name: string | null;
  pseudonym: string;
  role: Role;
  active: boolean;
}>;

export interface CourseMembers {
  /** The role of an active member. */
  roleOf(courseId: string, githubId: number): Promise<Role | undefined>;
  get(courseId: string, githubId: number): Promise<CourseMember | undefined>;
  /** By GitHub id, those after `after`. */
  list(courseId: string, page: { limit?: number; after?: number } & MemberFilter): Promise<CourseMember[]>;
  /** The courses in which a person is active, with the role there. */
  coursesOf(githubId: number): Promise<{ courseId: string; slug: string; title: Localized; role: Role }[]>;
  create(courseId: string, entry: RosterEntry): Promise<CourseMember | 'exists' | 'pseudonym-taken'>;
  /** `stale` when somebody changed the member since the version given. What the API wrote, no file changes. */
  update(
    courseId: string,
    githubId: number,
    version: number,
    change: MemberChange,
  ): Promise<CourseMember | 'stale' | 'pseudonym-taken'>;
  /** Writes many at once, all or none; who is not there yet comes to be. `pseudonym-taken` when one is. */
  write(courseId: string, entries: readonly RosterEntry[]): Promise<'written' | 'pseudonym-taken'>;
}

export function createCourseMembers(db: Database, now: () => Date): CourseMembers {
  const select = () => db.selectFrom('course_members').selectAll();

  const unlessTaken = async <T>(write: () => Promise<T>): Promise<T | 'pseudonym-taken'> => {
    try {
      return await write();
    } catch (error) {
      if (isPseudonymTaken(error)) return 'pseudonym-taken';
      throw error;
    }
  };

  return {
    async roleOf(courseId, githubId) {
      const row = await db
        .selectFrom('course_members')
        .select('role')
        .where('course_id', '=', courseId)
        .where('github_id', '=', githubId)
        .where('active', '=', true)
        .executeTakeFirst();

      return row?.role;
    },
    async get(courseId, githubId) {
      const row = await select()
        .where('course_id', '=', courseId)
        .where('github_id', '=', githubId)
        .executeTakeFirst();

      return row && toMember(row);
    },
    async list(courseId, { limit, after, role, active, search }) {
      let query = select().where('course_id', '=', courseId).orderBy('github_id');
      if (after !== undefined) query = query.where('github_id', '>', after);
      if (role !== undefined) query = query.where('role', '=', role);
      if (active !== undefined) query = query.where('active', '=', active);

      if (search !== undefined) {
        const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;

        query = query.where((where) =>
          where.or(
            (['login', 'name', 'pseudonym'] as const).map((column) => where(column, 'ilike', pattern)),
          ),
        );
      }

      if (limit !== undefined) query = query.limit(limit);
      return (await query.execute()).map(toMember);
    },
    coursesOf: (githubId) =>
      db
        .selectFrom('course_members')
        .innerJoin('courses', 'courses.course_id', 'course_members.course_id')
        .select(['courses.course_id as courseId', 'slug', 'title', 'role'])
        .where('github_id', '=', githubId)
        .where('active', '=', true)
        .orderBy('slug')
        .execute(),
    create: (courseId, entry) =>
      unlessTaken(async () => {
        const row = await db
          .insertInto('course_members')
          .values(toRow(courseId, entry, now()))
          .onConflict((conflict) => conflict.columns(['course_id', 'github_id']).doNothing())
          .returningAll()
          .executeTakeFirst();

        return row === undefined ? 'exists' : toMember(row);
      }),
    update: (courseId, githubId, version, change) =>
      unlessTaken(async () => {
        const row = await db
          .updateTable('course_members')
          .set({ ...change, source: 'api', version: sql<number>`version + 1`, updated_at: now() })
          .where('course_id', '=', courseId)
          .where('github_id', '=', githubId)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();

        return row === undefined ? 'stale' : toMember(row);
      }),
    write: (courseId, entries) =>
      unlessTaken(() =>
        db.transaction().execute(async (transaction) => {
          const rows = entries.map((entry) => toRow(courseId, entry, now()));
          for (const batch of inBatches(rows, ROWS_AT_ONCE))
            await transaction
              .insertInto('course_members')
              .values(batch)
              .onConflict((conflict) =>
                conflict.columns(['course_id', 'github_id']).doUpdateSet((row) => ({
                  login: row.ref('excluded.login'),
                  name: row.ref('excluded.name'),
                  pseudonym: row.ref('excluded.pseudonym'),
                  role: row.ref('excluded.role'),
                  active: row.ref('excluded.active'),
                  source: 'api',
                  version: sql<number>`course_members.version + 1`,
                  updated_at: now(),
                })),
              )
              .execute();
          return 'written' as const;
        }),
      ),
  };
}

function toRow(courseId: string, { githubId, login, name, pseudonym, role, active }: RosterEntry, at: Date) {
  return {
    course_id: courseId,
    github_id: githubId,
    login: login ?? null,
    name: name ?? null,
    ...(pseudonym === undefined ? {} : { pseudonym }),
    ...{ role, active },
    source: 'api' as const,
    ...{ created_at: at, updated_at: at },
  };
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: `unique_violation`. */
function isPseudonymTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

function toMember(row: Selectable<Tables['course_members']>): CourseMember {
  const { pseudonym, role, source, active, version } = row;

  const member: CourseMember = {
    githubId: row.github_id,
    pseudonym,
    role,
    source,
    active,
    version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };

  // Of thousands of rows, and spreading is dear.
  if (row.login !== null) member.login = row.login;
  if (row.name !== null) member.name = row.name;
  return member;
}
