export { demoAccounts, type DemoAccount } from './accounts.ts';
export { loadDemo, type DemoOptions, type DemoReport, type DemoStage } from './load.ts';
export { demoFamily, type DemoFamily } from './families.ts';
