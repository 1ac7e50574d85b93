import { defineConfig } from 'vitest/config';

/** `pure` needs no database and keeps nothing between files, so they share what is loaded; `screens` draws in a made-up page (both part of verify); `database` shares one temporary PostgreSQL, one cloned database per file. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'rules/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/**/*.db.test.ts'],
          testTimeout: 30_000,
          isolate: false,
          maxWorkers: 2,
        },
      },
      { test: { name: 'screens', include: ['src/**/*.test.tsx'], testTimeout: 30_000, maxWorkers: 2 } },
      {
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts'],
          globalSetup: ['src/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['src/testing/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          maxConcurrency: 5,
        },
      },
    ],
  },
});
