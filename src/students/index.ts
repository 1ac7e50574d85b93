import './jobs.ts';
import './settings.ts';

/** The door of students: the roll, the card of entitlements, and the facts of persons for decisions. */
export { BENEFITS, type Benefit } from './cards/benefit-names.ts';
export { alertOverdueRegistrations } from './status/alert-overdue-registrations.ts';
export { decideBenefits, type DecideOutcome } from './cards/decide-benefits.ts';
export { ALERT_JOB } from './jobs.ts';
export { FACT_VIEWS, type FactView } from './facts/fact-views.ts';
export { factsOfPeople, factsOfPerson, type PersonFacts } from './facts/person-facts.ts';
export { importRoll, type ImportedRoll } from './roll/import-roll.ts';
export { registerStatus, type Registered } from './status/register-status.ts';
export { REGISTER_DAYS } from './settings.ts';
export { STANDINGS, type Standing } from './status/standing.ts';
export { routes } from './routes.ts';
