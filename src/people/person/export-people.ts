import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook, type WrittenColumn } from '../../platform/sheets/index.ts';
import { peoplePage, personRow } from './people-query.ts';
import { logDisclosure } from './read-log.ts';
import { ExportPeople, type PersonRow } from '../schema.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Most rows of one export. */
export const EXPORT_LIMIT = 20_000;

const COLUMNS: readonly WrittenColumn[] = [
  { key: 'seq', heading: '序号', kind: 'integer' },
  { key: 'name', heading: '姓名' },
  { key: 'sex', heading: '性别' },
  { key: 'age', heading: '周岁', kind: 'integer' },
  { key: 'ethnic', heading: '民族' },
  { key: 'idMask', heading: '证件号码', width: 22 },
  { key: 'phoneMask', heading: '联系电话', width: 14 },
  { key: 'villageName', heading: '行政村', width: 24 },
  { key: 'householdTypes', heading: '户类型', width: 18 },
  { key: 'relation', heading: '与户主关系' },
  { key: 'education', heading: '文化程度' },
  { key: 'inSchool', heading: '在校生状况', width: 14 },
  { key: 'labourSkill', heading: '劳动技能', width: 14 },
  { key: 'wish', heading: '当年意愿', width: 14 },
];

/**
 * A list of people as a workbook, numbers masked, with who made it, when and for what on top and bottom. One entry of the read log says how
 * many persons went out.
 * @throws NOT_FOUND, SEARCH_NEEDS_AREA
 */
export async function exportPeople(ctx: Context, input: ExportPeople): Promise<Download> {
  const actor = authorise(ctx, 'people.export');
  const { purpose, ...filter } = ExportPeople.parse(input);
  const exportId = ctx.newId();
  const rows = await transaction(ctx, async (tx) => {
    const found = await peoplePage(ctx, actor, filter, EXPORT_LIMIT, 0).execute(tx);
    await logDisclosure(tx, ctx, {
      act: 'export',
      personId: null,
      persons: found.rows.length,
      purpose,
      detail: { exportId },
    });
    await audit(tx, ctx, {
      action: 'people.export',
      subjectType: 'export',
      subjectId: exportId,
      divisionCode: filter.division ?? actor.divisionCode,
      summary: `导出人员名单 ${found.rows.length} 人`,
      payload: {
        purpose,
        persons: found.rows.length,
        filter: { ...filter, idNumber: filter.idNumber ? '已填' : undefined },
      },
    });
    return found.rows.map((r) => personRow(r, actor, ctx.clock.today()));
  });
  const mark = `${actor.unitName} ${actor.name} ${ctx.clock.today()} 导出，用途：${purpose}，编号 ${exportId}，请勿外传`;
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-export-'));
  const path = join(folder, 'people.xlsx');
  await writeWorkbook(
    {
      sheets: [
        { name: '人员名单', titles: ['人员名单', mark], columns: COLUMNS, rows: rows.map(written), footer: [mark] },
      ],
    },
    path,
  );
  const body = createReadStream(path);
  body.once('close', () => void rm(folder, { recursive: true, force: true }));
  return new Download(`人员名单-${ctx.clock.today()}.xlsx`, XLSX, body);
}

function written(r: PersonRow, index: number) {
  const wish =
    r.askedOn === null
      ? '未登记'
      : [r.wishStudy ? '就读' : '', r.wishTrain ? '培训' : ''].filter(Boolean).join('、') || '都不愿意';
  const { name, sex, age, ethnic, idMask, phoneMask, villageName, relation, education, inSchool, labourSkill } = r;
  const householdTypes = r.householdTypes.join('、');
  return {
    seq: index + 1,
    name,
    sex,
    age,
    ethnic,
    idMask,
    phoneMask,
    villageName,
    householdTypes,
    relation,
    education,
    inSchool,
    labourSkill,
    wish,
  };
}
