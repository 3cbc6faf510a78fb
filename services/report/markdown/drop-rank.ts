/** What goes first when a text is too long; the last entry goes last. */
export const DROP_ORDER = [
  'passing-evidence',
  'failing-evidence',
  'secondary-details',
  'passing-rows',
  'history',
  'failing-details',
  'submission',
] as const;

export type DropRank = (typeof DROP_ORDER)[number];
