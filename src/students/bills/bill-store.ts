import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { billTotals, type BillItem, type BillLine } from './bill.ts';
import type { LineOutcome, Note } from '../cards/benefit-names.ts';
import type { StudentStatus } from '../store.ts';

export type NewBill = {
  status: StudentStatus;
  kind: 'term' | 'appraisal';
  schoolYear: string;
  term: '1' | '2' | null;
  title: string;
  on: string;
  lines: readonly BillLine[];
};

/** What the bill says, so that the same again changes nothing. */
export const fingerprintOf = (lines: readonly BillLine[]): string =>
  createHash('sha256')
    .update(JSON.stringify(lines.map(({ decisionId: _id, ...line }) => line)))
    .digest('hex')
    .slice(0, 32);

/** Writes bills with their lines, numbered without gaps within school and school year; bills of the same term that stand are superseded. */
export async function insertBills(tx: Tx, ctx: Context, school: string, bills: readonly NewBill[]): Promise<string[]> {
  if (bills.length === 0) return [];
  const { schoolYear } = bills[0]!;
  const first = await takeNumbers(tx, `fee_bill.${school}.${schoolYear}`, bills.length);
  const rows = bills.map((bill, i) => {
    const { chargedFen, waivedFen, heldFen } = billTotals(bill.lines);
    return {
      person_id: bill.status.person_id,
      bill_id: ctx.newId(),
      status_id: bill.status.status_id,
      institution_id: school,
      village_code: bill.status.village_code,
      kind: bill.kind,
      school_year: bill.schoolYear,
      term: bill.term,
      number: `收${schoolYear.slice(0, 4)}-${String(first + i).padStart(5, '0')}`,
      title: bill.title,
      on_date: bill.on,
      charged_fen: chargedFen,
      waived_fen: waivedFen,
      held_fen: heldFen,
      fingerprint: fingerprintOf(bill.lines),
      issued_by: ctx.actor?.userId ?? 'system',
      issued_at: ctx.clock.now(),
    };
  });
  const terms = rows.filter((r) => r.kind === 'term');
  await sql`update fee_bill b set superseded_by = r.bill_id
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as r(person_id uuid, status_id uuid, bill_id uuid, school_year text, term text)
    where b.person_id = r.person_id and b.status_id = r.status_id and b.school_year = r.school_year and b.term = r.term and b.kind = 'term'
      and b.superseded_by is null`.execute(tx);
  await tx.insertInto('fee_bill').values(rows).execute();
  const lines = bills.flatMap((bill, i) =>
    bill.lines.map((line) => ({
      person_id: bill.status.person_id,
      bill_id: rows[i]!.bill_id,
      item: line.item,
      institution_id: school,
      village_code: bill.status.village_code,
      outcome: line.outcome,
      standard_fen: line.standardFen,
      charged_fen: line.chargedFen,
      waived_fen: line.waivedFen,
      held_fen: line.heldFen,
      reason_code: line.reasonCode,
      reason: line.reason,
      decision_id: line.decisionId,
    })),
  );
  await tx.insertInto('fee_bill_line').values(lines).execute();
  return rows.map((r) => r.bill_id);
}

export type CardLineNow = { outcome: LineOutcome; note: Note | null; decisionId: string };

/** The lines of cards that stand, by `status benefit`. */
export async function cardLines(tx: Tx, statuses: readonly StudentStatus[], schoolYear: string) {
  const { rows } = await sql<{
    status_id: string;
    benefit: string;
    outcome: LineOutcome;
    note: Note | null;
    decision_id: string;
  }>`select l.status_id, l.benefit, l.outcome, l.note, l.decision_id from benefit_line l
    where l.person_id = any (${statuses.map((s) => s.person_id)}::uuid[]) and l.school_year = ${schoolYear} and l.superseded_by is null`.execute(
    tx,
  );
  return new Map<string, CardLineNow>(
    rows.map((r) => [`${r.status_id} ${r.benefit}`, { outcome: r.outcome, note: r.note, decisionId: r.decision_id }]),
  );
}

export type BillView = {
  billId: string;
  number: string;
  kind: string;
  title: string;
  schoolYear: string;
  term: string | null;
  onDate: string;
  chargedFen: number;
  waivedFen: number;
  heldFen: number;
  lines: {
    item: BillItem;
    outcome: BillLine['outcome'];
    standardFen: number | null;
    chargedFen: number;
    waivedFen: number;
    heldFen: number;
    reasonCode: string | null;
    reason: string;
  }[];
};

const ORDER: readonly BillItem[] = ['tuition', 'accommodation', 'textbooks', 'appraisal_fee', 'certificate_fee'];

/** Lines of bills by bill, in the order of the clause. */
export async function linesOfBills(tx: Tx, billIds: readonly string[]): Promise<Map<string, BillView['lines']>> {
  if (billIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fee_bill_line')
    .selectAll()
    .where('bill_id', 'in', [...billIds])
    .execute();
  const grouped = Map.groupBy(rows, (r) => r.bill_id);
  return new Map(
    [...grouped].map(([billId, lines]) => [
      billId,
      lines
        .map((l) => ({
          item: l.item as BillItem,
          outcome: l.outcome as BillLine['outcome'],
          standardFen: l.standard_fen,
          chargedFen: l.charged_fen,
          waivedFen: l.waived_fen,
          heldFen: l.held_fen,
          reasonCode: l.reason_code,
          reason: l.reason,
        }))
        .sort((a, b) => ORDER.indexOf(a.item) - ORDER.indexOf(b.item)),
    ]),
  );
}

/** The bills of a student that stand, the newest first. */
export async function billsOf(tx: Tx, status: { person_id: string; status_id: string }): Promise<BillView[]> {
  const rows = await tx
    .selectFrom('fee_bill')
    .selectAll()
    .where('person_id', '=', status.person_id)
    .where('status_id', '=', status.status_id)
    .where('superseded_by', 'is', null)
    .orderBy('issued_at', 'desc')
    .execute();
  const lines = await linesOfBills(
    tx,
    rows.map((r) => r.bill_id),
  );
  return rows.map((r) => ({
    billId: r.bill_id,
    number: r.number,
    kind: r.kind,
    title: r.title,
    schoolYear: r.school_year,
    term: r.term,
    onDate: r.on_date,
    chargedFen: r.charged_fen,
    waivedFen: r.waived_fen,
    heldFen: r.held_fen,
    lines: lines.get(r.bill_id) ?? [],
  }));
}
