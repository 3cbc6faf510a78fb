import type { FileProblem } from './file-problem.ts';
import type { RosterFile } from './roster-file.ts';

type LineAt = (path: readonly string[]) => number;

/**
 * What a schema cannot say of teams: everybody in one is a learner of the roster, nobody is in two for the same exercise,
 * names and exercises are what they have to be.
 *
 * @param exercises Those that can be graded.
 */
export function checkTeams(
  { learners, teams = [] }: RosterFile,
  exercises: ReadonlySet<string>,
  lineAt: LineAt,
): FileProblem[] {
  const known = new Set(learners.map(({ id }) => id));
  const names = new Set<string>();
  const taken = new Map<number, { name: string; exercises: readonly string[] | undefined }[]>();
  const problems: FileProblem[] = [];

  const wrong = (path: readonly (string | number)[], en: string, ja: string) =>
    problems.push({ line: lineAt(['teams', ...path.map(String)]), en, ja });

  for (const [index, { name, members, exercises: own }] of teams.entries()) {
    if (names.has(name))
      wrong(
        [index, 'name'],
        `There are two teams \`${name}\`. Give one of them another name.`,
        `\`${name}\` というチームが 2 つあります。どちらかの名前を変えてください。`,
      );
    names.add(name);
    for (const [place, exercise] of (own ?? []).entries())
      if (!exercises.has(exercise))
        wrong(
          [index, 'exercises', place],
          `There is no exercise \`${exercise}\`. There are ${[...exercises].sort().join(', ')}.`,
          `\`${exercise}\` という課題はありません。使える課題: ${[...exercises].sort().join(', ')}`,
        );

    for (const [place, id] of members.entries()) {
      const path = [index, 'members', place];
      if (!known.has(id))
        wrong(
          path,
          `${id} is in the team \`${name}\`, but not among \`learners\`. Add the account there too.`,
          `チーム \`${name}\` の ${id} が \`learners\` にありません。\`learners\` にも書いてください。`,
        );
      const former = taken.get(id) ?? [];
      const other = former.find((one) => one.name !== name && overlap(one.exercises, own));
      if (other !== undefined)
        wrong(
          path,
          `${id} is in the teams \`${other.name}\` and \`${name}\` for the same exercise. Take the account out of one of them, or let the teams have different \`exercises\`.`,
          `${id} が同じ課題でチーム \`${other.name}\` と \`${name}\` の両方に入っています。どちらかから外すか、チームの \`exercises\` を分けてください。`,
        );
      taken.set(id, [...former, { name, exercises: own }]);
    }
  }

  return problems;
}

/** Without a list a team holds for every exercise. */
function overlap(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((exercise) => other.includes(exercise));
}
