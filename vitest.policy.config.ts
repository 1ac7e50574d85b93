import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { instrumented } from './scripts/mutation/instrumented.ts';

const ROOT = import.meta.dirname;
const ENGINE = [
  ...['amount', 'change', 'conditions', 'evaluate', 'parameters', 'terms', 'truth'].map(
    (name) => `src/policy/engine/${name}.ts`,
  ),
  ...['due', 'rank', 'target'].map((name) => `src/policy/standings/${name}.ts`),
  'src/policy/facts/facts.ts',
];
const asked = process.env.MUTATE?.split(',');
const { sources, faults } = await instrumented(ROOT, asked ?? ENGINE);

/** Faults put into the policy engine, which its tests must tell (`npm run long -- mutation engine`): the tests are loaded once and run for each fault. */
export default defineConfig({
  plugins: [
    {
      name: 'faults-in-the-engine',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source === 'vitest' && importer?.endsWith('.test.ts') ? join(ROOT, 'scripts/mutation/collected.ts') : null,
      load: (id) => sources.get(id) ?? null,
    },
  ],
  test: {
    include: ['scripts/mutation/engine.driver.ts'],
    fsModuleCache: false,
    testTimeout: 3 * 60 * 60 * 1000,
    provide: { faults, bar: 0.9 },
  },
});
