import { beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { aUnit, aUser } from '../../organizations/builders.ts';
import { audit } from '../../platform/audit/audit.ts';
import { sealAudit } from '../../platform/audit/audit-seal.ts';
import type { Actor } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { runJob } from '../../platform/jobs.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { getAuditEntry } from './get-audit-entry.ts';
import { defineDeskJobs } from '../jobs.ts';
import { listAuditEntries } from './list-audit-entries.ts';
import { listAuditRoots } from './list-audit-roots.ts';
import { listReads } from './list-reads.ts';
import { listVerifications } from '../today/list-verifications.ts';
import { verifyAudit } from './verify-audit.ts';

let house: TestHouse;
let auditor: Actor;
let clerk: Actor;

async function withUnit(role: 'auditor' | 'county_hr_officer', line: string, code: number): Promise<Actor> {
  const unitId = await house.system((tx) => aUnit(tx, { level: 'county', line, divisionCode: code }));
  const userId = await house.system((tx) => aUser(tx, { name: `用户${line}`, posts: [{ unitId, role }] }));
  return anActor(role, code, { unitId, userId, name: `用户${line}`, level: 'county', line });
}
const write = (actor: Actor, summary: string, divisionCode: number) =>
  transactionAs(house.services.db, actor, (tx) =>
    audit(tx, house.as(actor), {
      action: 'test.act',
      subjectType: 'test',
      subjectId: summary,
      divisionCode,
      summary,
      payload: { was: 1 },
    }),
  );
async function seal(day: string): Promise<void> {
  const client = new pg.Client({ connectionString: house.services.ownerUrl });
  await client.connect();
  while ((await sealAudit(client, day)) > 0);
  await client.end();
}
async function verified(): Promise<Awaited<ReturnType<typeof listVerifications>>['rows'][number]> {
  const { jobId } = await verifyAudit(house.as(auditor), {});
  await runJob(house.services, async () => auditor, jobId);
  return (await listVerifications(house.as(auditor), {})).rows.find((v) => v.id === jobId)!;
}

beforeAll(async () => {
  defineDeskJobs();
  house = await openTestHouse();
  auditor = await withUnit('auditor', 'audit', PLACES.county);
  clerk = await withUnit('county_hr_officer', 'hr', PLACES.otherCounty);
  await write(auditor, '本县的一件', PLACES.county);
  await write(clerk, '邻县的一件', PLACES.otherCounty);
});

describe('the audit log', () => {
  test('shows what lies in the area and unit, by actor, action, subject and day', async () => {
    const seen = await listAuditEntries(house.as(auditor), {});
    expect(seen.rows.map((e) => e.summary)).toEqual(['本县的一件']);
    const among = async (filter: object) => (await listAuditEntries(house.as(auditor), filter)).rows.length;
    expect(await among({ actor: '用户audit' })).toBe(1);
    expect(await among({ actor: '用户hr' })).toBe(0);
    expect(await among({ action: 'test.' })).toBe(1);
    expect(await among({ action: 'application.' })).toBe(0);
    expect(await among({ subject: '本县的一件' })).toBe(1);
    expect(await among({ to: '2020-08-31' })).toBe(0);
    expect(await among({ from: '2020-09-01', to: '2020-09-01' })).toBe(1);
    await expect(among({ division: PLACES.otherCounty })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('one entry opens whole with its content; another office’s is not found', async () => {
    const [own] = (await listAuditEntries(house.as(auditor), {})).rows;
    const view = await getAuditEntry(house.as(auditor), { id: own!.id });
    expect(view).toMatchObject({ summary: '本县的一件', payload: { was: 1 }, divisionCode: '371721000000' });
    await expect(getAuditEntry(house.as(clerk), { id: own!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('is closed to whoever may not audit', async () => {
    const village = anActor('village_clerk', PLACES.county, { level: 'village', line: 'village' });
    await expect(listAuditEntries(house.as(village), {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(listReads(house.as(village), {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(verifyAudit(house.as(village), {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });
});

describe('reads and exports', () => {
  test('are listed for the units of the area only, with purpose and number of persons', async () => {
    const add = (actor: Actor, act: string) =>
      house.owner(
        `insert into read_log (at, user_id, unit_id, act, persons, purpose) values ('2020-08-30T01:00:00Z', $1, $2, $3, 3412, '核对')`,
        [actor.userId, actor.unitId, act],
      );
    await add(auditor, 'export');
    await add(auditor, 'open_file');
    await add(clerk, 'export');
    const seen = await listReads(house.as(auditor), { act: 'export' });
    expect(seen.rows).toEqual([
      expect.objectContaining({ userName: '用户audit', act: 'export', persons: 3412, purpose: '核对' }),
    ]);
    expect((await listReads(house.as(auditor), { user: '用户audit' })).rows).toHaveLength(2);
    expect((await listReads(house.as(auditor), { from: '2020-09-01' })).rows).toEqual([]);
  });
});

describe('verifying the chain', () => {
  test('a whole chain is found whole, the verification itself is in the log, and a second request joins the first', async () => {
    await seal('2020-08-31');
    const first = await verifyAudit(house.as(auditor), {});
    expect(await verifyAudit(house.as(auditor), {})).toEqual(first);
    await runJob(house.services, async () => auditor, first.jobId);
    const report = (await listVerifications(house.as(auditor), {})).rows[0]!;
    expect(report).toMatchObject({ state: 'done', report: { faultCount: 0, lastRoot: { day: '2020-08-31' } } });
    const found = (await listAuditEntries(house.as(auditor), { action: 'audit.' })).rows;
    expect(found.map((e) => e.action).sort()).toEqual(['audit.verified', 'audit.verify']);
  });
  test('an entry that was altered behind the program is named', async () => {
    const { rows } = await house.owner(
      `update audit_entry set summary = '改过的' where summary = '本县的一件' returning entry_id`,
    );
    const { report } = await verified();
    expect(report!.faults).toEqual([{ kind: 'changed', seq: expect.any(Number), entryId: rows[0].entry_id }]);
    await house.owner(`update audit_entry set summary = '本县的一件' where entry_id = $1`, [rows[0].entry_id]);
    expect((await verified()).report!.faultCount).toBe(0);
  });
  test('the verifications of another unit are not shown', async () => {
    const other = await withUnit('auditor', 'audit', PLACES.otherCounty);
    expect((await listVerifications(house.as(other), {})).rows).toEqual([]);
  });
});

describe('daily digests', () => {
  test('anybody reads those of finished days; the day under way is not yet published', async () => {
    await seal('2020-09-01');
    const { rows, total } = await listAuditRoots(house.as(null), {});
    expect(total).toBe(1);
    expect(rows).toEqual([
      expect.objectContaining({ day: '2020-08-31', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ]);
  });
});
