/** The columns of a roster in CSV, in the order in which it is written. */
export const ROSTER_COLUMNS = ['github_id', 'login', 'name', 'pseudonym', 'role', 'active'] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];
