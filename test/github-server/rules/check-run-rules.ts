import type { CheckConclusion, CheckStatus, RepositoryState } from '../state/repository-state.ts';
import { findCommit } from '../state/git-files.ts';
import { GitHubError, validationFailed } from './github-error.ts';

const LONGEST_MESSAGE_BYTES = 64 * 1024;
const LONGEST_TITLE = 255;

type AnnotationInput = {
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  message: string;
  title?: string;
  raw_details?: string;
};

/**
 * Checks and statuses need a commit that the repository still has; after a force push GitHub answers 422
 * (seen in kubernetes/test-infra#13903).
 */
export function requireCommit(repository: RepositoryState, sha: string): void {
  const { objects, gone } = repository.network;

  if (findCommit(objects, sha) === undefined || gone.has(sha)) {
    throw new GitHubError(422, `No commit found for SHA: ${sha}`);
  }
}

/**
 * Status and conclusion after a request. "Providing conclusion will automatically set the status parameter to
 * completed"; "Required if you provide completed_at or a status of completed" (create a check run).
 */
export function settleStatus(
  input: {
    status?: string | undefined;
    conclusion?: CheckConclusion | undefined;
    completed_at?: string | undefined;
  },
  before: { status: CheckStatus; conclusion: CheckConclusion | null },
): { status: CheckStatus; conclusion: CheckConclusion | null } {
  if (input.conclusion !== undefined) {
    if (input.conclusion === 'stale') {
      throw validationFailed('CheckRun', 'conclusion', 'stale is set by GitHub only');
    }

    return { status: 'completed', conclusion: input.conclusion };
  }

  if (input.status === 'completed' || input.completed_at !== undefined) {
    throw validationFailed('CheckRun', 'conclusion', 'conclusion is required when status is completed');
  }

  if (input.status === 'queued' || input.status === 'in_progress') {
    return { status: input.status, conclusion: null };
  }

  return before;
}

/** Limits that the description gives in prose only (create a check run, `output.annotations`). */
export function checkAnnotations(annotations: readonly AnnotationInput[]): void {
  annotations.forEach((annotation, index) => {
    const refuse = (field: string, message: string) =>
      validationFailed('CheckRun', `output.annotations[${index}].${field}`, message);

    if (Buffer.byteLength(annotation.message) > LONGEST_MESSAGE_BYTES)
      throw refuse('message', 'exceeds 64 KB');

    if (Buffer.byteLength(annotation.raw_details ?? '') > LONGEST_MESSAGE_BYTES) {
      throw refuse('raw_details', 'exceeds 64 KB');
    }

    if ((annotation.title ?? '').length > LONGEST_TITLE) throw refuse('title', 'exceeds 255 characters');
    const hasColumns = annotation.start_column !== undefined || annotation.end_column !== undefined;

    if (hasColumns && annotation.start_line !== annotation.end_line) {
      throw refuse('start_column', 'columns need start_line and end_line to be equal');
    }

    if (annotation.end_line < annotation.start_line) throw refuse('end_line', 'is before start_line');
  });
}
