import type { RepositoryPermission } from '../control.ts';
import type { AccountState } from './account-state.ts';
import type { GitObjects } from './git-objects.ts';

export type RepositoryState = {
  id: number;
  owner: AccountState;
  name: string;
  private: boolean;
  defaultBranch: string;
  parent: RepositoryState | null;
  /** Shared by a repository and all its forks: GitHub answers for a fork's commit under the base's name too. */
  network: GitNetwork;
  /** Full name such as `refs/heads/main` to commit. */
  refs: Map<string, string>;
  pulls: Map<number, PullState>;
  comments: Map<number, CommentState>;
  suites: Map<number, CheckSuiteState>;
  runs: Map<number, CheckRunState>;
  statuses: StatusState[];
  permissions: Map<string, RepositoryPermission>;
  createdAt: number;
  updatedAt: number;
  pushedAt: number;
};

export type GitNetwork = {
  objects: GitObjects;
  /** Commits that a force push left behind. */
  gone: Set<string>;
};

export type PullState = {
  id: number;
  number: number;
  title: string;
  body: string | null;
  author: AccountState;
  state: 'open' | 'closed';
  draft: boolean;
  headRepository: RepositoryState;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  mergedAt: number | null;
};

export type CommentState = {
  id: number;
  issueNumber: number;
  author: AccountState;
  viaApp: boolean;
  body: string;
  createdAt: number;
  updatedAt: number;
  reactions: ReactionState[];
};

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';
export type ReactionState = { id: number; content: ReactionContent; author: AccountState; createdAt: number };

export type CheckSuiteState = {
  id: number;
  headSha: string;
  /** Null for commits that came from a fork, as on GitHub. */
  headBranch: string | null;
  createdAt: number;
  updatedAt: number;
};

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export type CheckConclusion =
  'action_required' | 'cancelled' | 'failure' | 'neutral' | 'success' | 'skipped' | 'stale' | 'timed_out';

export type CheckRunState = {
  id: number;
  suite: CheckSuiteState;
  name: string;
  headSha: string;
  externalId: string;
  detailsUrl: string | null;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: number | null;
  completedAt: number | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: AnnotationState[];
  actions: { label: string; description: string; identifier: string }[];
};

export type AnnotationState = {
  path: string;
  start_line: number;
  end_line: number;
  start_column: number | null;
  end_column: number | null;
  annotation_level: string;
  message: string;
  title: string | null;
  raw_details: string | null;
};

export type StatusState = {
  id: number;
  sha: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  context: string;
  description: string | null;
  targetUrl: string | null;
  author: AccountState;
  createdAt: number;
};
