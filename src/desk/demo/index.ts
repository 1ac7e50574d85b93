export { demoAccounts, type DemoAccount } from './accounts.ts';
export { loadDemo, type DemoOptions, type DemoReport } from './load.ts';
