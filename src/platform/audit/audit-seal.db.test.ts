import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { audit } from './audit.ts';
import { sealAudit, verifyAudit } from './audit-seal.ts';
import { transaction } from '../db.ts';

let house: TestHouse;
const actor = anActor('county_poverty_officer', PLACES.county);

async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: house.services.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function writeEntries(count: number): Promise<void> {
  const ctx = house.as(actor);
  for (let i = 0; i < count; i++) {
    await transaction(ctx, (tx) =>
      audit(tx, ctx, {
        action: 'test.act',
        subjectType: 'thing',
        subjectId: String(i),
        summary: `第${i}次`,
        payload: { i, note: '私' },
      }),
    );
  }
}

beforeAll(async () => {
  house = await openTestHouse();
  await writeEntries(6);
  await withOwner((c) => sealAudit(c, '2020-09-01'));
});

describe('the sealed audit chain', () => {
  it('verifies whole and reports the unsealed tail', async () => {
    await writeEntries(2);
    const report = await withOwner(verifyAudit);
    expect(report.faults).toEqual([]);
    expect(report.sealed).toBe(6);
    expect(report.unsealed).toBe(2);
    expect(report.lastRoot?.day).toBe('2020-09-01');
    await withOwner((c) => sealAudit(c, '2020-09-01'));
    expect((await withOwner(verifyAudit)).unsealed).toBe(0);
  });

  const tampering: [string, string, string][] = [
    [
      'a changed summary',
      `update audit_entry set summary = '改过' where entry_id = (select entry_id from audit_seal where seq = 3)`,
      'changed',
    ],
    [
      'a changed payload',
      `update audit_entry set payload = '{"i": 99}' where entry_id = (select entry_id from audit_seal where seq = 3)`,
      'changed',
    ],
    [
      'a removed entry',
      `delete from audit_entry where entry_id = (select entry_id from audit_seal where seq = 4)`,
      'removed',
    ],
    ['a removed seal', `delete from audit_seal where seq = 2`, 'removed'],
    ['seals cut off at the end', `delete from audit_seal where seq >= 7`, 'removed'],
    [
      'two entries exchanged',
      `update audit_seal s set entry_id = o.entry_id from audit_seal o where s.seq = 5 and o.seq = 5; with x as (select seq, entry_hash from audit_seal where seq in (2, 3))
       update audit_seal s set entry_hash = x.entry_hash from x where (s.seq, x.seq) in ((2, 3), (3, 2))`,
      'reordered',
    ],
    [
      'an entry slipped into the past',
      `insert into audit_entry (entry_id, at, recorded_at, user_id, user_name, request_id, action, subject_type, subject_id, summary)
       values (gen_random_uuid(), now(), now() - interval '3 days', 'x', 'x', 'x', 'x', 'x', 'x', 'x')`,
      'inserted',
    ],
  ];
  it.each(tampering)('finds %s', async (_what, statement, kind) => {
    await withOwner(async (c) => {
      await c.query('begin');
      await c.query(statement);
      const report = await verifyAudit(c);
      await c.query('rollback');
      expect(report.faults.map((f) => f.kind)).toContain(kind);
    });
  });

  it('cannot be written, changed or removed by the application', async () => {
    const ctx = house.as(actor);
    await expect(transaction(ctx, (tx) => tx.deleteFrom('audit_entry').execute())).rejects.toThrow(/permission denied/);
    await expect(
      transaction(ctx, (tx) => tx.updateTable('audit_entry').set({ summary: 'x' }).execute()),
    ).rejects.toThrow(/permission denied/);
    await expect(transaction(ctx, (tx) => tx.deleteFrom('audit_seal').execute())).rejects.toThrow(/permission denied/);
  });

  it('takes the change with it when the entry cannot be written', async () => {
    const ctx = house.as(actor);
    const id = ctx.newId();
    const act = transaction(ctx, async (tx) => {
      await tx.insertInto('number_counter').values({ scope: id, last: 1 }).execute();
      await audit(tx, ctx, { action: null as unknown as string, subjectType: 'x', subjectId: 'x', summary: 'x' });
    });
    await expect(act).rejects.toThrow();
    const rows = await house.owner('select 1 from number_counter where scope = $1', [id]);
    expect(rows.rowCount).toBe(0);
  });

  it('is sealed by one sealer even when several run at once', async () => {
    await writeEntries(10);
    await Promise.all(Array.from({ length: 4 }, () => withOwner((c) => sealAudit(c, '2020-09-02'))));
    await withOwner((c) => sealAudit(c, '2020-09-02'));
    const report = await withOwner(verifyAudit);
    expect(report.faults).toEqual([]);
    expect(report.unsealed).toBe(0);
  });
});
