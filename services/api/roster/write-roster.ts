import type { RosterEntry } from '../../domain/roster-plan.ts';
import { ROSTER_COLUMNS } from './roster-columns.ts';

/** A roster in CSV (RFC 4180), such that `readRoster` reads the same people from it. */
export function writeRoster(people: readonly RosterEntry[]): string {
  const lines = people.map(({ githubId, login, name, pseudonym, role, active }) =>
    [String(githubId), login, name, pseudonym, role, String(active)].map(cell).join(','),
  );
  return [ROSTER_COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** An apostrophe before what a spreadsheet would calculate: https://owasp.org/www-community/attacks/CSV_Injection. */
function cell(text = ''): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
