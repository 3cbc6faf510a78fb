import { checkTeams } from './check-teams.ts';
import { readFile, type Reading } from './read-file.ts';
import { RosterFile } from './roster-file.ts';

const MAX_PROBLEMS = 50;

/** Reads `.saiten/roster.yaml`. `exercises` are those that can be graded: a team for any other is a mistake. */
export function readRoster(text: string, exercises: ReadonlySet<string>): Reading<RosterFile> {
  const reading = readFile(RosterFile, text);
  if ('problems' in reading) return reading;
  const problems = checkTeams(reading.value, exercises, reading.lineAt);
  return problems.length === 0 ? reading : { problems: problems.slice(0, MAX_PROBLEMS) };
}
