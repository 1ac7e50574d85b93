import './jobs.ts';
import './settings.ts';

/** The door of students: the roll, the card of entitlements, and the facts of persons for decisions. */
export { BENEFITS, type Benefit } from './benefit-names.ts';
export { alertOverdueRegistrations } from './alert-overdue-registrations.ts';
export { decideBenefits, type DecideOutcome } from './decide-benefits.ts';
export { ALERT_JOB } from './jobs.ts';
export { FACT_VIEWS, type FactView } from './fact-views.ts';
export { factsOfPeople, factsOfPerson, type PersonFacts } from './person-facts.ts';
export { importRoll, type ImportedRoll } from './import-roll.ts';
export { registerStatus, type Registered } from './register-status.ts';
export { REGISTER_DAYS } from './settings.ts';
export { STANDINGS, type Standing } from './standing.ts';
export { routes } from './routes.ts';
