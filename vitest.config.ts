import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The journey through every menu takes as long as several others: begun first among the journeys, it is not what everything waits for at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = sorted.filter((f) => f.moduleId.endsWith('/e2e/menus.test.ts'));
    const others = sorted.filter((f) => !long.includes(f));
    return others.toSpliced(
      Math.max(
        others.findIndex((f) => f.project.name === 'journeys'),
        0,
      ),
      0,
      ...long,
    );
  }
}

/**
 * `pure` needs no database; `screens` draws in a made-up page (both part of verify); `database` shares one temporary PostgreSQL, one cloned database per file;
 * `journeys` drive a browser. What `pure` and `database` load is shared by the files of a worker, as the program shares it between its requests.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
          isolate: false,
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
