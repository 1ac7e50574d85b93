import { inAreas } from '../organizations/index.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import { plainDate, schoolYearOf } from '../platform/plain-date.ts';
import { SchoolYearOnly } from './schema-services.ts';

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
  instructions: {
    instructionId: string;
    number: string;
    fundSource: string;
    persons: number;
    totalFen: number;
    givenAt: string;
  }[];
};

const MOST = 200;

/** Lists of the national grant and instructions of the Yulu subsidy of a school year, of the school or of the reader's area, the newest first. */
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
    const given =
      actor.line === 'school'
        ? []
        : await tx
            .selectFrom('payment_instruction as p')
            .selectAll()
            .where('p.school_year', '=', schoolYear)
            .where((eb) => inAreas(eb, 'p.county_code', actor))
            .orderBy('p.given_at', 'desc')
            .orderBy('p.number', 'desc')
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
      instructions: given.map((p) => ({
        instructionId: p.instruction_id,
        number: p.number,
        fundSource: p.fund_source,
        persons: p.persons,
        totalFen: p.total_fen,
        givenAt: p.given_at.toISOString(),
      })),
    };
  });
}
