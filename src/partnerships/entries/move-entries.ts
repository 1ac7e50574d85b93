import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { mayAct } from '../../review/index.ts';
import type { Row } from '../engine/condition.ts';
import { unmet } from '../engine/requirement.ts';
import { entryTransitions, type EntryState } from '../engine/transitions.ts';
import { partnershipErrors } from '../errors.ts';
import { MoveEntries } from '../schema.ts';
import { listsOf } from './check-entry.ts';
import { childrenOf } from './children.ts';
import { entryKindOf } from './record-entries.ts';
import { entryRole } from './side.ts';
import { lockEntries, type Entry } from './store.ts';

export type Moved = { moved: { entryId: string; state: EntryState }[]; waiting: string[] };

/**
 * Confirms, returns, opens, closes or takes back entries, each by the side whose step it is. Where places are promised, entries are confirmed in
 * the order they were recorded until the places are taken; the others wait.
 * @throws NOT_FOUND, ENTRY_NOT_YOURS, ENTRY_WRONG_STATE, ENTRY_NOT_READY, AGREEMENT_REASON_NEEDED
 */
export async function moveEntries(ctx: Context, input: MoveEntries): Promise<Moved> {
  const actor = authorise(ctx, 'agreement.keep');
  const { entryIds, action, reason } = MoveEntries.parse(input);
  return transaction(ctx, async (tx) => {
    const entries = await lockEntries(tx, entryIds);
    const moves: { entry: Entry; to: EntryState }[] = [];
    const waiting: string[] = [];
    for (const entry of entries) {
      const to = await stepOf(tx, actor, entry, action, reason ?? null);
      if (action === 'confirm' && !(await placeLeft(tx, entry, moves.length))) waiting.push(entry.entryId);
      else {
        await refuseUnready(tx, entry, action, ctx.clock.today());
        moves.push({ entry, to });
      }
    }
    await store(tx, ctx, actor, moves, action, reason ?? null);
    return { moved: moves.map(({ entry, to }) => ({ entryId: entry.entryId, state: to })), waiting };
  });
}

type Action = ReturnType<typeof MoveEntries.parse>['action'];

async function stepOf(tx: Tx, actor: Actor, entry: Entry, action: Action, reason: string | null): Promise<EntryState> {
  const role = await entryRole(tx, actor, entry);
  const kind = entryKindOf(entry.kind);
  const tried = (['other', 'own'] as const).filter(
    (r) => role[r] || (r === 'other' && role.own && kind.confirm === 'office'),
  );
  const answers = tried.map((r) => mayAct(entryTransitions, entry.state, action, r, { reason }));
  const allowed = answers.find((a) => a.ok);
  if (allowed?.ok) return allowed.transition.to;
  const why = answers.map((a) => (a.ok ? null : a.why));
  if (why.includes('needs_reason')) throw partnershipErrors.AGREEMENT_REASON_NEEDED();
  if (why.includes('wrong_state')) throw partnershipErrors.ENTRY_WRONG_STATE({ details: { state: entry.state } });
  throw partnershipErrors.ENTRY_NOT_YOURS();
}

/** Whether one more of this kind has a place; kinds without places always have. */
async function placeLeft(tx: Tx, entry: Entry, moving: number): Promise<boolean> {
  const { places } = entryKindOf(entry.kind);
  if (places === undefined || entry.agreementId === null) return true;
  const { rows } = await sql<{ promised: number; taken: number }>`select
      (select coalesce(sum(quantity), 0) from agreement_commitment where agreement_id = ${entry.agreementId}::uuid and kind = ${places} and removed_at is null)::int as promised,
      (select count(*) from agreement_entry where agreement_id = ${entry.agreementId}::uuid and kind = ${entry.kind} and confirmed_at is not null
        and state in ('confirmed', 'open', 'closed'))::int as taken`.execute(tx);
  return rows[0]!.taken + moving < rows[0]!.promised;
}

async function refuseUnready(tx: Tx, entry: Entry, action: Action, today: string): Promise<void> {
  const kind = entryKindOf(entry.kind);
  const asked = action === 'open' ? kind.open : action === 'close' ? kind.close : undefined;
  if (!asked) return;
  const self: Row = {
    ...(entry.data as Record<string, string>),
    id: entry.entryId,
    kind: entry.kind,
    label: kind.title.zh,
  };
  const standing = {
    commitments: [],
    entries: [self],
    children: await childrenOf(tx, entry.entryId),
    parties: [],
    rows: listsOf(entry.data),
  };
  const missing = unmet(asked, standing, today).map((u) =>
    u.which.length > 0 ? `${u.says}：${u.which.join('、')}` : u.says,
  );
  if (missing.length > 0)
    throw partnershipErrors.ENTRY_NOT_READY({ message: `还不能办理：${missing.join('；')}`, details: { missing } });
}

async function store(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  moves: readonly { entry: Entry; to: EntryState }[],
  action: Action,
  reason: string | null,
): Promise<void> {
  if (moves.length === 0) return;
  const at = ctx.clock.now();
  const confirms = action === 'confirm';
  for (const [to, list] of Map.groupBy(moves, (m) => m.to))
    await sql`update agreement_entry set state = ${to}, version = version + 1, confirmed_by = case when ${confirms} then ${actor.userId} else confirmed_by end,
        confirmed_unit = case when ${confirms} then ${actor.unitId}::uuid else confirmed_unit end, confirmed_at = case when ${confirms} then ${at} else confirmed_at end
      where entry_id = any(${list.map((m) => m.entry.entryId)}::uuid[])`.execute(tx);
  await tx
    .insertInto('agreement_event')
    .values(
      moves.map(({ entry, to }) => ({
        event_id: ctx.newId(),
        agreement_id: entry.agreementId,
        entry_id: entry.entryId,
        action,
        from_state: entry.state,
        to_state: to,
        reason,
        data: JSON.stringify({ kind: entry.kind }),
        user_id: actor.userId,
        user_name: actor.name,
        unit_name: actor.unitName,
        at,
      })),
    )
    .execute();
  await auditMany(
    tx,
    ctx,
    moves.map(({ entry, to }) => ({
      action: `entry.${action}`,
      subjectType: 'agreement_entry',
      subjectId: entry.entryId,
      divisionCode: entry.divisionCode,
      institutionId: entry.institutionId,
      summary: `${labelOf(action)}${entryKindOf(entry.kind).title.zh}`,
      payload: { from: entry.state, to, ...(reason ? { reason } : {}) },
    })),
  );
}

const labelOf = (action: Action): string => entryTransitions.find((t) => t.action === action)?.label ?? action;
