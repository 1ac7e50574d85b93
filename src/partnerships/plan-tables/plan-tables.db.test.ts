import { PassThrough, Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { storeUpload } from '../../platform/routes/store-upload.ts';
import { writeWorkbook } from '../../platform/sheets/index.ts';
import { loadPolicy, saveJoined } from '../../policy/index.ts';
import type { Actor } from '../../platform/context.ts';
import { anActor } from '../../testing/actors.ts';
import { openSummary } from '../summary/open-summary.ts';
import { receiveSummary } from '../summary/receive-summary.ts';
import { sendSummary } from '../summary/send-summary.ts';
import { writeSummary } from '../summary/write-summary.ts';
import { openPartnershipHouse } from '../testing-house.ts';
import { writingColumns, type PlanRow, type PlanTable } from './columns.ts';
import { exportPlan } from './export-plan.ts';
import { importPlan } from './import-plan.ts';
import { showPlan } from './show-plan.ts';

const house = await openPartnershipHouse('2020-03-01');
const province = anActor('province_hr_officer', 370000000000);
const HELPERS = ['济南技师学院', '青岛技师学院', '烟台技师学院'];

beforeAll(async () => {
  await loadPolicy(house.services, 'rules');
  for (const [i, name] of HELPERS.entries()) await house.institution(name, 370100000000 + i * 100_000_000);
});

async function uploaded(stream: Readable, by: Actor): Promise<string> {
  return (await storeUpload(house.as(by), { name: 'plan.xlsx', stream, purpose: 'plan' })).fileId;
}

/** A filled-in table as a clerk sends it. */
function sheetOf(table: PlanTable, rows: readonly PlanRow[], by = province): Promise<string> {
  const out = new PassThrough();
  const written = writeWorkbook(
    { sheets: [{ name: '表', titles: ['计划表'], columns: writingColumns(table), rows }] },
    out,
  );
  return Promise.all([uploaded(out, by), written]).then(([id]) => id);
}

const take = async (table: PlanTable, rows: readonly PlanRow[]) =>
  importPlan(house.as(province), { table, fileId: await sheetOf(table, rows) });

const toBuild = (i: number): PlanRow => ({
  place: '371721000000',
  way: '新建院校',
  schoolName: `拟建技工学校${i}`,
  grade: '技工学校',
  studentsAYear: 300,
  conditions: '具备',
  task: '建设教学楼和实训中心，在校生1200人',
  helperName: HELPERS[i % 3]!,
  focusMajors: '汽车维修、烹饪',
  recipientUnit: '曹县人力资源和社会保障局',
  recipientOfficer: '许静',
});
const existing = (i: number, helper: number): PlanRow => ({
  place: '371721000000',
  recipientName: `受援技工学校${i}`,
  students: 500,
  majors: 8,
  teachers: 40,
  helperName: HELPERS[helper]!,
  major1: '汽车维修',
  major2: '烹饪',
  sendPeople: 6,
  takePeople: 10,
  enterprises: 1,
  measures: '2020年6月底前成立专业建设委员会',
  recipientUnit: '曹县人力资源和社会保障局',
  recipientOfficer: '许静',
  recipientPhone: '0530-5550101',
});

test('[N2019-1.8] of eight rows of Annex 1 two lack the owner unit: six stand and two come back naming the column', async () => {
  const rows = Array.from({ length: 8 }, (_, i) => toBuild(i)).map((row, i) =>
    i === 2 || i === 5 ? { ...row, recipientUnit: '' } : row,
  );
  const result = await take('annex1', rows);
  expect(result).toMatchObject({ rows: 8, added: 6 });
  expect(result.returned).toEqual(
    [5, 8].map((row) => ({ row, column: '受援责任单位', message: '缺少“受援责任单位”' })),
  );
  expect((await showPlan(house.as(province), { table: 'annex1' })).rows.map((r) => r.state)).toEqual(
    Array(6).fill('agreed'),
  );
});

test('[N2019-6.4] a recipient with two helpers stands in two rows under one serial number: one recipient, two pairs', async () => {
  expect((await take('annex2', [existing(1, 0), existing(1, 1)])).added).toBe(2);
  const shown = await showPlan(house.as(province), { table: 'annex2' });
  expect([shown.recipients, shown.pairs, shown.rows.map((r) => r.values.serial)]).toEqual([1, 2, [1, 1]]);
});

test('[N2019-6.3] Annex 1 exported and taken in again unchanged shows no difference, and so does Annex 2', async () => {
  await take('annex2', [existing(2, 2)]);
  for (const table of ['annex1', 'annex2'] as const) {
    const file = await exportPlan(house.as(province), { table });
    const fileId = await uploaded(file.body as Readable, province);
    const again = await importPlan(house.as(province), { table, fileId });
    expect(again).toMatchObject({ added: 0, changed: 0, differences: 0, returned: [] });
    expect(again.unchanged).toBe(again.rows);
  }
});

test('[N2019-0.2] a row of Annex 1 of a tagged prefecture is accepted, that of one the notice does not reach comes back OUT_OF_SCOPE', async () => {
  house.setDay('2019-10-01');
  const gansu = anActor('province_hr_officer', 620000000000);
  await house.institution('兰州技师学院', 620100000000);
  await house.system((tx) =>
    saveJoined(tx, { at: '2019-10-01T01:00:00Z', by: 'test' }, [
      {
        values: [
          {
            key: 'n2019.other-deep-poverty-areas',
            value: {
              jurisdiction: '62',
              valid: { from: '2019-09-03', to: null },
              value: ['620821'],
              operator: 'exact',
              status: 'set_locally',
              document: 'N2019',
              clause: '序言',
            },
          },
        ],
        documents: [],
        parameters: [],
        rules: [],
      },
    ]),
  );
  const asked = (place: string, i: number) => ({ ...toBuild(i), place, helperName: '兰州技师学院' });
  const fileId = await sheetOf('annex1', [asked('622900000000', 21), asked('620100000000', 22)], gansu);
  const result = await importPlan(house.as(gansu), { table: 'annex1', fileId });
  expect(result).toMatchObject({
    rows: 2,
    added: 1,
    returned: [{ row: 4, column: 'place', code: 'OUT_OF_SCOPE' }],
  });
  const { rows } = await showPlan(house.as(gansu), { table: 'annex1' });
  expect(rows.map((r) => r.values.place)).toHaveLength(1);
  house.setDay('2020-03-01');
});

test('a changed row changes the pairing while nothing is signed; a third major and an unknown place come back', async () => {
  expect(await take('annex2', [{ ...existing(2, 2), sendPeople: 9 }])).toMatchObject({ changed: 1, differences: 1 });
  const wrong = await take('annex1', [
    { ...toBuild(20), focusMajors: '汽修、烹饪、电商' },
    { ...toBuild(21), place: '不存在的县' },
  ]);
  expect(wrong.returned.map((r) => r.message)).toEqual(['重点帮扶专业最多 2 个。', '没有找到“不存在的县”']);
});

test('the yearly summary is due on 31 December, counted from the records, sent once it is written and received by the ministry; a changed figure keeps its reason', async () => {
  house.setDay('2020-12-20');
  const summary = await openSummary(house.as(province), { year: 2020 });
  const cell = (key: string) => summary.page.find((c) => c.key === key)!;
  expect([summary.dueOn, cell('pairs_intra').value, cell('construction_new_school_planned').value]).toEqual([
    '2020-12-31',
    3,
    6,
  ]);
  const { rows } = await house.owner(
    `select count(*)::int as n from agreement where kind = 'n2019_pairing' and state <> 'discarded'`,
  );
  expect([cell('pairs_intra').records.length, cell('pairs_intra').value]).toEqual([rows[0].n, rows[0].n]);
  const { summaryId } = summary;
  await expect(sendSummary(house.as(province), { summaryId })).rejects.toMatchObject({ code: 'SUMMARY_INCOMPLETE' });
  await writeSummary(house.as(province), {
    summaryId,
    narrative: { progress: '一', practice: '二', problems: '三', next: '四' },
    override: { cell: 'dispatched', value: 5, reason: '纸质台账补计' },
  });
  expect(await sendSummary(house.as(province), { summaryId })).toEqual({ sentOn: '2020-12-20', late: false });
  await expect(writeSummary(house.as(province), { summaryId, narrative: { next: '改' } })).rejects.toMatchObject({
    code: 'SUMMARY_SENT',
  });
  const ministry = anActor('nation_hr_officer', 0);
  expect(await receiveSummary(house.as(ministry), { summaryId })).toEqual({ receivedOn: '2020-12-20' });
});
