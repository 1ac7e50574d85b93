import { anApplication } from '../../enrolment/builders.ts';
import { applicantOf } from '../../enrolment/application/application-details.ts';
import { decideEligibility, keepEligibility } from '../../enrolment/applicants/eligibility.ts';
import { newId } from '../../platform/ids.ts';
import { aStudent } from '../../students/builders.ts';
import type { TestHouse } from '../context.ts';
import { ENTRY, insertCases, insertOffer, insertUnitThings, PUBLISHED_ENTRY, SHEET, type App } from './matrix-rows.ts';
import { matrixOffices } from './matrix-offices.ts';
import { OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';
import { matrixDesignation } from './matrix-designation.ts';
import { matrixExchange } from './matrix-exchange.ts';
import { matrixFunds } from './matrix-funds.ts';
import { matrixMatch } from './matrix-match.ts';
import { matrixRegisters } from './matrix-registers.ts';
import { matrixPartnership } from './matrix-partnership.ts';
import { matrixTraining } from './matrix-training.ts';
import { matrixReport } from './matrix-report.ts';
import { matrixHardship, matrixSupervision } from './matrix-supervision.ts';

export type MatrixRecords = Record<string, Record<string, unknown>>;

/**
 * One record of every kind that a path can name, all of them OWN's. Keys are the paths' own beginnings, values the path's parameters.
 */
export async function matrixRecords(house: TestHouse): Promise<MatrixRecords> {
  await matrixOffices(house);
  const app = await anApplication(house, {
    state: 'township_review',
    villageCode: OWN.village,
    choice: {
      entryKey: ENTRY,
      versionId: newId(),
      institutionId: OWN_SCHOOL,
      schoolName: '矩阵技师学院',
      major: '汽车维修',
      level: '中级工',
      years: 3,
    },
  });
  const statusId = await aStudent(house, {
    personId: app.person_id,
    institutionId: OWN_SCHOOL,
    villageCode: OWN.village,
    applicationId: app.application_id,
  });
  const ids = {
    list: newId(),
    roll: newId(),
    roster: newId(),
    task: newId(),
    villageBatch: newId(),
    countyBatch: newId(),
    notice: newId(),
    letter: newId(),
    admission: newId(),
    handover: newId(),
    file: newId(),
    job: newId(),
    message: newId(),
    entry: newId(),
    decision: newId(),
    paper: newId(),
    filing: newId(),
    draft: newId(),
    delegation: newId(),
    familyAct: newId(),
    text: newId(),
    offer: newId(),
    user: 'matrix-user',
  };
  await insertCases(house, app, ids);
  await insertOffer(house, app, statusId, ids);
  await insertUnitThings(house, app, ids);
  ids.decision = await decisionOf(house, app);
  const report = await matrixReport(house, SHEET);
  const match = await matrixMatch(house, app.person_id);
  const training = await matrixTraining(house, app.person_id, ids.roster!, ids.file!);
  const funds = await matrixFunds(house, app.person_id);
  const supervision = await matrixSupervision(house, SHEET);
  const reportId = await matrixHardship(house, app.person_id);
  return {
    ...supervision,
    ...(await matrixDesignation(house)),
    ...(await matrixPartnership(house)),
    '/api/applications': { id: app.application_id, paperId: ids.paper, fileId: ids.file },
    '/api/people': { personId: app.person_id, reportId },
    '/api/lists': { listId: ids.list, seq: 1 },
    '/api/tasks': { taskId: ids.task },
    '/api/wishes/handovers': { handoverId: ids.handover },
    '/api/village-batches': { id: ids.villageBatch },
    '/api/county-batches': { batchId: ids.countyBatch },
    '/api/school-notices': { noticeId: ids.notice },
    '/api/letters': { letterId: ids.letter },
    '/api/students': { statusId },
    '/api/students/services': { offerId: ids.offer },
    '/api/students/rolls': { listId: ids.roll },
    '/api/training/rosters': { listId: ids.roster },
    ...training,
    ...(await matrixExchange(house, ids.file!)),
    '/api/jobs': { id: ids.job },
    '/api/files': { id: ids.file },
    '/api/messages': { id: ids.message },
    '/api/audit/entries': { id: ids.entry },
    '/api/decisions/kept': { decisionId: ids.decision },
    '/api/catalogue/versions': { versionId: ids.draft, entryKey: ENTRY },
    '/api/catalogue/filings': { filingId: ids.filing },
    '/api/catalogue/schools': { institutionId: OWN_SCHOOL },
    '/api/catalogue/entries': { entryKey: PUBLISHED_ENTRY, versionId: ids.filing },
    '/api/outreach/family-acts': { actId: ids.familyAct },
    '/api/texts': { textId: ids.text },
    '/api/units': { unitId: OWN_UNIT },
    '/api/users': { userId: ids.user },
    '/api/delegations': { delegationId: ids.delegation },
    '/api/matching/runs': match,
    '/api/funds/budgets': { budgetId: funds.budget },
    '/api/funds/claims': { claimId: funds.claim, lineId: funds.line },
    '/api/funds/batches': { batchId: funds.batch, fileId: ids.file },
    '/api/funds/recoveries': { recoveryId: funds.recovery },
    '/api/funds/objections': { objectionId: funds.objection },
    '/api/funds/fees': { feeId: funds.fee },
    ...(await matrixRegisters(house, ids.file, SHEET)),
    '/api/reports': { ...report, fileId: ids.file },
  };
}

/** A decision as the product itself makes and keeps it. */
async function decisionOf(house: TestHouse, app: App): Promise<string> {
  const ctx = house.as(null);
  const kept = await house.system(async (tx) => {
    const answers = await decideEligibility(tx, ctx, [applicantOf(app)]);
    return keepEligibility(tx, ctx, answers, () => app.village_code);
  });
  return String(kept.get(app.person_id)!.decision_id);
}
