import { defineConfig } from 'vitest/config';

/**
 * Three projects, from fast to real: `unit` touches no network and no clock, `integration` uses real
 * databases and the fake GitHub, `end-to-end` real kind clusters (it says so and skips where none can be had).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          // One project after the other: clusters and databases must not starve each other.
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Scenarios mostly wait: for GitHub's spacing of writes, each in an organisation of its own.
          maxConcurrency: 16,
        },
      },
      {
        test: {
          name: 'end-to-end',
          sequence: { groupOrder: 2 },
          include: ['test/end-to-end/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
