import './jobs.ts';
import { defineCityJobs } from './jobs-city.ts';

defineCityJobs();

/** The door of enrolment: the route of an application. */
export { stateOf, historyHolds, isEnded } from './application.ts';
export { enrolmentErrors } from './errors.ts';
export { applicationNumber } from './application/application-number.ts';
export { applicationDwell, applicationOfSlip, lookUpApplication, officeHolding } from './application/family-look-up.ts';
export { editApplication } from './application/edit-application.ts';
export { reselectChoice } from './city/reselect-choice.ts';
export { withdrawApplication } from './application/withdraw-application.ts';
export { officesAt } from './offices.ts';
export { mayEdit } from './application.ts';
export { letterCode, letterKey } from './admitted/letter-code.ts';
export { slipCode, slipKey } from './application/slip-code.ts';
export { importAnnex2, type ImportAnnex2, type ImportedAnnex2 } from './annex2/import-annex2.ts';
export { checkDwell } from './dwell/check-dwell.ts';
export { CHECK_DWELL, REMIND_SCHOOLS } from './jobs.ts';
export { CATEGORIES, type ApplicationLine, type Category } from './schema.ts';
export { findApplication, lockApplication, lockApplications, takeStep, takeSteps, type Application } from './store.ts';
export { HELD_BY, STATES, type ApplicationState } from './states.ts';
export { TRANSITIONS, type ApplicationAction } from './transitions.ts';
export { routes } from './routes.ts';
export { reviewSettings } from './township/review-settings.ts';
export { workingDaysSince } from './dwell/step-limit.ts';
export {
  acceptanceCard,
  decisionCard,
  type AcceptanceCardData,
  type BenefitAnswer,
  type CardLanguage,
  type DecisionCardData,
  type SixItem,
} from './letters/index.ts';
