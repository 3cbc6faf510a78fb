import { validationFailed } from './github-error.ts';

/** Not in the description; GitHub's own message says so (peter-evans/create-or-update-comment#205). */
const LONGEST_BODY = 65_536;

export function checkCommentBody(body: string): void {
  if (body.trim() === '') throw validationFailed('IssueComment', 'body', 'Body cannot be blank');

  if ([...body].length > LONGEST_BODY) {
    throw validationFailed(
      'IssueComment',
      'body',
      `Body is too long (maximum is ${LONGEST_BODY} characters)`,
    );
  }
}
