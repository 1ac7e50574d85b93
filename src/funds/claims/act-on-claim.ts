import { findSetting } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { chance } from '../../platform/ids.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { mayAct } from '../../review/index.ts';
import { fundErrors } from '../errors.ts';
import { lockBudget, requireLeft } from '../ledger/budget-store.ts';
import { NOTICE_DAYS } from '../settings.ts';
import { addEvent, commitClaim, countLines, lockClaim, openGap, recheckLines, type Claim } from './claim-store.ts';
import { ActOnClaim } from './schema.ts';
import { checkLegs } from './three-way.ts';
import { CLAIM_TRANSITIONS, PERMISSIONS_OF, type ClaimAction, type ClaimState } from './transitions.ts';

export type ClaimActed = { claimId: string; state: ClaimState; warnings: string[] };

const DONE: Readonly<Record<ClaimAction, string>> = {
  submit: '提交复核',
  check: '复核',
  publish: '公示',
  approve: '审批',
  return: '退回',
  cancel: '作废',
};

/**
 * One step of 经办—复核—公示—审批, each by another person. Submitting and approving check every line anew; approving sets the money aside in the budget, which is locked: more than is left
 * is refused whole. Where no funding decision stands, the approval says so and the matter stays on the coordination list until one is recorded.
 * @throws NOT_PERMITTED, NOT_FOUND, CLAIM_WRONG_STATE, CLAIM_SAME_PERSON, CLAIM_REASON_NEEDED, CLAIM_NOTICE_OPEN, BUDGET_EXCEEDED
 */
export async function actOnClaim(ctx: Context, input: ActOnClaim): Promise<ClaimActed> {
  const actor = authoriseAny(ctx, ['funds.prepare', 'funds.check', 'funds.approve']);
  const { claimId, action, reason = null } = ActOnClaim.parse(input);
  authoriseAny(ctx, PERMISSIONS_OF[action]);
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, actor, claimId);
    const to = stateAfter(claim, action, actor, reason);
    refuseSamePerson(claim, action, actor);
    if (action === 'submit' || action === 'approve') await recheck(tx, ctx, claimId);
    const notice = await noticeOf(tx, ctx, claim, action);
    if (action === 'cancel') await dropAll(tx, claimId);
    const warnings = action === 'approve' ? await setAside(tx, ctx, actor, claimId) : [];
    await tx
      .updateTable('claim')
      .set((eb) => ({ state: to, version: eb('version', '+', 1), ...notice, ...signed(action, actor) }))
      .where('claim_id', '=', claimId)
      .execute();
    const divisionCode = claim.division_code;
    await addEvent(tx, ctx, actor, { claimId, divisionCode, action, from: claim.state, to, reason });
    await audit(tx, ctx, {
      action: `funds.${action}`,
      subjectType: 'claim',
      subjectId: claimId,
      divisionCode,
      summary: `发放表 ${claim.number} ${DONE[action]}（${formatYuan(fen(claim.total_fen))}）`,
      payload: { reason, warnings },
    });
    return { claimId, state: to, warnings };
  });
}

function stateAfter(claim: Claim, action: ClaimAction, actor: Actor, reason: string | null): ClaimState {
  const roles = PERMISSIONS_OF[action].filter((p) => actor.permissions.has(p));
  const answers = roles.map((role) => mayAct(CLAIM_TRANSITIONS, claim.state as ClaimState, action, role, { reason }));
  const allowed = answers.find((a) => a.ok);
  if (allowed?.ok) return allowed.transition.to;
  if (answers.some((a) => !a.ok && a.why === 'needs_reason')) throw fundErrors.CLAIM_REASON_NEEDED();
  throw fundErrors.CLAIM_WRONG_STATE({ details: { state: claim.state } });
}

/** Three steps, three persons: who prepared does not check, and neither of them approves. */
function refuseSamePerson(claim: Claim, action: ClaimAction, actor: Actor): void {
  const before =
    action === 'check' ? [claim.prepared_by] : action === 'approve' ? [claim.prepared_by, claim.checked_by] : [];
  if (before.includes(actor.userId)) throw fundErrors.CLAIM_SAME_PERSON();
}

function signed(action: ClaimAction, actor: Actor) {
  if (action === 'check') return { checked_by: actor.userId };
  if (action === 'approve') return { approved_by: actor.userId };
  if (action === 'return') return { checked_by: null, notice_from: null, notice_to: null, notice_code: null };
  return {};
}

/** Checks the lines of a claim again: what no longer holds is held, what was mended is ready. */
async function recheck(tx: Tx, ctx: Context, claimId: string): Promise<void> {
  const lines = await tx
    .selectFrom('claim_line')
    .select(['person_id', 'entitlement_id'])
    .where('claim_id', '=', claimId)
    .where('state', '<>', 'dropped')
    .execute();
  const today = ctx.clock.today();
  const checked = await checkLegs(
    tx,
    lines.map((l) => l.entitlement_id),
    lines.map((l) => l.person_id),
    today,
  );
  await recheckLines(tx, claimId, checked, today);
}

/** The span of the public notice when it begins; an approval waits for its end and for answers to every objection. */
async function noticeOf(tx: Tx, ctx: Context, claim: Claim, action: ClaimAction) {
  const today = ctx.clock.today();
  if (action !== 'publish' && action !== 'approve') return {};
  const setting = await findSetting(tx, claim.division_code, NOTICE_DAYS, today);
  if (action === 'publish') {
    if (typeof setting?.value !== 'number') throw fundErrors.CLAIM_WRONG_STATE();
    const to = addDays(plainDate(today), setting.value - 1);
    return { notice_from: today, notice_to: to, notice_code: chance(5).toString('hex') };
  }
  const open = await tx
    .selectFrom('notice_objection')
    .select('objection_id')
    .where('claim_id', '=', claim.claim_id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  const running = setting !== null && (claim.notice_to === null || today <= claim.notice_to);
  if (open || running) throw fundErrors.CLAIM_NOTICE_OPEN({ details: { until: claim.notice_to } });
  return {};
}

async function setAside(tx: Tx, ctx: Context, actor: Actor, claimId: string): Promise<string[]> {
  const claim = await lockClaim(tx, actor, claimId);
  const budget = await lockBudget(tx, actor, claim.budget_id);
  if (budget.planned_fen === 0) {
    await openGap(tx, ctx, actor, {
      divisionCode: claim.division_code,
      item: claim.item,
      source: claim.source,
      year: claim.year,
    });
    return ['no_funding_decision'];
  }
  if (claim.total_fen === 0) throw fundErrors.CLAIM_EMPTY();
  requireLeft(budget, claim.total_fen);
  await commitClaim(tx, ctx, claim);
  return [];
}

async function dropAll(tx: Tx, claimId: string): Promise<void> {
  await tx
    .updateTable('claim_line')
    .set({ state: 'dropped', dropped_reason: 'claim_cancelled' })
    .where('claim_id', '=', claimId)
    .where('state', '<>', 'dropped')
    .execute();
  await countLines(tx, claimId);
}
