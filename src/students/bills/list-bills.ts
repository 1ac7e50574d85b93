import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { linesOfBills, type BillView } from './bill-store.ts';
import { ListBills } from '../offers/schema-services.ts';

export type BillRow = BillView & {
  id: string;
  statusId: string;
  name: string;
  className: string | null;
  major: string;
};
export type BillPage = Page<BillRow> & {
  schoolYear: string;
  /** What the school has stated for textbooks; empty major is for all others. */
  textbooks: { term: string; major: string; amountFen: number }[];
};

/** Bills that stand, of the school or of the reader's area, with every line; and the school's list of textbooks. */
export async function listBills(ctx: Context, input: ListBills): Promise<BillPage> {
  const actor = authorise(ctx, 'benefit.read');
  const { page, size, term, kind, ...given } = ListBills.parse(input);
  const schoolYear = given.schoolYear ?? schoolYearOf(plainDate(ctx.clock.today())).label;
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('fee_bill as b')
      .where('b.superseded_by', 'is', null)
      .where('b.school_year', '=', schoolYear);
    query =
      actor.line === 'school'
        ? query.where('b.institution_id', '=', actor.institutionId)
        : query.where((eb) => inAreas(eb, 'b.village_code', actor));
    if (term) query = query.where('b.term', '=', term);
    if (kind) query = query.where('b.kind', '=', kind);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .innerJoin('person as p', 'p.person_id', 'b.person_id')
      .innerJoin('student_status as s', (join) =>
        join.onRef('s.person_id', '=', 'b.person_id').onRef('s.status_id', '=', 'b.status_id'),
      )
      .selectAll('b')
      .select(['p.name', 's.class_name', 's.major'])
      .orderBy('b.issued_at', 'desc')
      .orderBy('b.number')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const lines = await linesOfBills(
      tx,
      rows.map((r) => r.bill_id),
    );
    const fees =
      actor.line === 'school'
        ? await tx
            .selectFrom('school_fee')
            .select(['term', 'major', 'amount_fen as amountFen'])
            .where('institution_id', '=', actor.institutionId)
            .where('school_year', '=', schoolYear)
            .where('superseded_at', 'is', null)
            .orderBy('term')
            .orderBy('major')
            .execute()
        : [];
    return {
      page,
      size,
      total,
      schoolYear,
      textbooks: fees,
      rows: rows.map((r) => ({
        id: r.bill_id,
        billId: r.bill_id,
        statusId: r.status_id,
        name: r.name,
        className: r.class_name,
        major: r.major,
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
      })),
    };
  });
}
