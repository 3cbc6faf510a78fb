export interface ErasureScope {
  githubId: number;
  /** Left out: every course, with sessions, tokens and pull requests. */
  courseId?: string;
}
