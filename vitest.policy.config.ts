import { defineConfig } from 'vitest/config';

/** The tests that faults put into the policy engine must fail (`npm run long -- mutation engine`). */
export default defineConfig({
  test: {
    include: ['src/policy/**/*.test.ts'],
    exclude: ['src/policy/**/*.db.test.ts', 'src/policy/rules/load.test.ts', 'src/policy/cases/samples.test.ts'],
    testTimeout: 120_000,
  },
});
