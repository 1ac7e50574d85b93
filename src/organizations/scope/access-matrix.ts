import { lines, type Line } from '../roles/levels.ts';

/**
 * What a line may do with a table: `change` (read and write), `read`, `ask` (only a yes or no to a comparison, never a row), `none`.
 * `hide` names columns that never leave the server for that line.
 */
export type Access = { right: 'change' | 'read' | 'ask' | 'none'; hide: readonly string[] };

const change: Access = { right: 'change', hide: [] };
const read: Access = { right: 'read', hide: [] };
const ask: Access = { right: 'ask', hide: [] };
const none: Access = { right: 'none', hide: [] };
const readWithout = (...hide: string[]): Access => ({ right: 'read', hide });

type Row = Record<Exclude<Line, 'system' | 'public'>, Access>;

const contact = ['phone', 'phone_mask', 'address'];
const numbers = ['id_number', 'id_mask', ...contact];

/** The rights of the lines named; every other line has none. */
const onlyFor = (rights: Partial<Row>): Row => ({
  village: none,
  hr: none,
  poverty: none,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: none,
  school: none,
  institution: none,
  ...rights,
});

/** Case tables of the route from the wish to the admission letter: offices work, others read what their duty needs. */
const caseTable: Row = {
  village: change,
  hr: change,
  poverty: change,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
  school: change,
  institution: none,
};

/** Cases that HR line and school carry on; village and poverty line only read how they go. */
const schoolCase: Row = { ...caseTable, village: read, poverty: read };

/** What only the village, its township and its county work with. */
const officesOnly = onlyFor({ village: change, hr: change, poverty: change });

/** As {@link officesOnly}, and read by those who check it. */
const officesChecked: Row = { ...officesOnly, audit: read };

/** Worked with by the two leading lines and read by those who check them: lists found by a rule, matching, what offices add to the law. */
const leadingTable = onlyFor({ hr: change, poverty: change, audit: read });

/** What levels ask of one another and answer: offices of both lines and villages work, others read. */
const supervisionTable: Row = { ...leadingTable, village: change };

/** The catalogue is made by the HR line and read by all. */
const catalogueTable: Row = {
  village: read,
  hr: change,
  poverty: read,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
  school: read,
  institution: read,
};

/** Schools apply to the HR line, which scores and decides. */
const designationTable = onlyFor({ hr: change, poverty: read, audit: read, school: change });

/** Periodic reports are made by the HR line; others read the figures, never the papers behind them. */
const reportTable = onlyFor({ hr: change, poverty: read, audit: read });

/** Goals, returned and locked figures: the HR line keeps them, departments and audit read them. */
const indicatorTable = onlyFor({
  hr: change,
  poverty: read,
  education: read,
  civil_affairs: read,
  finance: read,
  audit: read,
});

/** Schools going down to the villages: the HR line says where to, the school records what it found. */
const surveyTable = onlyFor({ village: read, hr: change, poverty: read, audit: read, school: change });

/** Declared registers: the definition says which of these lines keeps, reviews or reads a register. */
const registerTable = onlyFor({
  hr: change,
  poverty: change,
  education: read,
  finance: read,
  audit: read,
  school: change,
  institution: change,
});

/** Classes, courses, orders and what follows them: the HR line, institutions and schools work with them, the others read. */
const trainingTable: Row = { ...schoolCase, institution: change };

/** Lists of offices that only answer comparisons; institutions never see them. */
const comparisonTable = onlyFor({ hr: change, poverty: change, education: change, civil_affairs: change, audit: read });

/** Money is prepared by the two leading lines, planned and paid by finance, and read by those who check it. */
const fundsTable = onlyFor({ hr: change, poverty: change, finance: change, audit: read });

/** What a person is owed or was paid: also read at the village, and by the school or institution concerned. */
const owedTable: Row = { ...fundsTable, village: read, school: read, institution: read };

/** Agreements and what is done under them: schools, enterprises and the HR line work with them, the others read. */
const agreementTable = onlyFor({
  hr: change,
  poverty: read,
  education: read,
  finance: read,
  audit: read,
  school: change,
  institution: change,
});

/** The one matrix department line × table. `system` may do everything and `public` nothing, so neither is written out. */
export const accessMatrix: Record<string, Row> = {
  household: {
    village: change,
    hr: read,
    poverty: change,
    education: ask,
    civil_affairs: read,
    finance: ask,
    audit: read,
    school: ask,
    institution: none,
  },
  person: {
    village: change,
    hr: change,
    poverty: change,
    education: readWithout(...numbers),
    civil_affairs: readWithout(...contact),
    finance: readWithout(...contact),
    audit: readWithout(...contact),
    school: change,
    institution: readWithout(...numbers),
  },
  person_status: {
    village: change,
    hr: read,
    poverty: change,
    education: ask,
    civil_affairs: readWithout('health', 'note'),
    finance: ask,
    audit: readWithout('health'),
    school: readWithout('health', 'note', 'risk_cleared'),
    institution: ask,
  },
  person_token: { ...caseTable, institution: read },
  person_event: onlyFor({ village: change, hr: read, poverty: change, civil_affairs: read, audit: read }),
  identity_link: onlyFor({ village: read, hr: change, poverty: change, audit: read, school: change }),
  wish: onlyFor({ village: change, hr: read, poverty: change, audit: read, school: read }),
  task: { ...officesChecked, school: change },
  publicity_item: { ...supervisionTable, school: change },
  publicity_household: officesChecked,
  guidance_contact: officesChecked,
  theme_event: { ...supervisionTable, school: change },
  household_visit: officesChecked,
  hardship_report: officesChecked,
  hardship_follow_up: officesChecked,
  training_need: officesChecked,
  survey_village: { ...surveyTable, school: read },
  survey_visit: surveyTable,
  audit_entry: onlyFor({ hr: read, poverty: read, audit: read }),
  catalogue_version: catalogueTable,
  catalogue_entry: catalogueTable,
  catalogue_filing: { ...catalogueTable, village: none, civil_affairs: none, finance: none, institution: none },
  designation_call: { ...designationTable, school: read },
  designation_application: designationTable,
  designation_major: designationTable,
  designation_figure: designationTable,
  designation_score: { ...designationTable, school: none },
  major_fact: designationTable,
  school_cost: designationTable,
  exchange_client: onlyFor({ hr: change, audit: read }),
  exchange_check: onlyFor({ hr: change, audit: read }),
  application: caseTable,
  application_event: caseTable,
  application_review: officesChecked,
  application_paper: { ...officesChecked, school: change },
  village_batch: officesChecked,
  county_batch: { ...officesChecked, village: read },
  admission: schoolCase,
  school_notice: { ...schoolCase, village: none, civil_affairs: none, finance: none },
  admission_letter: schoolCase,
  student_status: schoolCase,
  student_event: schoolCase,
  benefit_line: { ...schoolCase, poverty: change },
  service_offer: schoolCase,
  school_fee: schoolCase,
  fee_bill: schoolCase,
  fee_bill_line: schoolCase,
  grant_batch: { ...schoolCase, village: none },
  grant_line: schoolCase,
  match_exception: { ...caseTable, village: read, school: read },
  policy_decision: caseTable,
  find_list: leadingTable,
  find_item: officesChecked,
  household_slip: officesOnly,
  family_act: officesChecked,
  outgoing_text: officesChecked,
  student_listing: schoolCase,
  training_class: trainingTable,
  training_participation: trainingTable,
  training_class_event: trainingTable,
  training_session: trainingTable,
  training_attendance: trainingTable,
  class_trainee: trainingTable,
  training_check: trainingTable,
  training_finding: trainingTable,
  training_order: trainingTable,
  training_order_name: onlyFor({ hr: change, audit: read, institution: change, school: read }),
  training_course: trainingTable,
  training_scope: { ...trainingTable, school: read, institution: read },
  training_choice: { ...trainingTable, village: change },
  training_purchase: { ...trainingTable, school: read, institution: read },
  training_call: { ...trainingTable, school: read, institution: read },
  training_bid: trainingTable,
  training_task: trainingTable,
  training_workshop: { ...trainingTable, village: change, poverty: change },
  training_mirror: officesChecked,
  ability_plan: onlyFor({ village: read, hr: change, poverty: read, audit: read, school: read, institution: read }),
  labour_agency: { ...trainingTable, village: read, school: read, institution: read },
  comparison_list: comparisonTable,
  comparison_entry: comparisonTable,
  assessment_scope: { ...trainingTable, school: read, institution: read },
  assessment_session: trainingTable,
  assessment_candidate: trainingTable,
  certificate: trainingTable,
  skill_contest: trainingTable,
  contest_entrant: trainingTable,
  certificate_proposal: trainingTable,
  placement: { ...trainingTable, village: change },
  employment_wish: { ...trainingTable, village: change },
  match_run: leadingTable,
  match_result: leadingTable,
  number_correction: leadingTable,
  agreement: agreementTable,
  agreement_entry: agreementTable,
  support_staff: agreementTable,
  service_certificate: agreementTable,
  preference_use: agreementTable,
  pairing_summary: onlyFor({ hr: change, poverty: read, audit: read }),
  record_match: { ...leadingTable, school: read, institution: read },
  report_counted: { ...reportTable, education: read, school: read },
  budget: fundsTable,
  posting: { ...fundsTable, school: read, institution: read },
  funding_gap: fundsTable,
  entitlement: owedTable,
  payee_account: { ...fundsTable, village: change },
  institution_account: { ...fundsTable, school: read, institution: read },
  claim: fundsTable,
  claim_event: fundsTable,
  claim_line: owedTable,
  notice_objection: fundsTable,
  bank_batch: fundsTable,
  bank_line: owedTable,
  bank_return: fundsTable,
  recovery: owedTable,
  donor_pledge: { ...fundsTable, school: read, institution: read },
  donor_round: { ...fundsTable, school: read },
  donor_nominee: { ...fundsTable, village: read, school: change },
  project_grant: { ...fundsTable, school: change, institution: change },
  grant_use: { ...fundsTable, school: change, institution: change },
  fee_taken: { ...owedTable, school: change, institution: change },
  rectification_list: supervisionTable,
  rectification_item: supervisionTable,
  rectification_receipt: supervisionTable,
  rectification_report: supervisionTable,
  rectification_answer: supervisionTable,
  rectification_line: supervisionTable,
  rectification_event: supervisionTable,
  rectification_finding: supervisionTable,
  self_check: supervisionTable,
  supervision_round: supervisionTable,
  supervision_matter: { ...supervisionTable, school: change },
  supervision_event: { ...supervisionTable, school: change },
  scorecard: supervisionTable,
  scorecard_score: supervisionTable,
  project_selection: supervisionTable,
  project_candidate: supervisionTable,
  circular: supervisionTable,
  circular_nominee: supervisionTable,
  policy_proposal: leadingTable,
  policy_proposal_event: leadingTable,
  law_statement: {
    ...leadingTable,
    village: read,
    education: read,
    civil_affairs: read,
    finance: read,
    school: read,
    institution: read,
  },
  register_record: registerTable,
  register_value: registerTable,
  register_event: registerTable,
  report: reportTable,
  report_adjustment: reportTable,
  report_event: reportTable,
  indicator_allocation: indicatorTable,
  indicator_share: indicatorTable,
  indicator_return: indicatorTable,
  indicator_lock: indicatorTable,
  indicator_lock_row: onlyFor({ hr: change, poverty: read, audit: read }),
  indicator_cell: { ...indicatorTable, hr: read },
  indicator_overlap: onlyFor({ hr: read, poverty: read, audit: read }),
  indicator_standing: { ...indicatorTable, hr: read },
  indicator_summary: { ...indicatorTable, poverty: change },
  indicator_summary_row: { ...indicatorTable, poverty: change },
};

/** The right of a line on a table. @throws Error for a table the matrix does not know */
export function accessOf(line: Line, table: string): Access {
  const row = accessMatrix[table];
  if (!row) throw new Error(`no row in the access matrix for table ${table}`);
  if (line === 'system') return change;
  if (line === 'public') return none;
  return row[line];
}

/** Whether a column may be shown to the line. */
export function mayShow(line: Line, table: string, column: string): boolean {
  const { right, hide } = accessOf(line, table);
  return (right === 'read' || right === 'change') && !hide.includes(column);
}

/** The matrix as rows of `line_access`, one per table and line. */
export function accessRows() {
  return Object.keys(accessMatrix).flatMap((table) =>
    lines.map((line) => {
      const { right, hide } = accessOf(line, table);
      return {
        line,
        table_name: table,
        can_read: right === 'read' || right === 'change',
        can_write: right === 'change',
        can_ask: right !== 'none',
        hidden_columns: [...hide],
      };
    }),
  );
}
