import { CompiledQuery, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { areasText, closing, read, transactionAs, unanswered } from '../db.ts';
import { UNANSWERED } from './prepared-pool.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
const areas = sql<{ areas: string }>`select current_setting('jiqiao.areas', true) as areas`;

describe('statements sent together', () => {
  test('what row security reads is there for the first statement and gone with the transaction', async () => {
    const inside = await transactionAs(house.services.db, 'system', (tx) => areas.execute(tx));
    expect(inside.rows[0]!.areas).toBe('{[0,1000000000000)}');
    const after = await areas.execute(house.services.db.kysely);
    expect(after.rows[0]!.areas ?? '').toBe('');
  });
  test('one that fails unanswered is told by the next, nothing of its transaction stays, and the connection serves on', async () => {
    const failing = transactionAs(house.services.db, 'system', async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(`${UNANSWERED}select 1 / $1::int`, [0]));
      await sql`select ${1}::int`.execute(tx);
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    for (let turn = 0; turn < 12; turn++)
      expect((await sql<{ n: number }>`select ${turn}::int as n`.execute(house.services.db.kysely)).rows[0]!.n).toBe(
        turn,
      );
  });
  test('one that fails unanswered before the commit is told by the commit, and nothing of its transaction stays', async () => {
    const count = sql<{ n: number }>`select count(*) as n from number_counter where scope = 'unanswered'`;
    for (let turn = 0; turn < 12; turn++) {
      const failing = transactionAs(house.services.db, 'system', async (tx) => {
        await unanswered(sql`insert into number_counter (scope, last) values ('unanswered', ${turn})`).execute(tx);
        await unanswered(sql`select 1 / ${0}::int`).execute(tx);
        await unanswered(sql`select ${1}::int`).execute(tx);
        return 'done';
      });
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      expect((await count.execute(house.services.db.kysely)).rows[0]!.n).toBe(0);
    }
  });
  test('what was sent unanswered stands after the commit', async () => {
    await transactionAs(house.services.db, 'system', async (tx) => {
      await unanswered(sql`insert into number_counter (scope, last) values ('kept', ${7})`).execute(tx);
    });
    const { rows } = await sql<{ last: number }>`select last from number_counter where scope = 'kept'`.execute(
      house.services.db.kysely,
    );
    expect(rows).toEqual([{ last: 7 }]);
  });
  test('a transaction without a statement of its own ends as quietly as it began', async () => {
    await expect(transactionAs(house.services.db, null, async () => 'done')).resolves.toBe('done');
    await expect(
      transactionAs(house.services.db, null, async () => {
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');
  });
  test('a statement whose first preparing ended in an error is prepared again, alone or sent ahead', async () => {
    const divided = (by: number) => sql<{ n: number }>`select 12 / ${by}::int as n`;
    const turns = [...Array<number>(12).fill(0), ...Array<number>(24).fill(3)];
    for (const by of turns) {
      const alone = divided(by).execute(house.services.db.kysely);
      const ahead = transactionAs(house.services.db, 'system', async (tx) => {
        await unanswered(sql`select 24 / ${by}::int`).execute(tx);
        return (await sql<{ n: number }>`select ${by}::int as n`.execute(tx)).rows[0]!.n;
      });
      const told = await Promise.allSettled([alone.then((answer) => answer.rows[0]!.n), ahead]);
      if (by === 0)
        expect(told.map((t) => t.status === 'rejected' && (t.reason as { code: string }).code)).toEqual([
          '22012',
          '22012',
        ]);
      else expect(told.map((t) => t.status === 'fulfilled' && t.value)).toEqual([4, 3]);
    }
  });
  test('statements in one text run after what was sent ahead, and tell its failure', async () => {
    const both = (by: number) =>
      transactionAs(house.services.db, 'system', async (tx) => {
        await unanswered(sql`select 1 / ${by}::int`).execute(tx);
        await sql`set local work_mem = '8MB'; set local jit = off`.execute(tx);
        return (await sql<{ work_mem: string }>`show work_mem`.execute(tx)).rows[0]!.work_mem;
      });
    expect(await both(1)).toBe('8MB');
    await expect(both(0)).rejects.toMatchObject({ code: '22012' });
  });
  test('the closing statement of a reading is answered, its transaction has ended, and the connection serves the next', async () => {
    const ctx = house.as(anActor('county_hr_officer', PLACES.county));
    const told = sql<{ n: number; areas: string }>`select ${7}::int as n, current_setting('jiqiao.areas') as areas`;
    for (let turn = 0; turn < 12; turn++) {
      const { rows } = await read(ctx, async (tx) => {
        await areas.execute(tx);
        return closing(told).execute(tx);
      });
      expect(rows).toEqual([{ n: 7, areas: areasText(ctx.actor!.areas) }]);
      expect((await areas.execute(house.services.db.kysely)).rows[0]!.areas ?? '').toBe('');
    }
    const { rows: open } = await house.owner(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(open).toEqual([{ n: 0 }]);
  });
  test('a closing statement that fails is told, and one after the closing statement never runs', async () => {
    const ctx = house.as(null);
    for (const by of [0, 3, 0, 3]) {
      const divided = read(ctx, (tx) => closing(sql<{ n: number }>`select 12 / ${by}::int as n`).execute(tx));
      if (by === 0) await expect(divided).rejects.toMatchObject({ code: '22012' });
      else expect((await divided).rows).toEqual([{ n: 4 }]);
    }
    const late = read(ctx, async (tx) => {
      await closing(sql`select 1`).execute(tx);
      await sql`select 2`.execute(tx);
    });
    await expect(late).rejects.toThrow('after the closing statement');
    await expect(read(ctx, (tx) => closing(sql<{ n: number }>`select 5 as n`).execute(tx))).resolves.toMatchObject({
      rows: [{ n: 5 }],
    });
  });
});
