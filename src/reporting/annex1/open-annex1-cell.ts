import { mayShow, type Line } from '../../organizations/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { annex1Persons, type Annex1Person } from './annex1.ts';
import { OpenAnnex1Cell } from './annex1-schema.ts';
import { annex1Scope } from './show-annex1.ts';

export type Annex1CellView = { items: Annex1Person[]; next: string | null };

/**
 * The persons behind a cell as they count now, page by page, masked; numbers only to lines that may see them, and each opening is in the read
 * log with its number of persons.
 * @throws NOT_FOUND outside the area, NOT_PERMITTED for a line that sees no persons
 */
export async function openAnnex1Cell(ctx: Context, input: OpenAnnex1Cell): Promise<Annex1CellView> {
  const actor = authorise(ctx, 'report.read');
  const given = OpenAnnex1Cell.parse(input);
  const line = actor.line as Line;
  if (!actor.permissions.has('people.read') || !mayShow(line, 'report_counted', 'person_id'))
    throw errors.NOT_PERMITTED();
  const scope = annex1Scope(actor, ctx.clock.today(), given);
  const { column, schoolId, after, limit } = given;
  // house-rule: no change, but for the line of the read log
  return transactionAs(ctx.db, 'system', async (tx) => {
    const page = await annex1Persons(tx, { ...scope, column, schoolId: schoolId ?? null, after: after ?? null, limit });
    if (page.items.length > 0)
      await logDisclosure(tx, ctx, {
        act: 'open_file',
        personId: null,
        persons: page.items.length,
        purpose: '查看报表数字背后的人员',
        detail: { form: 'annex1', column, schoolId: schoolId ?? null, asOf: scope.asOf },
      });
    const numbers = mayShow(line, 'person', 'id_mask');
    return { ...page, items: numbers ? page.items : page.items.map((p) => ({ ...p, idMask: null })) };
  });
}
