import './jobs.ts';
import { defineCityJobs } from './jobs-city.ts';

defineCityJobs();

/** The door of enrolment: the route of an application. */
export { stateOf, historyHolds, isEnded } from './application.ts';
export { enrolmentErrors } from './errors.ts';
export { applicationNumber } from './application-number.ts';
export { applicationDwell, applicationOfSlip, lookUpApplication, officeHolding } from './family-look-up.ts';
export { editApplication } from './edit-application.ts';
export { reselectChoice } from './reselect-choice.ts';
export { withdrawApplication } from './withdraw-application.ts';
export { officesAt } from './offices.ts';
export { mayEdit } from './application.ts';
export { letterCode, letterKey } from './letter-code.ts';
export { slipCode, slipKey } from './slip-code.ts';
export { importAnnex2, type ImportAnnex2, type ImportedAnnex2 } from './import-annex2.ts';
export { checkDwell } from './check-dwell.ts';
export { CHECK_DWELL, REMIND_SCHOOLS } from './jobs.ts';
export { CATEGORIES, type ApplicationLine, type Category } from './schema.ts';
export { findApplication, lockApplication, lockApplications, takeStep, takeSteps, type Application } from './store.ts';
export { HELD_BY, STATES, TRANSITIONS, type ApplicationAction, type ApplicationState } from './transitions.ts';
export { routes } from './routes.ts';
export { reviewSettings } from './review-settings.ts';
export { workingDaysSince } from './step-limit.ts';
export {
  acceptanceCard,
  decisionCard,
  type AcceptanceCardData,
  type BenefitAnswer,
  type CardLanguage,
  type DecisionCardData,
  type SixItem,
} from './letters/index.ts';
