export type PermissionLevel = 'read' | 'write';

/**
 * What the App must be allowed in a repository, and no more: every installation token is narrowed to it. Comments and
 * reactions on pull requests need pull requests, not issues.
 */
export const APP_PERMISSIONS = {
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  pull_requests: 'write',
} as const satisfies Record<string, PermissionLevel>;

/** What the App must subscribe to. GitHub sends check runs, check suites and installations without being asked. */
export const APP_EVENTS = ['issue_comment', 'pull_request', 'push', 'repository'] as const;
