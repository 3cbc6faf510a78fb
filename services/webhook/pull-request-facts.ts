/** What a verified event says of a pull request; the shape that the store keeps. */
export interface PullRequestFacts {
  repositoryId: number;
  number: number;
  owner: string;
  name: string;
  /** Absent when the webhook is not an App's. */
  installationId?: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open' | 'closed';
  merged?: boolean;
  draft: boolean;
  updatedAt: Date;
}
