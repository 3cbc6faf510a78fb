import { parse } from 'csv-parse/sync';
import type { RosterLine } from '../../domain/courses/roster-plan.ts';
import { ROLES, type Role } from '../../domain/courses/role.ts';
import { withoutGuard } from '../../report/gradebook/csv-line.ts';
import { ROSTER_COLUMNS, type RosterColumn } from './roster-columns.ts';

/** A line of a roster that cannot be used, counted from 1. */
export interface WrongLine {
  line: number;
  message: string;
}

interface Line {
  record: Record<string, string>;
  info: { lines: number };
}

const MOST_LINES = 10_000;

/**
 * Reads a roster in CSV (RFC 4180). The first line names the columns, in any order; only `github_id` is needed, and an
 * empty field says nothing. Returns the people, and what is wrong with the other lines.
 */
export function readRoster(text: string): { entries: RosterLine[]; wrong: WrongLine[] } {
  let lines: Line[];

  try {
    lines = parse<Line>(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      max_record_size: 10_000,
      to: MOST_LINES + 1,
    });
  } catch (error) {
    const { lines: line = 1, message } = error as Error & { lines?: number };
    return { entries: [], wrong: [{ line, message: `This is no CSV: ${message}.` }] };
  }

  if (lines.length > MOST_LINES) return only(MOST_LINES + 2, `A roster has at most ${MOST_LINES} people.`);
  const names = Object.keys(lines[0]?.record ?? {});
  if (lines.length > 0 && !names.includes('github_id'))
    return only(1, 'The first line must name the columns, github_id among them.');
  const unknown = names.filter((name) => !ROSTER_COLUMNS.includes(name as RosterColumn));
  if (unknown.length > 0)
    return only(1, `Unknown columns ${unknown.join(', ')}; there are ${ROSTER_COLUMNS.join(', ')}.`);
  return readLines(lines);
}

function readLines(lines: readonly Line[]): { entries: RosterLine[]; wrong: WrongLine[] } {
  const seen = new Map<string, number>();
  const entries: RosterLine[] = [];
  const wrong: WrongLine[] = [];

  for (const { record, info } of lines) {
    const read = readLine(record);

    const twice =
      typeof read === 'string'
        ? undefined
        : (seen.get(`${read.githubId}`) ?? seen.get(`p ${read.pseudonym}`));

    if (typeof read === 'string') wrong.push({ line: info.lines, message: read });
    else if (twice !== undefined)
      wrong.push({ line: info.lines, message: `github_id or pseudonym stands on line ${twice} already.` });
    else {
      entries.push(read);
      seen.set(`${read.githubId}`, info.lines);
      if (read.pseudonym !== undefined) seen.set(`p ${read.pseudonym}`, info.lines);
    }
  }

  return { entries, wrong };
}

/** The person of a line, or what is wrong with it. */
function readLine(record: Record<string, string>): RosterLine | string {
  const cell = (name: RosterColumn, most = 200) => {
    const value = withoutGuard(record[name] ?? '');
    return value === '' ? undefined : value.slice(0, most + 1);
  };

  const { github_id: id = '' } = record;
  if (!/^[1-9]\d{0,14}$/.test(id))
    return 'github_id takes the number of a GitHub account, which https://api.github.com/users/LOGIN shows as id.';
  const login = cell('login', 100);
  const name = cell('name');
  const pseudonym = cell('pseudonym', 60);
  const role = cell('role');
  const active = cell('active')?.toLowerCase();
  if ((login?.length ?? 0) > 100) return 'login has more than 100 characters.';
  if ((name?.length ?? 0) > 200) return 'name has more than 200 characters.';
  if ((pseudonym?.length ?? 0) > 60) return 'pseudonym has more than 60 characters.';
  if (role !== undefined && !isRole(role)) return `role takes ${ROLES.join(', ')}.`;
  if (active !== undefined && active !== 'true' && active !== 'false') return 'active takes true or false.';
  return {
    githubId: Number(id),
    ...(login === undefined ? {} : { login }),
    ...(name === undefined ? {} : { name }),
    ...(pseudonym === undefined ? {} : { pseudonym }),
    ...(role === undefined ? {} : { role }),
    ...(active === undefined ? {} : { active: active === 'true' }),
  };
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

function only(line: number, message: string) {
  return { entries: [], wrong: [{ line, message }] };
}
