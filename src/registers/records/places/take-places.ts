import { sql } from 'kysely';
import { lockUntilEnd, type Tx } from '../../../platform/db.ts';
import { conditionTruth, type Known } from '../../definition/conditions.ts';
import { rounded } from '../../definition/formulas.ts';
import type { Problem } from '../../definition/record-problems.ts';
import type { Capacity, RecordData, RegisterDefinition } from '../../definition/definition.ts';
import type { NewRecord } from '../record-store.ts';

type Taking = { record: NewRecord; problems: Problem[]; known: Known; entering: boolean };
type Host = { limit: number | null; base: number | null };

/**
 * Asks whether there is room for records that take places of others (seats, posts, quotas), one after the other, with what the same batch takes.
 * Taken places are counted whoever keeps the records; the record whose places they are is locked until the transaction ends, so that two at once
 * cannot take the last one. Who may wait is set to that stage.
 */
export async function takePlaces(tx: Tx, definition: RegisterDefinition, taking: readonly Taking[]): Promise<void> {
  for (const capacity of definition.capacity ?? []) {
    const here = new Map<string, number>();
    for (const one of taking.filter((t) => takes(definition, capacity, t))) {
      const host = String(one.record.data[capacity.of]);
      await lockUntilEnd(tx, `register places ${host}`);
      const { limit, base } = await hostOf(tx, capacity, host);
      if (limit === null) continue;
      const match = matchOf(capacity, one.record.data);
      const slot = `${host} ${JSON.stringify(match)}`;
      const taken = (await takenOf(tx, definition, capacity, one.record, match, one.known.day)) + (here.get(slot) ?? 0);
      const wanted = amountOf(capacity, one.record.data);
      const problem = taken + wanted > limit ? problemOf(capacity, { taken, wanted, limit, base }) : null;
      if (problem && capacity.beyond === 'wait' && one.entering) {
        one.record.stage = capacity.waiting!;
        one.problems.push({ ...problem, level: 'warn' });
        continue;
      }
      if (problem) one.problems.push(problem);
      here.set(slot, (here.get(slot) ?? 0) + wanted);
    }
  }
}

function takes(definition: RegisterDefinition, capacity: Capacity, { record, known }: Taking): boolean {
  const { data, stage, state } = record;
  if (typeof data[capacity.of] !== 'string' || !['draft', 'submitted', 'accepted'].includes(state)) return false;
  if (capacity.waiting !== undefined && stage === capacity.waiting) return false;
  if (Object.entries(capacity.where ?? {}).some(([key, value]) => data[key] !== value)) return false;
  return capacity.when === undefined || conditionTruth(capacity.when, known) === true;
}

const amountOf = (capacity: Capacity, data: RecordData): number =>
  capacity.quantity === undefined ? 1 : Number(data[capacity.quantity] ?? 0);

/** What the other records must have in common with this one to take of the same places. */
function matchOf(capacity: Capacity, data: RecordData): Record<string, unknown> {
  const same = (capacity.per ?? []).map((key) => [key, data[key] ?? null] as const);
  return { ...capacity.where, ...Object.fromEntries(same) };
}

async function hostOf(tx: Tx, capacity: Capacity, host: string): Promise<Host> {
  const { rows } = await sql<{ limit: string | null; base: string | null }>`
    select r.data ->> ${capacity.limit} as limit, r.data ->> ${capacity.base ?? capacity.limit} as base from register_record r where r.record_id = ${host}::uuid`.execute(
    tx,
  );
  const number = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text));
  return { limit: number(rows[0]?.limit), base: number(rows[0]?.base) };
}

async function takenOf(
  tx: Tx,
  definition: RegisterDefinition,
  capacity: Capacity,
  record: NewRecord,
  match: Record<string, unknown>,
  day: string,
): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select register_places_taken(${definition.key}, ${capacity.of}, ${String(record.data[capacity.of])}::uuid, ${record.record_id}::uuid,
      ${JSON.stringify(match)}::jsonb, ${capacity.quantity ?? null}, ${capacity.waiting ?? null}, ${day}::date)::text as n`.execute(
    tx,
  );
  return Number(rows[0]!.n);
}

type Room = { taken: number; wanted: number; limit: number; base: number | null };

function problemOf(capacity: Capacity, { taken, wanted, limit, base }: Room): Problem {
  const percent = (n: number) => (base ? rounded((n * 100) / base, 1) : 0);
  const said: Record<string, number> = {
    taken,
    limit,
    free: Math.max(0, limit - taken),
    share: percent(taken + wanted),
    limit_share: percent(limit),
  };
  const message = capacity.message.zh.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => String(said[name] ?? ''));
  return {
    path: capacity.quantity ?? capacity.of,
    message,
    level: capacity.beyond === 'warn' ? 'warn' : 'refuse',
    places: true,
  };
}
