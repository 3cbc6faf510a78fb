/** A learner of a team; the id counts, the login is for readers. */
export interface TeamMember {
  githubId: number;
  login: string;
}

/** Learners who hand in together: what one of them hands in counts for each. */
export interface Team {
  name: string;
  /** Everybody in it, by GitHub id. */
  members: readonly TeamMember[];
}
