import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { plainDate } from '../platform/plain-date.ts';
import { syntheticCitizenId } from '../standards/index.ts';
import { inspectUpload, readRows } from '../platform/sheets/index.ts';
import { transactionAs } from '../platform/db.ts';
import { runJob } from '../platform/jobs.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import { exportColumns } from './exchange/sheet-columns.ts';
import { exportRecords } from './exchange/export-records.ts';
import { markedRecords } from './exchange/marked-records.ts';
import { publicRegister } from './exchange/public-register.ts';
import { receiveRecords } from './exchange/receive-records.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { countFigures } from './records/figures/count-figures.ts';
import { listRecords } from './records/list-records.ts';
import { listRegisters, openRegister } from './records/list-registers.ts';
import { openRecord } from './records/open-record.ts';
import { stepRecord } from './records/step-record.ts';
import { bytesOf, cityOffice, countyOffice, ministry, registersHouse, uploaded } from './testing-registers.ts';

// The only thing that knows this register is its one file.
const house = await registersHouse({ folder: join(import.meta.dirname, 'testing-data') });
const key = 'test-tea-masters';
const number = (sequence: number) =>
  syntheticCitizenId({ region: '371721', birth: plainDate('1970-03-05'), sequence, sex: '女' });
const tea = (name: string, sequence: number, more: Record<string, string | number | boolean> = {}) => ({
  craft: '手工炒茶',
  master: { name, idNumber: number(sequence) },
  village: String(PLACES.county),
  kind: 'green',
  since: '2021-09-01',
  apprentices: 3,
  award: '5000',
  inheritor: false,
  consent: true,
  ...more,
});
const otherCounty = anActor('county_hr_officer', PLACES.otherCounty);
let first: string;

beforeAll(async () => {
  first = (await createRecord(house.as(countyOffice), { key, data: tea('周茶', 1) })).recordId;
});

test('a register declared by one file of ten fields is in the directory, with its form and who does what', async () => {
  const { rows } = await listRegisters(house.as(countyOffice));
  expect(rows.find((r) => r.key === key)).toMatchObject({ title: { zh: '制茶能手登记册' }, part: 'keeper' });
  const opened = await openRegister(house.as(cityOffice), { key });
  expect(opened).toMatchObject({ mayWrite: false, mayReview: true });
  expect(opened.definition.fields).toHaveLength(10);
});

test('what is entered is checked field by field, and told where', async () => {
  const wrong = tea('周茶', 2, { apprentices: 1.5, kind: 'oolong', since: '2031-01-01', inheritor: true });
  await expect(createRecord(house.as(countyOffice), { key, data: { ...wrong, craft: '' } })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    fields: [
      { path: 'kind', message: expect.stringContaining('绿茶') },
      { path: 'apprentices', message: expect.stringContaining('整数') },
      { path: 'craft' },
      { path: 'inheritor_level', message: '传承人级别：必填' },
      { path: 'since', message: '认定日期不能晚于今天' },
    ],
  });
  const badNumber = { ...tea('周茶', 2), master: { name: '周茶', idNumber: '371721197003050010' } };
  await expect(createRecord(house.as(countyOffice), { key, data: badNumber })).rejects.toMatchObject({
    fields: [{ path: 'master', message: expect.stringContaining('身份证号有误') }],
  });
  await expect(createRecord(house.as(countyOffice), { key, data: tea('周茶', 1) })).rejects.toMatchObject({
    code: 'RECORD_REPEATED',
  });
  await expect(
    createRecord(house.as(countyOffice), { key, data: tea('外县', 9, { village: String(PLACES.otherCounty) }) }),
  ).rejects.toMatchObject({ code: 'RECORD_OUTSIDE_AREA' });
});

test('a person is kept by name, mask and key; the number is nowhere', async () => {
  const stored = await house.owner(`select data, person_id from register_record where record_id = $1`, [first]);
  expect(stored.rows[0].data.master).toEqual({
    name: '周茶',
    mask: expect.stringMatching(/^371721\*{8}\d{3}[\dX]$/),
    key: stored.rows[0].person_id,
  });
  expect(JSON.stringify(stored.rows)).not.toContain(number(1));
});

test('the reviewing office returns with a reason, the keeper puts right, the reviewer passes; every step is kept and audited', async () => {
  await expect(stepRecord(house.as(cityOffice), { recordId: first, act: 'return' })).rejects.toMatchObject({
    code: 'RECORD_NEEDS_REASON',
  });
  await stepRecord(house.as(cityOffice), { recordId: first, act: 'return', reason: '请补奖金依据' });
  await expect(changeRecord(house.as(cityOffice), { recordId: first, data: tea('周茶', 1) }))
    .rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    .catch(() => undefined);
  await changeRecord(house.as(countyOffice), { recordId: first, data: { ...tea('周茶', 1), award: '4000' } });
  const passed = await stepRecord(house.as(cityOffice), { recordId: first, act: 'pass' });
  expect(passed.state).toBe('accepted');
  const file = await openRecord(house.as(countyOffice), { recordId: first });
  expect(file.history.map((h) => h.action)).toEqual(['pass', 'submit', 'return', 'submit']);
  expect(file.history[1]!.changes).toEqual([
    { key: 'award', title: { zh: '奖金', en: 'Award' }, before: '5,000.00', after: '4,000.00' },
  ]);
  const audits = await house.owner(`select action from audit_entry where subject_id = $1 order by at, entry_id`, [
    first,
  ]);
  expect(audits.rows.map((r) => r.action)).toEqual(['record.submit', 'record.return', 'record.submit', 'record.pass']);
});

test('a change of an accepted record waits for the reviewer; until then the record stands as it was', async () => {
  const data = { ...tea('周茶', 1), award: '4000', apprentices: 5 };
  await changeRecord(house.as(countyOffice), { recordId: first, data, reason: '新收两名徒弟' });
  const waiting = await openRecord(house.as(cityOffice), { recordId: first });
  expect(waiting.waiting).toEqual([
    { key: 'apprentices', title: { zh: '带徒', en: 'Apprentices' }, before: '3', after: '5' },
  ]);
  expect((await listRecords(house.as(cityOffice), { key, queue: 'review' })).rows.map((r) => r.recordId)).toEqual([
    first,
  ]);
  await stepRecord(house.as(cityOffice), { recordId: first, act: 'pass' });
  const after = await house.owner(
    `select quantity::int as n, version, pending from register_record where record_id = $1`,
    [first],
  );
  expect(after.rows[0]).toMatchObject({ n: 5, pending: null });
});

test('a sheet comes in through the same checks, goes back marked, and the same import again stores nothing twice', async () => {
  const { definition } = await openRegister(house.as(countyOffice), { key });
  const row = (name: string, sequence: number, more: Record<string, string | number> = {}) => ({
    craft: '红茶萎凋',
    master: name,
    'master number': number(sequence),
    village: '山东省菏泽市曹县',
    kind: '红茶',
    since: { date: '2022-01-10' },
    apprentices: 2,
    award: '1,200.50',
    inheritor: '否',
    consent: '是',
    ...more,
  });
  const rows = [
    row('吴红', 11),
    row('郑茗', 12, { apprentices: 0 }),
    row('王缺', 13, { kind: '白茶' }),
    row('吴红', 11),
  ];
  const { fileId } = await uploaded(house, countyOffice, '制茶能手', exportColumns(definition, true), rows);
  const { jobId } = await receiveRecords(house.as(countyOffice), { key, fileId });
  const work = () => runJob(house.services, async () => countyOffice, jobId);
  await work();
  const job = await house.owner('select state, result from job where job_id = $1', [jobId]);
  expect(job.rows[0]).toMatchObject({ state: 'done', result: { rows: 4, accepted: 2, refused: 2, doubtful: 1 } });
  await house.owner(`update job set state = 'queued' where job_id = $1`, [jobId]);
  await work();
  const stored = await house.owner(
    `select count(*)::int as n, sum((data->>'award')::int)::int as fen from register_record where register = $1 and title = '红茶萎凋'`,
    [key],
  );
  expect(stored.rows[0]).toEqual({ n: 2, fen: 240_100 });
  const marked = await bytesOf(await markedRecords(house.as(countyOffice), { jobId }));
  const path = join(mkdtempSync(join(tmpdir(), 'jiqiao-marked-test-')), 'marked.xlsx');
  writeFileSync(path, marked);
  expect((await inspectUpload(path, 'marked.xlsx')).sheets.map((s) => s.name)).toContain('导入结果');
  await expect(receiveRecords(house.as(cityOffice), { key, fileId })).rejects.toMatchObject({
    code: 'REGISTER_NOT_YOURS',
  });
});

test('the list is narrowed by words of the title, by choices and by place; others see nothing of it', async () => {
  const found = await listRecords(house.as(countyOffice), { key, name: '红茶', kind: 'black' });
  expect(found).toMatchObject({ total: 2 });
  expect(found.rows[0]).toMatchObject({
    place: '山东省菏泽市曹县',
    shown: { kind: '红茶', award: '1,200.50', since: '2022-01-10' },
  });
  expect((await listRecords(house.as(countyOffice), { key, kind: 'dark' })).total).toBe(0);
  expect(await listRecords(house.as(cityOffice), { key, kind: 'black', queue: 'review' })).toMatchObject({ total: 2 });
  expect(await listRecords(house.as(countyOffice), { key, kind: 'black', queue: 'review' })).toMatchObject({
    total: 0,
  });
  expect(await listRecords(house.as(countyOffice), { key, kind: 'black', page: '9' })).toMatchObject({
    rows: [],
    total: 2,
  });
  expect((await listRecords(house.as(otherCounty), { key })).total).toBe(0);
  await expect(openRecord(house.as(otherCounty), { recordId: first })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(
    stepRecord(house.as(otherCounty), { recordId: first, act: 'withdraw', reason: 'x' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(listRecords(house.as(null), { key })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  await expect(createRecord(house.as(cityOffice), { key, data: tea('市局', 30) })).rejects.toMatchObject({
    code: 'REGISTER_NOT_YOURS',
  });
});

test('what goes out is the same sheet with drop-downs, and the template of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-export-test-'));
  writeFileSync(join(folder, 'out.xlsx'), await bytesOf(await exportRecords(house.as(countyOffice), { key })));
  const cells = [];
  for await (const row of readRows(join(folder, 'out.xlsx'))) cells.push(row.cells);
  expect(cells[2]!.slice(0, 4)).toEqual(['手艺', '能手', '所在地', '类别']);
  expect(cells).toHaveLength(6);
  expect(cells.find((c) => c[0] === '手工炒茶')).toContain('4,000.00');
  const template = await bytesOf(await exportRecords(house.as(countyOffice), { key, template: 'yes' }));
  expect(template.length).toBeGreaterThan(2000);
});

test('accepted records are counted, published by their public fields while there is consent, and stand in the view that indicators read', async () => {
  for (const r of (await listRecords(house.as(cityOffice), { key, queue: 'review' })).rows)
    await stepRecord(house.as(cityOffice), { recordId: r.recordId, act: 'pass' });
  await createRecord(house.as(countyOffice), {
    key,
    data: tea('李炒', 21, { inheritor: true, inheritor_level: 'county', consent: false }),
  }).then(({ recordId }) => stepRecord(house.as(cityOffice), { recordId, act: 'pass' }));
  const { figures } = await countFigures(house.as(ministry), { key });
  expect(figures[0]).toMatchObject({
    value: 4,
    groups: [
      { title: '红茶', value: 2 },
      { title: '黑茶', value: 0 },
      { title: '绿茶', value: 2 },
    ],
    missing: [{ of: null, titles: ['黑茶'] }],
  });
  expect(figures[1]).toMatchObject({ value: 1, to: 4, share: 25, names: [{ title: '手工炒茶' }] });
  expect((await countFigures(house.as(ministry), { key, on: '2021-12-31' })).figures[0]!.value).toBe(2);
  const open = await publicRegister(house.as(null), { key });
  expect(open).toMatchObject({ total: 3, groups: [{ title: { zh: '绿茶' }, count: 1 }, { count: 2 }, { count: 0 }] });
  expect(JSON.stringify(open.rows)).not.toContain('李炒');
  const viewed = await transactionAs(house.services.db, countyOffice, (tx) =>
    tx.selectFrom('report_register_record').selectAll().where('register', '=', key).execute(),
  );
  expect(viewed).toHaveLength(4);
  expect(viewed.find((v) => v.source_id === first)).toMatchObject({
    counted_on: '2021-09-01',
    quantity: '5',
    state: 'accepted',
  });
});

test('consent taken back hides a record from the public at once; a revoked record counts no more and stays in the history', async () => {
  await changeRecord(house.as(countyOffice), {
    recordId: first,
    data: { ...tea('周茶', 1), award: '4000', apprentices: 5, consent: false },
  });
  await stepRecord(house.as(cityOffice), { recordId: first, act: 'pass' });
  expect((await publicRegister(house.as(null), { key })).total).toBe(2);
  await stepRecord(house.as(cityOffice), { recordId: first, act: 'revoke', reason: '材料不实', onDate: '2022-06-01' });
  expect((await countFigures(house.as(ministry), { key })).figures[0]!.value).toBe(3);
  expect((await countFigures(house.as(ministry), { key, on: '2022-05-01' })).figures[0]!.value).toBe(4);
  expect(await openRecord(house.as(countyOffice), { recordId: first })).toMatchObject({
    state: 'revoked',
    endedOn: '2022-06-01',
  });
  const revoked = await listRecords(house.as(countyOffice), { key, kind: 'green', state: 'revoked' });
  expect(revoked.rows.map((r) => r.recordId)).toEqual([first]);
});

test('two offices that pass the same record at once pass it once', async () => {
  const { recordId } = await createRecord(house.as(countyOffice), { key, data: tea('同时', 40) });
  const both = await Promise.allSettled([1, 2].map(() => stepRecord(house.as(cityOffice), { recordId, act: 'pass' })));
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
});
