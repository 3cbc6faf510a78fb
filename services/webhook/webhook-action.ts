import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Command } from './commands.ts';

/** Where an event happened. */
export interface RepositoryFacts {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

export interface Person {
  id: number;
  login: string;
}

/** Somebody pressed a button on a check: the current head is to be graded again, or hints are to be shown. */
export interface ButtonRequest {
  kind: 'regrade' | 'hint';
  repository: RepositoryFacts;
  headSha: string;
  /** `external_id` of the check run, which is the submission's id; absent for a whole suite. */
  submissionId?: string;
  requestedBy: Person;
}

/** Somebody wrote a command on a pull request. */
export interface CommandRequest {
  kind: 'command';
  command: Command;
  repository: RepositoryFacts;
  pullNumber: number;
  commentId: number;
  /** When it was written, ISO 8601 in UTC; only where that counts. */
  saidAt?: string;
  requestedBy: Person;
  pullRequestAuthor: Person;
}

/** Somebody pushed a tag that may hand a commit in. */
export interface TagRequest {
  kind: 'tag';
  /** Without `refs/tags/`. */
  tag: string;
  repository: RepositoryFacts;
  headSha: string;
  /** When GitHub had it, ISO 8601; absent when it does not say. */
  saidAt?: string;
  requestedBy: Person;
}

/** What a webhook event asks of us. */
export type WebhookAction =
  | AcceptedAction
  /** `reason` is one of a small set of fixed words, fit for a metric's label. */
  | { kind: 'ignore'; reason: string };

export type AcceptedAction =
  | { kind: 'grade-pull-request'; pullRequest: PullRequestFacts }
  | { kind: 'close-pull-request'; pullRequest: PullRequestFacts }
  /** The default branch has a new commit: for repositories graded by push, and for courses. */
  | { kind: 'take-in-branch'; branch: PullRequestFacts }
  /** A merge queue waits for the check of a commit that would merge the pull request. */
  | { kind: 'check-merge-group'; repository: RepositoryFacts; headSha: string; pullNumber: number }
  /** The repository has another name or owner. */
  | { kind: 'move-repository'; repository: RepositoryFacts }
  /** The repository is gone, or the App is no longer there. */
  | { kind: 'leave-repositories'; repositoryIds: readonly number[] }
  | { kind: 'leave-installation'; installationId: number }
  | ButtonRequest
  | CommandRequest
  | TagRequest;
