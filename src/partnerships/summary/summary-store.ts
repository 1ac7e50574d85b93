import { sql } from 'kysely';
import { rangeOf } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { jurisdictionsOf, lawOf, currentPolicy, yearlyDay } from '../../policy/index.ts';
import type { Source } from '../engine/definition.ts';
import { partnershipErrors } from '../errors.ts';
import { rowsOf } from '../measures/rows.ts';
import type { Row } from '../engine/condition.ts';
import { summaryPage, type SummaryCell } from './summary-page.ts';

export type Override = { value: number; reason: string; by: string; on: string };
export type Summary = {
  summaryId: string;
  divisionCode: number;
  division: string;
  year: number;
  dueOn: string;
  state: 'draft' | 'sent' | 'received';
  page: SummaryCell[];
  overrides: Record<string, Override>;
  narrative: Partial<Record<'progress' | 'practice' | 'problems' | 'next', string>>;
  sentOn: string | null;
  sentName: string | null;
  receivedOn: string | null;
  receivedName: string | null;
  version: number;
};

export const summaryColumns = sql`s.summary_id as "summaryId", s.division_code as "divisionCode", (select d.full_name from division d where d.code = s.division_code
  order by d.valid_from desc limit 1) as division, s.year, s.due_on as "dueOn", s.state, s.page, s.overrides, s.narrative, s.sent_on as "sentOn",
  s.sent_name as "sentName", s.received_on as "receivedOn", s.received_name as "receivedName", s.version`;

/** @throws NOT_FOUND */
export async function lockSummary(tx: Tx, summaryId: string): Promise<Summary> {
  const { rows } =
    await sql<Summary>`select ${summaryColumns} from pairing_summary s where s.summary_id = ${summaryId}::uuid for update`.execute(
      tx,
    );
  if (!rows[0]) throw errors.NOT_FOUND({ details: { summaryId } });
  return rows[0];
}

const DUE = 'n2019.annual-summary-due';

/** The day by which a province's summary of a year is sent, as the law then stood. @throws SUMMARY_NOT_DUE where no day is set */
export async function summaryDue(tx: Tx, divisionCode: number, year: number): Promise<string> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(divisionCode).padStart(12, '0')));
  const day = law.parameter(DUE, `${year}-12-01`)?.version?.value;
  if (typeof day !== 'string') throw partnershipErrors.SUMMARY_NOT_DUE({ details: { year } });
  return yearlyDay(day, year);
}

const KINDS = [
  'residency',
  'dispatch',
  'nomination',
  'enterprise_brought',
  'aid',
  'joint_student',
  'problem',
  'commendation',
];

/** The data page of a province and year from the records as they stand. */
export async function pageOf(tx: Tx, divisionCode: number, year: number, today: string): Promise<SummaryCell[]> {
  const scope = { institutionId: null, areas: [rangeOf(divisionCode)] };
  const read = (of: Source['of'], kind: string[]) =>
    rowsOf(tx, scope, { of, kind, where: {}, all: false, on: 'on' }, today);
  return summaryPage(
    {
      agreements: await read('agreements', ['n2019_pairing', 'n2019_construction', 'n2019_enterprise']),
      commitments: await read('commitments', ['focus_major', 'posts']),
      entries: await read('entries', KINDS),
      placements: await placementsOf(tx, divisionCode, year),
    },
    year,
  );
}

async function placementsOf(tx: Tx, divisionCode: number, year: number): Promise<Row[]> {
  const { lo, hi } = rangeOf(divisionCode);
  const { rows } =
    await sql<Row>`select p.source_id as id, 'placement' as kind, p.employer as label from report_placement p
    where p.division_code >= ${lo} and p.division_code < ${hi} and p.counted_on >= ${`${year}-01-01`} and p.counted_on <= ${`${year}-12-31`}
    order by p.counted_on, p.source_id`.execute(tx);
  return rows;
}
