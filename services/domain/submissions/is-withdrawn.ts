/**
 * Whether somebody took the work of a pull request back: closed it without merging. Merging is no way to take work back,
 * so a merged pull request counts as an open one does.
 */
export function isWithdrawn({ state, merged }: { state: 'open' | 'closed'; merged?: boolean }): boolean {
  return state === 'closed' && merged !== true;
}
