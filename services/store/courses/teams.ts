import { inBatches } from '../../domain/in-batches.ts';
import { sql, type Transaction } from 'kysely';
import type { Team } from '../../domain/courses/team.ts';
import type { Database, Tables } from '../database/tables.ts';

/** A team as the course names it. */
export interface CourseTeam {
  name: string;
  /** GitHub ids. */
  members: readonly number[];
  /** Where the team hands in together; everywhere when left out. */
  exercises?: readonly string[];
}

/** The teams of courses as they are now; a submission keeps the team that handed it in. */
export interface Teams {
  /** The team in which a learner hands in an exercise, with its active members; undefined for who hands in alone. */
  of(learner: { courseId: string; exercise: string; githubId: number }): Promise<Team | undefined>;
  /** Whether two learners are in one team now, for whichever exercise. */
  isTogether(courseId: string, one: number, other: number): Promise<boolean>;
}

export function createTeams(db: Database): Teams {
  return {
    async of({ courseId, exercise, githubId }) {
      const { rows } = await sql<{ name: string; githubId: number; login: string }>`
        select mine.team as name, member.github_id as "githubId",
          coalesce(person.login, member.github_id::text) as login
        from team_members mine
        join team_members member on member.course_id = mine.course_id and member.team = mine.team
        join course_members person on person.course_id = member.course_id
          and person.github_id = member.github_id and person.active
        where mine.course_id = ${courseId} and mine.github_id = ${githubId}
          and (mine.exercises is null or ${exercise} = any(mine.exercises))
        order by member.github_id`.execute(db);

      const [first] = rows;
      // Who takes part no more hands in for nobody.
      if (first === undefined || !rows.some((row) => row.githubId === githubId)) return undefined;
      return {
        name: first.name,
        members: rows.map((row) => ({ githubId: row.githubId, login: row.login })),
      };
    },
    async isTogether(courseId, one, other) {
      const { rows } = await sql`
        select from team_members mine join team_members theirs using (course_id, team)
        where course_id = ${courseId} and mine.github_id = ${one} and theirs.github_id = ${other}
        limit 1`.execute(db);

      return rows.length > 0;
    },
  };
}

/** Makes these the teams of a course, and no others. What was handed in stays with who handed it in. */
export async function keepTeams(
  transaction: Transaction<Tables>,
  courseId: string,
  teams: readonly CourseTeam[],
): Promise<void> {
  await transaction.deleteFrom('team_members').where('course_id', '=', courseId).execute();

  const rows = teams.flatMap(({ name, members, exercises }) =>
    members.map((githubId) => ({
      course_id: courseId,
      team: name,
      github_id: githubId,
      exercises: exercises === undefined ? null : [...exercises],
    })),
  );

  for (const batch of inBatches(rows, ROWS_AT_ONCE))
    await transaction.insertInto('team_members').values(batch).execute();
}

/** A statement of PostgreSQL takes 65,535 values at most. */
const ROWS_AT_ONCE = 1000;
