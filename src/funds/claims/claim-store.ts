import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { post } from '../ledger/post.ts';
import type { Checked } from './three-way.ts';
import { locked } from '../locked.ts';

/** The claim, locked until the transaction ends. @throws NOT_FOUND */
export const lockClaim = (tx: Tx, actor: Actor, claimId: string) =>
  locked(
    tx
      .selectFrom('claim')
      .selectAll()
      .where('claim_id', '=', claimId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );
export type Claim = Awaited<ReturnType<typeof lockClaim>>;

/** What happened to a claim, in the transaction of the change. */
export async function addEvent(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  of: { claimId: string; divisionCode: number; action: string; from: string | null; to: string; reason: string | null },
): Promise<void> {
  await sql`insert into claim_event (claim_id, seq, action, from_state, to_state, division_code, user_id, user_name, unit_id, reason, at)
    select ${of.claimId}::uuid, coalesce(max(seq), 0) + 1, ${of.action}, ${of.from}::text, ${of.to}, ${of.divisionCode}, ${actor.userId}, ${actor.name},
      ${actor.unitId || null}::uuid, ${of.reason}::text, ${ctx.clock.now().toISOString()}::timestamptz from claim_event where claim_id = ${of.claimId}`.execute(
    tx,
  );
}

/** Adds lines to a claim in the order given, ready or held, in one statement. */
export async function addLines(
  tx: Tx,
  ctx: Context,
  claim: { claimId: string; divisionCode: number },
  lines: readonly Checked[],
): Promise<void> {
  const rows = lines.map((line, i) => ({
    ...line,
    line_id: ctx.newId(),
    line_no: i + 1,
    payee_account: line.payee_account?.toString('hex') ?? null,
    state: line.missing.length === 0 ? 'ready' : 'held',
    held_since: line.missing.length === 0 ? null : (line.held_since ?? ctx.clock.today()),
  }));
  await sql`insert into claim_line (person_id, line_id, claim_id, entitlement_id, line_no, division_code, village_code, institution_id, amount_fen, state, missing,
      held_since, payee_name, payee_bank, payee_account, payee_mask)
    select person_id, line_id, ${claim.claimId}::uuid, entitlement_id, line_no, ${claim.divisionCode}::bigint, village_code, institution_id, amount_fen, state, missing,
      held_since, payee_name, payee_bank, decode(payee_account, 'hex'), payee_mask
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, line_id uuid, entitlement_id uuid, line_no integer, village_code bigint,
      institution_id uuid, amount_fen bigint, state text, missing text[], held_since date, payee_name text, payee_bank text, payee_account text, payee_mask text)`.execute(
    tx,
  );
}

/** Lines of a claim that stopped or began to hold the check since they were entered; the claim's counts follow. */
export async function recheckLines(tx: Tx, claimId: string, checked: readonly Checked[], today: string): Promise<void> {
  const rows = checked.map((c) => ({ ...c, payee_account: c.payee_account?.toString('hex') ?? null }));
  await sql`update claim_line l set state = case when cardinality(r.missing) = 0 then 'ready' else 'held' end, missing = r.missing,
      held_since = case when cardinality(r.missing) = 0 then null else coalesce(l.held_since, ${today}::date) end,
      payee_name = r.payee_name, payee_bank = r.payee_bank, payee_account = decode(r.payee_account, 'hex'), payee_mask = r.payee_mask
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, entitlement_id uuid, missing text[], payee_name text, payee_bank text,
      payee_account text, payee_mask text)
    where l.claim_id = ${claimId} and l.person_id = r.person_id and l.entitlement_id = r.entitlement_id and l.state <> 'dropped'
      and not ('budget' = any (l.missing) or 'objection' = any (l.missing))`.execute(tx);
  await countLines(tx, claimId);
}

/** The claim's counts from its lines. */
export async function countLines(tx: Tx, claimId: string): Promise<void> {
  await sql`update claim c set lines = n.ready, held = n.held, total_fen = n.fen from (
      select count(*) filter (where state = 'ready')::integer as ready, count(*) filter (where state = 'held')::integer as held,
        coalesce(sum(amount_fen) filter (where state = 'ready'), 0)::bigint as fen from claim_line where claim_id = ${claimId}) n
    where c.claim_id = ${claimId}`.execute(tx);
}

/** Closes an approved claim of which nothing is left to pay. */
export const closePaid = (tx: Tx, claimId: string): Promise<unknown> =>
  sql`select close_paid_claim(${claimId})`.execute(tx);

/** Sets the claim's money aside in its budget, once; the budget must be locked and have it. */
export async function commitClaim(tx: Tx, ctx: Context, claim: Claim): Promise<void> {
  const of = { divisionCode: claim.division_code, source: claim.source, year: claim.year, claimId: claim.claim_id };
  await post(tx, ctx, [
    {
      ...of,
      key: `commit ${claim.claim_id}`,
      kind: 'commit',
      debit: { budgetId: claim.budget_id, bucket: 'committed' },
      credit: { budgetId: claim.budget_id, bucket: 'available' },
      fen: claim.total_fen,
      on: ctx.clock.today(),
    },
  ]);
}

/** Puts a policy without a funding decision on the coordination list with finance, once. Returns whether it stands there. */
export async function openGap(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  of: { divisionCode: number; item: string; source: string; year: number },
): Promise<void> {
  await sql`insert into funding_gap (gap_id, division_code, item, source, year, opened_by, opened_at)
    values (${ctx.newId()}, ${of.divisionCode}, ${of.item}, ${of.source}, ${of.year}, ${actor.userId}, ${ctx.clock.now().toISOString()}::timestamptz)
    on conflict (division_code, item, source, year) where closed_at is null do nothing`.execute(tx);
}
