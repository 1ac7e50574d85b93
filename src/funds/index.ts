import './settings.ts';

/** The door of funds: money from its source to the person, and back. */
export { actOnClaim } from './claims/act-on-claim.ts';
export { buildClaim } from './claims/build-claim.ts';
export { moneyOfPeople, type FamilyMoney } from './entitlements/money-of-people.ts';
export { takeGranted } from './entitlements/take-granted.ts';
export { recordAccount } from './entitlements/record-account.ts';
export { planBudget } from './ledger/plan-budget.ts';
export { allocateBudget } from './ledger/allocate-budget.ts';
export { routes } from './routes.ts';
