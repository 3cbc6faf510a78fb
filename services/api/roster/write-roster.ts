import type { RosterEntry } from '../../domain/courses/roster-plan.ts';
import { csvLine } from '../../report/gradebook/csv-line.ts';
import { ROSTER_COLUMNS } from './roster-columns.ts';

/** A roster in CSV, such that `readRoster` reads the same people from it. */
export function writeRoster(people: readonly RosterEntry[]): string {
  const lines = people.map(({ githubId, login, name, pseudonym, role, active }) =>
    csvLine([githubId, login, name, pseudonym, role, String(active)]),
  );

  return [csvLine([...ROSTER_COLUMNS]), ...lines].join('');
}
