/** Who handed something in: the learner, or the team with everybody in it. */
export function handedInBy({
  authorLogin,
  team,
}: {
  authorLogin: string;
  team?: { name: string; members: readonly { login: string }[] };
}): string {
  if (team === undefined) return authorLogin;
  return `${team.name} (${team.members.map(({ login }) => login).join(', ')})`;
}
