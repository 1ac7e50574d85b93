import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inAreas } from '../../organizations/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook } from '../../platform/sheets/index.ts';
import { annex2Lines } from './annex2-rows.ts';
import { annex2Workbook } from './annex2-workbook.ts';
import { divisionNames } from '../offices.ts';
import { placesOf } from '../city/places.ts';
import { ExportAnnex2 } from '../schema-city.ts';
import type { Application } from '../store.ts';

/** States of a person on the form: passed by the township and not given up since. */
const LISTED = [
  'township_passed',
  'county_compiling',
  'submitted_to_city',
  'returned_to_county',
  'city_accepted',
  'reselect',
  'admitted',
  'school_notified',
  'letter_issued',
  'reported',
  'status_registered',
  'benefits_active',
];

/**
 * Annex 2 of the actor's city or county and year, of one county or one batch, as an xlsx. It holds numbers, telephones and addresses in full: only
 * with a purpose, and each export is in the read log with its number of persons (SD2017-A2-01 to -05).
 * @throws INPUT_INVALID naming 填表人 or 联系电话 when empty, NOT_FOUND for another office's county
 */
export async function exportAnnex2(ctx: Context, input: ExportAnnex2): Promise<Download> {
  const actor = authorise(ctx, 'people.export');
  const wanted = ExportAnnex2.parse(input);
  const year = wanted.year ?? Number(ctx.clock.today().slice(0, 4));
  const form = await transaction(ctx, async (tx) => {
    const apps = await listedApplications(tx, actor, { ...wanted, year });
    const lines = await annex2Lines(tx, ctx, apps);
    const cityCode = apps[0]?.city_code ?? placesOf(actor.divisionCode ?? 0).cityCode;
    const names = await divisionNames(tx, [cityCode], ctx.clock.today());
    await logDisclosure(tx, ctx, {
      act: 'export',
      personId: null,
      persons: lines.length,
      purpose: wanted.purpose,
      detail: { form: 'annex2', year, batchId: wanted.batchId ?? null, countyCode: wanted.countyCode ?? null },
    });
    await audit(tx, ctx, {
      action: 'annex2.export',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `导出附件2：${lines.length} 人（${wanted.purpose}）`,
      payload: { year, persons: lines.length },
    });
    return { cityName: names.get(cityCode) ?? '', lines };
  });
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-annex2-'));
  const path = join(folder, 'annex2.xlsx');
  const { filledBy, phone } = wanted;
  await writeWorkbook(annex2Workbook({ ...form, filledOn: ctx.clock.today(), filledBy, phone }), path);
  const stream = createReadStream(path);
  stream.once('close', () => void rm(folder, { recursive: true, force: true }));
  const name = `附件2-${form.cityName}精准技能扶贫对象登记汇总表-${year}.xlsx`;
  return new Download(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', stream);
}

async function listedApplications(
  tx: Tx,
  actor: Actor,
  wanted: ExportAnnex2 & { year: number },
): Promise<Application[]> {
  let query = tx
    .selectFrom('application')
    .selectAll()
    .where('year', '=', wanted.year)
    .where('state', 'in', LISTED)
    .orderBy('village_code')
    .orderBy('number');
  query = actor.institutionId
    ? query.where('institution_id', '=', actor.institutionId)
    : query.where((eb) => inAreas(eb, 'village_code', actor, wanted.countyCode));
  if (wanted.batchId !== undefined) query = query.where('county_batch_id', '=', wanted.batchId);
  return (await query.execute()) as Application[];
}
