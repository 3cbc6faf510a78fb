import type { Language } from '../../graders/contract/localized.ts';
import type { SubmissionView } from './submission-view.ts';

export interface CommentInput {
  /** Names this deployment and pull request in the hidden first line; letters, digits, `-`, `/`, `:` and `.`. */
  marker: string;
  pullRequest: { number: number; headSha: string; authorLogin: string };
  /** In the order of the course's setting: the first is open, the others are folded. */
  languages: readonly Language[];
  submissions: readonly SubmissionView[];
}

/** The hidden first line by which our comment is found again. */
export function commentMarker(marker: string): string {
  return `<!-- saiten:${marker.replaceAll(/[^A-Za-z0-9/:.]+/g, '-')} -->`;
}

/**
 * Writes the one comment of a pull request: GitHub Markdown of at most 60,000 characters, starting with
 * `commentMarker`. The same input always gives the same text, so that an unchanged comment need not be sent.
 */
export function renderComment(input: CommentInput): string {
  return commentMarker(input.marker);
}
