import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook } from '../../platform/sheets/index.ts';
import { annex1Of } from './annex1.ts';
import { ExportAnnex1 } from './annex1-schema.ts';
import { annex1Workbook } from './annex1-workbook.ts';
import { annex1Scope, figureTitles, unitNameOf } from './show-annex1.ts';

/**
 * Annex 1 as a workbook in its official layout, as the figures stand; the table that is sent is printed from the locked report. Figures only,
 * nobody's name.
 * @throws NOT_FOUND outside the area
 */
export async function exportAnnex1(ctx: Context, input: ExportAnnex1): Promise<Download> {
  const actor = authorise(ctx, 'report.read');
  const { filler, phone, filledOn, ...given } = ExportAnnex1.parse(input);
  const scope = annex1Scope(actor, ctx.clock.today(), given);
  const form = await transactionAs(ctx.db, 'system', async (tx) => {
    const annex1 = await annex1Of(tx, scope);
    const unitName = await unitNameOf(tx, scope.city, ctx.clock.today());
    await audit(tx, ctx, {
      action: 'annex1.export',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: scope.city,
      summary: `导出附件1：${unitName} ${scope.asOf}`,
      payload: { asOf: scope.asOf, knownAt: annex1.knownAt, readings: given.readings, total: annex1.total },
    });
    return { rows: annex1.rows, unitName };
  });
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-annex1-'));
  const path = join(folder, 'annex1.xlsx');
  const titles = figureTitles();
  await writeWorkbook(
    annex1Workbook({ ...form, titles, filledOn: filledOn ?? ctx.clock.today(), filler, phone }),
    path,
  );
  const stream = createReadStream(path);
  stream.once('close', () => void rm(folder, { recursive: true, force: true }));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Download(`附件1-全省技工院校服务脱贫攻坚工作进展情况表-${scope.asOf}.xlsx`, type, stream);
}
