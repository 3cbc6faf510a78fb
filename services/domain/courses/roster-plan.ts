import type { CourseMember } from './course-member.ts';
import type { Role } from './role.ts';

/** What a roster says of one person. */
export interface RosterEntry {
  githubId: number;
  login?: string;
  name?: string;
  /** Left out: the one there is, or a made-up one for who is new. */
  pseudonym?: string;
  role: Role;
  active: boolean;
}

/** A line of a roster: what it leaves out stays as it is, or becomes the usual for who is new. */
export type RosterLine = Pick<RosterEntry, 'githubId'> & Partial<RosterEntry>;

/** What a roster would do to a course. */
export interface RosterPlan {
  added: RosterEntry[];
  changed: { before: RosterEntry; after: RosterEntry }[];
  /** Who takes part no more, since the roster does not name them. */
  removed: RosterEntry[];
  /** How many stay as they are. */
  unchanged: number;
}

/**
 * Compares a roster with the members there are.
 *
 * @param removesOthers whether active learners whom the roster does not name are removed; staff never are
 */
export function planRoster(
  members: readonly CourseMember[],
  roster: readonly RosterLine[],
  { removesOthers }: { removesOthers: boolean },
): RosterPlan {
  const known = new Map(members.map((member) => [member.githubId, entryOf(member)]));
  const plan: RosterPlan = { added: [], changed: [], removed: [], unchanged: 0 };

  for (const entry of roster) {
    const before = known.get(entry.githubId);
    known.delete(entry.githubId);

    if (before === undefined) {
      plan.added.push({ role: 'learner', active: true, ...entry });
      continue;
    }

    const after = { ...before, ...entry };
    if (isSame(before, after)) plan.unchanged++;
    else plan.changed.push({ before, after });
  }

  for (const left of known.values()) {
    if (removesOthers && left.active && left.role === 'learner') plan.removed.push(left);
    else plan.unchanged++;
  }

  return plan;
}

function entryOf({ githubId, login, name, pseudonym, role, active }: CourseMember): RosterEntry {
  return {
    ...{ githubId, pseudonym, role, active },
    ...(login === undefined ? {} : { login }),
    ...(name === undefined ? {} : { name }),
  };
}

function isSame(one: RosterEntry, other: RosterEntry): boolean {
  return (['login', 'name', 'pseudonym', 'role', 'active'] as const).every(
    (fact) => one[fact] === other[fact],
  );
}
