import type { Permissions } from '../state/world.ts';

/** What a grading App asks for when it is registered; the README of Saiten tells operators the same. */
export const APP_PERMISSIONS: Permissions = {
  checks: 'write',
  contents: 'read',
  issues: 'write',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};

export const APP_EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'push',
  'repository',
] as const;
