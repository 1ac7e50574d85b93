import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { rankCandidates, type Ranked } from '../../../policy/index.ts';
import { currentRegisters, type Registers } from '../../definition/definition-store.ts';
import { roleWith } from '../../definition/process.ts';
import { registerErrors } from '../../errors.ts';
import type { Capacity, PlaceRank, RegisterDefinition } from '../../definition/definition.ts';
import { AllocatePlaces } from '../../schema.ts';
import { refuseOn } from '../compose-record.ts';
import { factsGiven, lawAt } from '../known.ts';
import { moveStage, type Moving } from '../move-stage.ts';
import { dataOf, insertEvents, openStored, type StoredRecord } from '../record-store.ts';

/** Where somebody stands who waits for a place, and whether one was found. */
export type AllocatedPlace = {
  recordId: string;
  title: string;
  place: number;
  flagged: boolean;
  placed: boolean;
  reason: string;
};
/** Where somebody stands, and whether a ranking of the law says so. */
type Standing = Ranked & { ruled: boolean };
type RankedCapacity = { definition: RegisterDefinition; capacity: Capacity; rank: PlaceRank };

/**
 * Gives the places of a record (a post, a class, a plan) to those who wait for them, in the order that the law's ranking says, until none is left.
 * Who does not qualify by it gets none; on a day on which no such ranking is in force the order of receipt alone decides. Each one's history keeps where
 * it stood and why.
 * @throws NOT_FOUND, RECORD_KEPT_BY_OTHER, RECORD_NO_WAITING where nothing of this kind waits for places of a record
 */
export async function allocatePlaces(ctx: Context, input: AllocatePlaces): Promise<{ rows: AllocatedPlace[] }> {
  const actor = authorise(ctx, 'record.write');
  const { recordId } = AllocatePlaces.parse(input);
  return transaction(ctx, async (tx) => {
    const { record: host, definition } = await openStored(tx, ctx, recordId, true);
    if (roleWith(definition, actor, host) !== 'keeper') throw registerErrors.RECORD_KEPT_BY_OTHER();
    const registers = await currentRegisters(tx, ctx);
    const rows: AllocatedPlace[] = [];
    const ranked = rankedOver(registers, host.register);
    if (ranked.length === 0) throw registerErrors.RECORD_NO_WAITING();
    for (const over of ranked) {
      const waiting = await waitingFor(tx, over, host.record_id);
      const order = await orderOf(tx, ctx, over, waiting);
      const byId = new Map(waiting.map((w) => [w.record_id, w]));
      const moving: Moving = { on: { definition: over.definition, registers }, actor };
      for (const stand of order) rows.push(await placed(tx, ctx, moving, over, byId.get(stand.id)!, stand));
    }
    await audit(tx, ctx, {
      action: 'record.allocate',
      subjectType: 'register_record',
      subjectId: host.record_id,
      divisionCode: host.division_code,
      institutionId: host.institution_id,
      summary: `${definition.title.zh}：“${host.title}”按次序安排 ${rows.filter((r) => r.placed).length} 人`,
      payload: { placed: rows.filter((r) => r.placed).length, waiting: rows.filter((r) => !r.placed).length },
    });
    return { rows };
  });
}

/** Registers whose records wait for places of records of this register, to be given by rank. */
export function rankedOver(registers: Registers, host: string): RankedCapacity[] {
  return [...registers.values()].flatMap((definition) =>
    (definition.capacity ?? []).flatMap((capacity) => {
      const names = definition.fields.find((f) => f.key === capacity.of)?.register === host;
      return capacity.rank && names ? [{ definition, capacity, rank: capacity.rank }] : [];
    }),
  );
}

async function placed(
  tx: Tx,
  ctx: Context,
  moving: Moving,
  { rank }: RankedCapacity,
  record: StoredRecord,
  stand: Standing,
): Promise<AllocatedPlace> {
  const why = `第 ${stand.place} 位，${whyThere(stand)}`;
  const stage = moving.on.definition.stages!.find((s) => s.code === rank.to)!;
  const problems = await moveStage(tx, ctx, moving, record, stage, `按次序安排：${why}`);
  const reason = problems.length === 0 ? why : `${why}；${problems.map((p) => p.message).join('；')}`;
  if (problems.length > 0)
    await insertEvents(tx, ctx, moving.actor, [record], () => ({
      action: 'wait',
      from: record.state,
      to: record.state,
      reason,
    }));
  return {
    recordId: record.record_id,
    title: record.title,
    place: stand.place,
    flagged: stand.flagged,
    placed: problems.length === 0,
    reason,
  };
}

const whyThere = ({ flagged, tied, ruled }: Standing): string =>
  ruled
    ? `${flagged ? '属优先对象' : '非优先对象'}${tied ? '，同等条件按受理先后' : ''}`
    : '没有在执行的优先规则，按受理先后';

/** Those who wait for places of a record, in the order of receipt. */
async function waitingFor(tx: Tx, { definition, capacity }: RankedCapacity, host: string): Promise<StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`select r.* from register_record r
    where r.register = ${definition.key} and r.state = 'accepted' and r.stage = ${capacity.waiting!} and r.data ->> ${capacity.of} = ${host}
    order by r.created_at, r.record_id for update`.execute(tx);
  return rows;
}

async function orderOf(
  tx: Tx,
  ctx: Context,
  { rank }: RankedCapacity,
  waiting: readonly StoredRecord[],
): Promise<readonly Standing[]> {
  if (waiting.length === 0) return [];
  const day = ctx.clock.today();
  const law = await lawAt(tx, waiting[0]!.division_code);
  const rule = law.rule(rank.rule, day)?.rank;
  if (!rule)
    return waiting.map((w, i) => ({
      id: w.record_id,
      place: i + 1,
      flagged: false,
      score: null,
      tied: true,
      ruled: false,
    }));
  const candidates = waiting.map((w, i) => ({
    id: w.record_id,
    facts: factsGiven({ facts: rank.facts, data: dataOf(w), divisionCode: w.division_code }, '登记册', day, {
      received_order: i + 1,
    }),
  }));
  return rankCandidates(rule, candidates, law, day).map((r) => ({ ...r, ruled: true }));
}

/**
 * Stops when somebody is given a place by hand over others who stand before by the law's ranking, unless a reason is given.
 * @throws RECORD_NEEDS_REASON naming who is passed over
 */
export async function refusePassingOver(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  record: StoredRecord,
  stage: string,
  reason: string | undefined,
): Promise<void> {
  for (const capacity of definition.capacity ?? []) {
    const { rank } = capacity;
    const host = dataOf(record)[capacity.of];
    if (!rank || rank.to !== stage || record.stage !== capacity.waiting || typeof host !== 'string') continue;
    const waiting = await waitingFor(tx, { definition, capacity, rank }, host);
    const law = await lawAt(tx, record.division_code);
    if (!law.rule(rank.rule, ctx.clock.today())?.rank) continue;
    const order = await orderOf(tx, ctx, { definition, capacity, rank }, waiting);
    const own = order.find((o) => o.id === record.record_id);
    const before = order.filter((o) => o.flagged && !own?.flagged);
    const names = before.map((o) => waiting.find((w) => w.record_id === o.id)!.title);
    const message = `${names.slice(0, 3).join('、')}${names.length > 3 ? ` 等 ${names.length} 人` : ''}属优先对象，还在等候`;
    refuseOn(before.length === 0 ? [] : [{ path: capacity.of, message, level: 'reason' }], reason);
  }
}
