import { describe, expect, test } from 'vitest';
import { syntheticCitizenId } from '../../standards/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { cancelList } from './cancel-list.ts';
import { getSourceList } from './get-source-list.ts';
import { publishList } from './publish-list.ts';
import { receiveList } from './receive-list.ts';
import { recheckList } from './recheck-list.ts';
import { showColumns } from './show-columns.ts';
import { openPeopleHouse, registerCsv, uploaded, worked } from '../testing-house.ts';

const house = await openPeopleHouse();
const officer = anActor('county_poverty_officer', PLACES.county);
const colleague = { ...anActor('county_poverty_officer', PLACES.county), unitId: officer.unitId };
const ctx = house.as(officer);
await house.owner(
  `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'county', 'poverty', '列测试扶贫办', $2, '2016-01-01')
   on conflict do nothing`,
  [officer.unitId, PLACES.county],
);

const person = (name: string, sequence: number) => ({
  家里编码: '3717210010010001',
  当家人: '赵安安',
  人员全称: name,
  性别: '男',
  证照编码: syntheticCitizenId({ region: '371721', birth: '1980-01-01' as never, sex: '男', sequence }),
  户类型: '一般脱贫户',
});

async function sent(rows: Record<string, string>[], listDate: string): Promise<{ listId: string; state: string }> {
  const { fileId } = await uploaded(house, officer, { name: `own-${listDate}.csv`, bytes: registerCsv(rows) });
  const received = await receiveList(ctx, {
    kind: 'assisted_register',
    coverage: 'supplement',
    areaCode: PLACES.county,
    listDate,
    fileId,
  });
  await worked(house, officer, received.jobId);
  const { state } = await getSourceList(ctx, { listId: received.listId });
  return { listId: received.listId, state };
}

const CHOICES = [
  { heading: '人员全称', field: 'name' },
  { heading: '证照编码', field: 'idNumber' },
  { heading: '当家人', field: 'headName' },
];

describe('a list whose headings the importer does not know', () => {
  let listId = '';

  test('is refused, and shows its first rows so that a person can say which is the header', async () => {
    const list = await sent([person('赵安安', 11)], '2020-07-01');
    listId = list.listId;
    expect(list.state).toBe('refused');
    const shown = await showColumns(house.as(colleague), { listId });
    expect(shown.changeable).toBe(true);
    expect(shown.sheets[0]!.missing).toEqual(['姓名', '证件号码']);
    expect(shown.sheets[0]!.columns.filter((c) => c.state === 'unknown').map((c) => c.heading)).toContain('证照编码');
    expect(shown.sheets[0]!.columns[2]).toMatchObject({ heading: '人员全称', samples: ['赵安安'], field: null });
  });

  test('is read once a person has said what the headings are; the choice leaves an entry', async () => {
    const { jobId } = await recheckList(ctx, { listId, columns: CHOICES });
    expect(await worked(house, officer, jobId)).toMatchObject({ state: 'done' });
    expect(await getSourceList(ctx, { listId })).toMatchObject({ state: 'checked', counts: { accepted: 1 } });
    const { sheets } = await showColumns(ctx, { listId });
    expect(sheets[0]!.columns.find((c) => c.heading === '人员全称')).toMatchObject({ field: 'name', state: 'chosen' });
    const entries = await house.owner(`select user_id, payload from audit_entry where action = 'list.recheck'`);
    expect(entries.rows).toHaveLength(1);
    expect(entries.rows[0]).toMatchObject({ user_id: officer.userId, payload: { before: [] } });
  });

  test('the sender’s next list with the same headings is read without asking', async () => {
    expect(await sent([person('赵安安', 11), person('钱安安', 12)], '2020-07-02')).toMatchObject({ state: 'checked' });
  });

  test('a column left out stays out, and what is taken back is forgotten while the rest is kept', async () => {
    const list = await sent([person('孙安安', 13)], '2020-07-03');
    const columns = [...CHOICES.slice(0, 2), { heading: '户类型', field: null }];
    const { jobId } = await recheckList(ctx, { listId: list.listId, columns });
    await worked(house, officer, jobId);
    const { sheets } = await showColumns(ctx, { listId: list.listId });
    const states = Object.fromEntries(sheets[0]!.columns.map((c) => [c.heading, c.state]));
    expect(states).toMatchObject({ 当家人: 'unknown', 户类型: 'ignored', 人员全称: 'chosen' });
    const kept = await house.owner('select heading, field from column_mapping where ended_at is null order by heading');
    expect(kept.rows.map((r) => [r.heading, r.field])).toEqual([
      ['人员全称', 'name'],
      ['户类型', null],
      ['证照编码', 'idNumber'],
    ]);
    await recheckList(ctx, { listId: list.listId, columns: CHOICES });
  });
});

test('another office finds nothing, a wrong field is refused, a cancelled or published list keeps its columns', async () => {
  const { listId } = await sent([person('李安安', 14)], '2020-07-04');
  const neighbour = house.as(anActor('county_poverty_officer', PLACES.otherCounty));
  await expect(showColumns(neighbour, { listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(recheckList(neighbour, { listId, columns: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(
    recheckList(house.as(anActor('county_hr_officer', PLACES.county)), { listId, columns: [] }),
  ).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(recheckList(ctx, { listId, columns: [{ heading: '人员全称', field: 'salary' }] })).rejects.toMatchObject(
    { code: 'INPUT_INVALID' },
  );
  await publishList(ctx, { listId });
  await expect(recheckList(ctx, { listId, columns: [] })).rejects.toMatchObject({ code: 'LIST_COLUMNS_FIXED' });
  const other = await sent([person('周安安', 15)], '2020-07-05');
  await cancelList(ctx, { listId: other.listId });
  await expect(recheckList(ctx, { listId: other.listId, columns: [] })).rejects.toMatchObject({
    code: 'LIST_COLUMNS_FIXED',
  });
});

test('two clerks who correct the same list at once queue one check', async () => {
  const { listId } = await sent([person('吴安安', 16)], '2020-07-06');
  const done = await Promise.allSettled([1, 2, 3].map(() => recheckList(ctx, { listId, columns: CHOICES })));
  expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1);
  expect(done.flatMap((d) => (d.status === 'rejected' ? [d.reason.code] : []))).toEqual([
    'LIST_COLUMNS_FIXED',
    'LIST_COLUMNS_FIXED',
  ]);
});
