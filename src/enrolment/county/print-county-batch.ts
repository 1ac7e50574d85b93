import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { annex2Lines } from '../annex2/annex2-rows.ts';
import { findBatch, linesOfBatch } from './county-batch-store.ts';
import { batchList } from '../letters/index.ts';
import { BOTH_LINES, divisionNames, officesAt } from '../offices.ts';
import { BatchId } from '../schema-city.ts';

/**
 * The county's list as PDF for both departments' seals. It holds numbers and addresses in full, so each print is logged with its persons.
 * @throws NOT_FOUND, LETTER_GLYPH_MISSING
 */
export async function printCountyBatch(ctx: Context, input: BatchId): Promise<Download> {
  const actor = authorise(ctx, 'batch.compile');
  const { batchId } = BatchId.parse(input);
  const { batch, rows, county, offices } = await transaction(ctx, async (tx) => {
    const found = await findBatch(tx, batchId);
    const lines = await annex2Lines(tx, ctx, await linesOfBatch(tx, found));
    const names = await divisionNames(tx, [found.county_code], ctx.clock.today());
    const at = {
      level: 'county',
      lines: BOTH_LINES,
      divisionCode: found.county_code,
      onDate: ctx.clock.today(),
    };
    await tx
      .insertInto('read_log')
      .values({
        user_id: actor.userId,
        unit_id: actor.unitId,
        act: 'print',
        persons: lines.length,
        purpose: '县级汇总名单打印',
        detail: JSON.stringify({ batchId }),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'county_batch.print',
      subjectType: 'county_batch',
      subjectId: batchId,
      divisionCode: found.county_code,
      summary: `打印县级汇总 ${found.number}，${lines.length} 人`,
    });
    return {
      batch: found,
      rows: lines,
      county: names.get(found.county_code) ?? '',
      offices: await officesAt(tx, at),
    };
  });
  const officeOf = (line: string, usual: string) => offices.find((o) => o.line === line)?.name ?? `${county}${usual}`;
  const pdf = await renderPdf({
    template: batchList,
    data: {
      heading: `${county}精准技能扶贫对象登记汇总表`,
      countyName: county,
      batchNumber: batch.number,
      compiledOn: ctx.clock.today(),
      rows,
      assistanceOffice: officeOf('poverty', '扶贫开发领导小组办公室'),
      laborOffice: officeOf('hr', '人力资源和社会保障局'),
      filledBy: actor.name,
      phone: offices.find((o) => o.unitId === actor.unitId)?.phone ?? '',
      printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
    },
  });
  return new Download(`县级汇总-${batch.number}.pdf`, 'application/pdf', pdf, true);
}
