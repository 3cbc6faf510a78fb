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

/** What the App is registered with beside them: it lets GitHub tell of merge queues, and no token ever asks for it. */
export const REGISTERED_PERMISSIONS = {
  ...APP_PERMISSIONS,
  merge_queues: 'read',
} as const satisfies Record<string, PermissionLevel>;

/** What the App must subscribe to. GitHub sends check runs, check suites and installations without being asked. */
export const APP_EVENTS = ['issue_comment', 'pull_request', 'push', 'repository'] as const;

/** Without it merge queues wait in vain; other courses miss nothing. It comes with the permission of the same name. */
export const MERGE_QUEUE_EVENT = 'merge_group';
