import { lines, type Line } from './roles.ts';

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

/** What only the village and its township work with. */
const officesOnly: Row = {
  village: change,
  hr: change,
  poverty: change,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: none,
  school: none,
  institution: none,
};

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

/** Periodic reports are made by the HR line; others read the figures, never the papers behind them. */
const reportTable: Row = {
  village: none,
  hr: change,
  poverty: read,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: read,
  school: none,
  institution: none,
};

/** Work lists found by a rule: made and read by the two offices, worked by the village. */
const findTable: Row = {
  village: none,
  hr: change,
  poverty: change,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: read,
  school: none,
  institution: none,
};

/** What offices set and add to the law: made by the two leading lines, read by those who check them. */
const lawTable: Row = {
  village: none,
  hr: change,
  poverty: change,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: read,
  school: none,
  institution: none,
};

/** Schools going down to the villages: the HR line says where to, the school records what it found. */
const surveyTable: Row = {
  village: read,
  hr: change,
  poverty: read,
  education: none,
  civil_affairs: none,
  finance: none,
  audit: read,
  school: change,
  institution: none,
};

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
  person_token: {
    village: change,
    hr: change,
    poverty: change,
    education: read,
    civil_affairs: read,
    finance: read,
    audit: read,
    school: change,
    institution: read,
  },
  person_event: {
    village: change,
    hr: read,
    poverty: change,
    education: none,
    civil_affairs: read,
    finance: none,
    audit: read,
    school: none,
    institution: none,
  },
  identity_link: {
    village: read,
    hr: change,
    poverty: change,
    education: none,
    civil_affairs: none,
    finance: none,
    audit: read,
    school: change,
    institution: none,
  },
  wish: {
    village: change,
    hr: read,
    poverty: change,
    education: none,
    civil_affairs: none,
    finance: none,
    audit: read,
    school: read,
    institution: none,
  },
  task: {
    village: change,
    hr: change,
    poverty: change,
    education: none,
    civil_affairs: none,
    finance: none,
    audit: read,
    school: change,
    institution: none,
  },
  survey_village: { ...surveyTable, school: read },
  survey_visit: surveyTable,
  audit_entry: {
    village: none,
    hr: read,
    poverty: read,
    education: none,
    civil_affairs: none,
    finance: none,
    audit: read,
    school: none,
    institution: none,
  },
  catalogue_version: catalogueTable,
  catalogue_entry: catalogueTable,
  catalogue_filing: { ...catalogueTable, village: none, civil_affairs: none, finance: none, institution: none },
  application: caseTable,
  application_event: caseTable,
  application_review: { ...caseTable, education: none, civil_affairs: none, finance: none, school: none },
  application_paper: { ...caseTable, education: none, civil_affairs: none, finance: none },
  village_batch: { ...caseTable, education: none, civil_affairs: none, finance: none, school: none },
  county_batch: { ...caseTable, village: read, education: none, civil_affairs: none, finance: none, school: none },
  admission: { ...caseTable, village: read, poverty: read },
  school_notice: { ...caseTable, village: none, poverty: read, civil_affairs: none, finance: none },
  admission_letter: { ...caseTable, village: read, poverty: read, hr: change },
  student_status: { ...caseTable, village: read, poverty: read },
  student_event: { ...caseTable, village: read, poverty: read },
  benefit_line: { ...caseTable, village: read, poverty: change },
  service_offer: { ...caseTable, village: read, poverty: read },
  school_fee: { ...caseTable, village: read, poverty: read },
  fee_bill: { ...caseTable, village: read, poverty: read },
  fee_bill_line: { ...caseTable, village: read, poverty: read },
  grant_batch: { ...caseTable, village: none, poverty: read },
  grant_line: { ...caseTable, village: read, poverty: read },
  payment_instruction: { ...caseTable, village: none, hr: read, school: none },
  payment_instruction_line: { ...caseTable, village: read, hr: read, school: read },
  match_exception: { ...caseTable, village: read, school: read },
  policy_decision: caseTable,
  find_list: findTable,
  find_item: { ...findTable, village: change },
  household_slip: officesOnly,
  family_act: { ...officesOnly, audit: read },
  student_listing: { ...caseTable, village: read, poverty: read },
  training_class: { ...caseTable, village: read, poverty: read, institution: change },
  training_participation: { ...caseTable, village: read, poverty: read, institution: change },
  match_run: findTable,
  match_result: findTable,
  record_match: { ...caseTable, village: none, education: none, civil_affairs: none, finance: none, school: read },
  report_counted: { ...caseTable, village: none, poverty: read, school: read, finance: none, civil_affairs: none },
  policy_proposal: lawTable,
  policy_proposal_event: lawTable,
  report: reportTable,
  report_adjustment: reportTable,
  report_event: reportTable,
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
