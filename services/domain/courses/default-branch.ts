/**
 * Stands where a pull request's number stands for what is graded by push: GitHub counts pull requests from 1. See
 * docs/decisions/0041-push-graded-repositories.md.
 */
export const DEFAULT_BRANCH = 0;
