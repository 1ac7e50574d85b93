import { DESIGNATION } from './matrix-designation.ts';
import { OWN, OWN_UNIT } from './matrix-places.ts';

const DESIGNATION_FIGURE = { subject: DESIGNATION, criterion: 'conditions' };
const CHECKSUM = { checksum: 'a'.repeat(64) };

/** Input of paths whose smallest input by schema would be refused before the record is looked up. */
export const INPUTS: Record<string, Record<string, unknown>> = {
  'POST /api/scorecards/:cardId/scores': { dimension: 'x' },
  'POST /api/people/:personId/hardship/:reportId/follow-up': { doneOn: '2020-08-20' },
  'POST /api/people/:personId/need': { year: 2020 },
  'POST /api/rectification/lists/:listId/issue': { unitIds: [OWN_UNIT] },
  'POST /api/rectification/answers/:answerId/pass-down': { unitIds: [OWN_UNIT] },
  'POST /api/rectification/answers/:answerId/lines': { placeCode: OWN.village },
  'POST /api/supervision/matters/:matterId/pass-down': { unitIds: [OWN_UNIT] },
  'GET /api/designation/applications/:applicationId/records': DESIGNATION_FIGURE,
  'POST /api/people/:personId/wishes': { year: 2020, askedOn: '2020-08-01' },
  'POST /api/units/:unitId/area': { divisions: [OWN.township] },
  'POST /api/users/:userId/roles': { unitId: OWN_UNIT, role: 'township_hr_officer' },
  'POST /api/users/:userId/end-role': { unitId: OWN_UNIT, role: 'township_hr_officer' },
  'POST /api/county-batches/:batchId/confirm': CHECKSUM,
  'POST /api/county-batches/:batchId/send': CHECKSUM,
  'POST /api/county-batches/:batchId/accept': CHECKSUM,
  'POST /api/outreach/family-acts/:actId/settle': { verdict: 'confirmed' },
  'POST /api/reports/:reportId/fill': { fillerPhone: '05305550101' },
  'POST /api/training/classes/:classId/act': { action: 'file', reason: '矩阵' },
  'POST /api/training/classes/:classId/trainees': { people: [{ name: '矩阵', idNumber: '1' }] },
  'POST /api/training/classes/:classId/timetable': {
    from: '2020-08-03',
    to: '2020-08-04',
    begins: '08:00',
    ends: '09:00',
  },
  'POST /api/training/classes/:classId/lessons': { lessons: [{ heldOn: '2020-08-03', from: '08:00', to: '09:00' }] },
  'POST /api/training/classes/:classId/results': {
    rows: [{ personId: OWN_UNIT, result: '合格', resultOn: '2020-08-03' }],
  },
  'POST /api/training/lessons/:sessionId/attendance': { source: 'sheet', present: [] },
  'POST /api/certification/assessments/:sessionId/certificates': { issuedOn: '2020-08-30' },
  'POST /api/agreements/:agreementId/sections': { section: 'training_mode', words: '订单培养' },
  'POST /api/students/:statusId/change': { onDate: '2020-09-01' },
  'POST /api/students/:statusId/appraisal': { onDate: '2020-09-01' },
  'POST /api/students/:statusId/excuse-match': { schoolYear: '2020-2021' },
};

/** Records that everybody signed in may see by their nature: published schools and their catalogue entries, names of offices, orders, courses and calls on offer. */
export const UNIT_RECORDS = new Set([
  '/api/catalogue/schools',
  '/api/catalogue/entries',
  '/api/units',
  '/api/training/orders',
  '/api/training/courses',
  '/api/training/calls',
]);

/** Paths to records everybody may read anyway, where a neighbour's act may be refused otherwise than by 404: entries of published catalogues, calls for carriers. */
export const OPEN_RECORDS = ['/api/catalogue/entries/', '/api/training/calls/'];
