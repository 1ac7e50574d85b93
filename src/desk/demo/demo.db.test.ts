import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDivisions } from '../../organizations/index.ts';
import { loadPolicy } from '../../policy/index.ts';
import { loadReadings } from '../law/index.ts';
import { loadRegisters } from '../../registers/index.ts';
import { sealAudit, verifyAudit } from '../../platform/audit/audit-seal.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { historyHolds, type ApplicationStep } from '../../enrolment/application.ts';
import { demoAccounts } from './accounts.ts';
import { loadDemo } from './load.ts';
import { villagePeople } from './population.ts';

const ROOT = join(import.meta.dirname, '../../..');
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
  house.services.demo = true;
  await loadDivisions(house.services, ROOT, () => undefined, ['37']);
  await loadPolicy(house.services, join(ROOT, 'rules'));
  await loadReadings(house.services, ROOT);
  await loadRegisters(house.services, join(ROOT, 'registers'), join(ROOT, 'rules'));
  await loadDemo(house.services, { people: 2500, say: () => undefined });
}, 240_000);

describe('the demonstration province', () => {
  it('has an account for every role of the route, and people and cases to show', async () => {
    const accounts = await demoAccounts(house.services);
    expect(accounts.map((a) => a.username)).toEqual(
      expect.arrayContaining([
        'cun',
        'xiang-fupin',
        'xiang-renshe',
        'xian-fupin',
        'xian-renshe',
        'shi-renshe',
        'sheng-renshe',
        'xuexiao',
      ]),
    );
    const { rows } = await house.owner('select state, count(*) as n from application group by 1');
    const counts = new Map(rows.map((r: { state: string; n: number }) => [r.state, Number(r.n)]));
    for (const state of [
      'draft',
      'township_review',
      'township_passed',
      'city_accepted',
      'school_notified',
      'letter_issued',
    ])
      expect(counts.get(state), state).toBeGreaterThan(0);
    const village = await house.owner(
      `select count(*) as n from person p join unit u on u.division_code = p.village_code join role_assignment r on r.unit_id = u.unit_id and r.role = 'village_clerk'`,
    );
    expect(Number(village.rows[0].n)).toBeGreaterThan(100);
  });

  it('shows offices at work: hand-overs, stand-ins, tasks, an import with problems, returns, readers', async () => {
    const { rows } = await house.owner(`select
      (select count(*) from wish_handover where received_at is not null)::int as acknowledged, (select count(*) from wish_handover where received_at is null)::int as sent,
      (select count(*) from delegation where valid_from <= '2020-09-01' and valid_to > '2020-09-01')::int as current,
      (select count(*) from delegation where valid_to <= '2020-09-01')::int as ended,
      (select count(*) from task where kind = 'no_longer_listed' and state = 'open')::int as unlisted,
      (select count(*) from person_event where kind = 'died')::int as died,
      (select count(*) from import_problem q join source_list l using (list_id) where l.state = 'checked' and q.decision = 'review' and q.resolution is null)::int as problems,
      (select count(*) from application where state = 'reselect')::int as reselect, (select count(*) from application where state = 'returned_to_county')::int as returned,
      (select count(*) from read_log where act = 'open_file')::int as opened, (select count(*) from read_log where act = 'unmask')::int as unmasked`);
    const nothing = Object.entries(rows[0] as Record<string, number>).filter(([, n]) => n === 0);
    expect(nothing).toEqual([]);
  });

  it('leaves only histories that the route allows, numbers without gaps and a whole audit chain', async () => {
    const { rows } = await house.owner(
      `select application_id, json_agg(json_build_object('event', event, 'to', to_state) order by seq) as steps from application_event group by 1`,
    );
    for (const r of rows as { application_id: string; steps: ApplicationStep[] }[])
      expect(historyHolds(r.steps), JSON.stringify(r.steps)).toBe(true);
    const backwards = await house.owner(
      `select 1 from application_event a join application_event b on b.application_id = a.application_id and b.seq = a.seq + 1 where b.at < a.at`,
    );
    expect(backwards.rowCount).toBe(0);
    const gaps = await house.owner(`select 1 from admission group by city_code, year having max(sequence) <> count(*)`);
    expect(gaps.rowCount).toBe(0);
    const client = new pg.Client({ connectionString: house.services.ownerUrl });
    await client.connect();
    while ((await sealAudit(client, '2020-09-01')) > 0);
    expect((await verifyAudit(client)).faults).toEqual([]);
    await client.end();
  });

  it('leaves the worker nothing to do: what it queued is done', async () => {
    const { rows } = await house.owner(`select kind, state, error_code from job where state <> 'done'`);
    expect(rows).toEqual([]);
    const { rows: all } = await house.owner('select count(*)::int as n from job');
    expect(all[0].n).toBeGreaterThan(0);
  });

  it('is not loaded twice', async () => {
    const before = await house.owner('select count(*) as n from application_event');
    const report = await loadDemo(house.services, { people: 2500, say: () => undefined });
    expect(report.already).toBe(true);
    expect((await house.owner('select count(*) as n from application_event')).rows).toEqual(before.rows);
  });

  it('invents the same people for the same village every time', () => {
    const village = { code: 371721103203, name: '曾楼村', countyName: '曹县', townshipName: '青堌集镇' };
    expect(villagePeople(village, 80, '2020-06-20', 4)).toEqual(villagePeople(village, 80, '2020-06-20', 4));
  });
});
