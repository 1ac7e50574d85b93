import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { billLine, itemsOf, type BillItem, type BillLine } from './bill.ts';
import { cardLines, fingerprintOf, insertBills, type CardLineNow } from './bill-store.ts';
import { studentStandings } from '../facts/facts-store.ts';
import { IssueBills } from '../offers/schema-services.ts';
import { lockStatuses, schoolOf, type StudentStatus } from '../store.ts';

export type IssuedBills = { issued: number; unchanged: number; chargedFen: number; waivedFen: number; heldFen: number };

const TERM_NAMES = { '1': '第一学期', '2': '第二学期' } as const;

/**
 * The school's fee bills of a term: one line per item, what the card grants is waived with its standard shown and charged nothing, what it refuses is
 * charged, what is open is held (SD2017-3.4-04 to -06). The fees are those of the catalogue version frozen on the status and the school's list of
 * textbooks. A bill that would say the same is left alone; one that says something else supersedes it.
 * @throws NOT_FOUND for another school's student, SCHOOL_ONLY
 */
export async function issueBills(ctx: Context, input: IssueBills): Promise<IssuedBills> {
  const actor = authorise(ctx, 'student.register');
  const { schoolYear, term, ids } = IssueBills.parse(input);
  const school = schoolOf(actor);
  return transaction(ctx, async (tx) => {
    const wanted = ids ? [...new Set(ids)] : await fullTime(tx, school);
    const statuses = await lockStatuses(tx, actor, wanted);
    if (statuses.length !== wanted.length) throw errors.NOT_FOUND();
    const built = await linesFor(tx, ctx, statuses, schoolYear, term);
    const standing = await standingBills(tx, statuses, schoolYear, term);
    const fresh = statuses.filter((s) => standing.get(s.status_id) !== fingerprintOf(built.get(s.status_id)!));
    const bills = fresh.map((status) => ({
      status,
      kind: 'term' as const,
      schoolYear,
      term,
      title: `${schoolYear}学年${TERM_NAMES[term]}收费单`,
      on: ctx.clock.today(),
      lines: built.get(status.status_id)!,
    }));
    await insertBills(tx, ctx, school, bills);
    const sum = (key: 'chargedFen' | 'waivedFen' | 'heldFen') =>
      [...built.values()].flat().reduce((n, line) => n + line[key], 0);
    const result = { issued: fresh.length, unchanged: statuses.length - fresh.length };
    const sums = { chargedFen: sum('chargedFen'), waivedFen: sum('waivedFen'), heldFen: sum('heldFen') };
    if (fresh.length > 0)
      await audit(tx, ctx, {
        action: 'student.issue_bills',
        subjectType: 'institution',
        subjectId: school,
        institutionId: school,
        personId: fresh.length === 1 ? fresh[0]!.person_id : null,
        summary: `生成${schoolYear}学年${TERM_NAMES[term]}收费单 ${fresh.length} 份`,
        payload: { ...result, ...sums },
      });
    return { ...result, ...sums };
  });
}

async function fullTime(tx: Tx, school: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('student_status')
    .select('status_id')
    .where('institution_id', '=', school)
    .where('state', '=', 'registered')
    .where('full_time', '=', true)
    .orderBy('status_id')
    .execute();
  return rows.map((r) => r.status_id);
}

async function linesFor(
  tx: Tx,
  ctx: Context,
  statuses: readonly StudentStatus[],
  schoolYear: string,
  term: '1' | '2',
): Promise<Map<string, BillLine[]>> {
  const cards = await cardLines(tx, statuses, schoolYear);
  const standings = await studentStandings(
    tx,
    statuses.map((s) => s.person_id),
    ctx.clock.today(),
  );
  const books = await textbookFees(tx, statuses[0]?.institution_id ?? null, schoolYear, term);
  const lines = statuses.map((status): [string, BillLine[]] => {
    const roll = standings.get(status.person_id)?.find((s) => s.status_id === status.status_id);
    const standards: Partial<Record<BillItem, number | null>> = {
      tuition: roll?.tuition ?? null,
      accommodation: roll?.accommodation_fee ?? null,
      textbooks: books.get(status.major) ?? books.get('') ?? null,
    };
    return [
      status.status_id,
      itemsOf(term).map((item) =>
        billLine({
          item,
          standardFen: standards[item] ?? null,
          applies: item !== 'accommodation' || status.boarding !== false,
          card: cardFor(item, status, cards.get(`${status.status_id} ${item}`) ?? null),
        }),
      ),
    ];
  });
  return new Map(lines);
}

/** Whether a student boards is asked before anything is charged or waived for it. */
function cardFor(item: BillItem, status: StudentStatus, card: CardLineNow | null): CardLineNow | null {
  if (item !== 'accommodation' || status.boarding !== null || card === null) return card;
  return { ...card, outcome: 'unknown', note: 'boarding_unknown' };
}

async function textbookFees(tx: Tx, school: string | null, schoolYear: string, term: string) {
  const rows = await tx
    .selectFrom('school_fee')
    .select(['major', 'amount_fen'])
    .where('institution_id', '=', school)
    .where('school_year', '=', schoolYear)
    .where('term', '=', term)
    .where('item', '=', 'textbooks')
    .where('superseded_at', 'is', null)
    .execute();
  return new Map(rows.map((r) => [r.major, r.amount_fen]));
}

async function standingBills(tx: Tx, statuses: readonly StudentStatus[], schoolYear: string, term: string) {
  const { rows } = await sql<{ status_id: string; fingerprint: string }>`select status_id, fingerprint from fee_bill
    where person_id = any (${statuses.map((s) => s.person_id)}::uuid[]) and school_year = ${schoolYear} and term = ${term} and kind = 'term'
      and superseded_by is null`.execute(tx);
  return new Map(rows.map((r) => [r.status_id, r.fingerprint]));
}
