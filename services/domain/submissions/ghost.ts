/** Who GitHub shows in place of a deleted account; its answers have `null` there. */
export const GHOST = { id: 10_137, login: 'ghost' } as const;

/** Whether an account is that of nobody any more. */
export function isGhost(githubId: number): boolean {
  return githubId === GHOST.id;
}
