import type { KnipConfig } from 'knip';

/** `!` marks what runs at a user's; tests alone keep nothing alive there, but for what is marked `@internal`. */
export default {
  entry: [
    'bin/*.js!',
    'services/command-line/main.ts!',
    'services/processes/main/*.ts!',
    // The entry of every compiled grading process.
    'services/grading/child/serve-grader.ts!',
    // Compiled by path, and run in processes of their own.
    'services/grading/child/serve-reading.ts!',
    'services/worker/evidence/serve-evidence.ts!',
    // Loaded by path.
    'exercises/*/grader.ts!',
    'test/fixtures/exercises/*/grader.ts',
    'test/integration/grading/exercises/*/grader.ts',
    'test/**/*.test.ts',
    'test/github-server/main.ts',
    'test/support/*-process.ts',
    'bench/*.ts',
    'scripts/*.ts',
    'web/source/main.tsx!',
    // Offered to authors of exercises; no exercise needs them yet.
    'graders/core/consistently.ts!',
    'graders/objects/apply/delete-objects.ts!',
    'graders/evidence/logs-of.ts!',
    'graders/containers/read-volume.ts!',
  ],
  project: [
    '{services,graders,exercises}/**/*.ts!',
    'web/source/**/*.{ts,tsx}!',
    '{test,bench,scripts}/**/*.ts',
  ],
  // A type beside the function that returns it documents that function.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // GitHub's descriptions are read as JSON files, by path.
  ignoreDependencies: ['@octokit/openapi', '@octokit/openapi-webhooks'],
  ignoreBinaries: ['dockerd', 'ip', 'kind', 'mount', 'pgbouncer', 'redis-server', 'umount'],
} satisfies KnipConfig;
