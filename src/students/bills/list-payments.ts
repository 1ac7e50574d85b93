import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { SchoolYearOnly } from '../offers/schema-services.ts';

export type PaymentLists = {
  schoolYear: string;
  grants: {
    batchId: string;
    number: string;
    schoolName: string;
    term: string;
    persons: number;
    totalFen: number;
    builtAt: string;
  }[];
};

const MOST = 200;

/** Lists of the national grant of a school year, of the school or of the reader's area, the newest first. They are paid through claims (funds). */
export async function listPayments(ctx: Context, input: SchoolYearOnly): Promise<PaymentLists> {
  const actor = authorise(ctx, 'benefit.read');
  const schoolYear = SchoolYearOnly.parse(input).schoolYear ?? schoolYearOf(plainDate(ctx.clock.today())).label;
  return read(ctx, async (tx) => {
    let grants = tx
      .selectFrom('grant_batch as g')
      .innerJoin('institution as i', 'i.institution_id', 'g.institution_id')
      .where('g.school_year', '=', schoolYear);
    grants =
      actor.line === 'school'
        ? grants.where('g.institution_id', '=', actor.institutionId)
        : grants.where((eb) => inAreas(eb, 'g.area_code', actor));
    const batches = await grants
      .selectAll('g')
      .select('i.name')
      .orderBy('g.built_at', 'desc')
      .orderBy('g.number', 'desc')
      .limit(MOST)
      .execute();
    return {
      schoolYear,
      grants: batches.map((g) => ({
        batchId: g.batch_id,
        number: g.number,
        schoolName: g.name,
        term: g.term,
        persons: g.persons,
        totalFen: g.total_fen,
        builtAt: g.built_at.toISOString(),
      })),
    };
  });
}
