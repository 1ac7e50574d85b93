import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { costsPerPerson, type CostOfPart } from './costs.ts';
import { ledgerCounts, ledgerSchool } from './ledger-lines.ts';
import { ShowCosts, type CostKind, type Part } from './schema.ts';

export type CostLine = {
  costId: string;
  part: Part;
  kind: CostKind;
  on: string;
  fen: number;
  what: string;
  by: string;
};
export type SchoolCosts = { schoolName: string; year: number; parts: CostOfPart[]; rows: CostLine[] };

/**
 * A school's costs of a year: what each part cost a person served, split by four kinds, and the lines it adds up (SD2017-4.2-05).
 * @throws NOT_FOUND as showLedger
 */
export async function showCosts(ctx: Context, input: ShowCosts): Promise<SchoolCosts> {
  const actor = authoriseAny(ctx, ['ledger.keep', 'report.read']);
  const { year, institutionId } = ShowCosts.parse(input);
  return read(ctx, async (tx) => {
    const school = await ledgerSchool(tx, actor, institutionId);
    const stored = await tx
      .selectFrom('school_cost')
      .selectAll()
      .where('institution_id', '=', school.institutionId)
      .where('withdrawn_at', 'is', null)
      .where('on_date', '>=', `${year}-01-01`)
      .where('on_date', '<=', `${year}-12-31`)
      .orderBy('on_date', 'desc')
      .orderBy('cost_id')
      .execute();
    const counts = await ledgerCounts(tx, school.institutionId, year);
    const rows = stored.map((r) => ({
      costId: r.cost_id,
      part: r.part as Part,
      kind: r.kind as CostKind,
      on: r.on_date,
      fen: r.amount_fen,
      what: r.what,
      by: r.recorded_name,
    }));
    const persons = { education: counts.education.persons, training: counts.training.persons };
    return { schoolName: school.name, year, parts: costsPerPerson(rows, persons), rows };
  });
}
