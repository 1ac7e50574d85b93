import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { OpenLock } from '../schema.ts';

export type LockRow = {
  seq: number;
  side: 'part' | 'whole';
  sourceId: string;
  place: string | null;
  countedOn: string | null;
  quantity: number;
};
export type LockView = {
  lockId: string;
  key: string;
  on: string;
  value: number | null;
  part: number;
  whole: number | null;
  target: number | null;
  note: string;
  lockedName: string;
  total: number;
  rows: LockRow[];
  next: number | null;
};

/** A locked value with the records it was locked with, by pages; places and days only. @throws NOT_FOUND */
export async function openLock(ctx: Context, input: OpenLock): Promise<LockView> {
  authorise(ctx, 'indicator.read');
  const asked = OpenLock.parse(input);
  return read(ctx, async (tx) => {
    const lock = await tx
      .selectFrom('indicator_lock')
      .selectAll()
      .where('lock_id', '=', asked.lockId)
      .executeTakeFirst();
    if (!lock) throw errors.NOT_FOUND();
    const { rows } = await sql<LockRow>`
      select r.seq, r.side, r.source_id as "sourceId", r.counted_on::text as "countedOn", r.quantity::float8 as quantity,
        (select d.full_name from division d where d.code = r.division_code order by d.valid_from desc limit 1) as place
      from indicator_lock_row r where r.lock_id = ${asked.lockId} and r.seq > ${asked.after} order by r.seq limit ${asked.limit}`.execute(
      tx,
    );
    const count = await sql<{
      n: number;
    }>`select count(*)::int as n from indicator_lock_row where lock_id = ${asked.lockId}`.execute(tx);
    const number = (text: string | null) => (text === null ? null : Number(text));
    return {
      lockId: lock.lock_id,
      key: lock.indicator,
      on: lock.as_of,
      value: number(lock.value),
      part: Number(lock.part),
      whole: number(lock.whole),
      target: number(lock.target),
      note: lock.note,
      lockedName: lock.locked_name,
      total: count.rows[0]!.n,
      rows,
      next: rows.length === asked.limit ? rows.at(-1)!.seq : null,
    };
  });
}
