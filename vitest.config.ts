import { defineConfig } from 'vitest/config';

/**
 * Four projects, from fast to real: `unit` touches no network and no clock, `integration` uses real databases and the fake GitHub,
 * `page` a real browser, `end-to-end` real kind clusters. The last two say so and skip where there is none to be had.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          // One group after the other: clusters and databases must not starve each other.
          sequence: { groupOrder: 0 },
        },
      },
      ...['integration', 'page'].map((name) => ({
        test: {
          name,
          sequence: { groupOrder: 1 },
          include: [`test/${name}/**/*.test.ts`],
          // A minute of work alone may take several beside another file.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          // Scenarios mostly wait: for GitHub's spacing of writes, each in an organisation of its own.
          maxConcurrency: 16,
        },
      })),
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
