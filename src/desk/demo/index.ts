export { demoAccounts, type DemoAccount } from './accounts.ts';
export { loadDemo, type DemoOptions, type DemoReport } from './load.ts';
export type { DemoStage } from './stages.ts';
export { demoFamily, type DemoFamily } from './life/families.ts';
