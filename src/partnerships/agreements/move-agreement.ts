import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { mayAct } from '../../review/index.ts';
import { agreementTransitions, type AgreementState } from '../engine/transitions.ts';
import { executionOf } from '../engine/execution.ts';
import { partnershipErrors } from '../errors.ts';
import { MoveAgreement } from '../schema.ts';
import { kindOf } from './draft-agreement.ts';
import { missingFor } from './readiness.ts';
import { mayEnterFor, roleIn, sidesOf } from './side.ts';
import { takeStep } from './steps.ts';
import { commitmentsOf, deedsOf, lockAgreement, partiesOf, type Agreement, type Party } from './store.ts';
import { sql } from 'kysely';

type Input = ReturnType<typeof MoveAgreement.parse>;
type Change = Partial<Record<'in_force_on' | 'ended_on' | 'sight_from' | 'sight_to', string | null>> & {
  execution?: string;
};

/**
 * Moves an agreement along its life: to the other sides, signed by each, put in force once nothing is missing, ended. Being sent opens
 * each side's entries to the others; the day it ends they are closed again and the execution is kept as it stood.
 * @throws NOT_FOUND, AGREEMENT_NOT_A_PARTY, AGREEMENT_WRONG_STATE, AGREEMENT_REASON_NEEDED, AGREEMENT_NOT_READY, AGREEMENT_TAKEN
 */
export async function moveAgreement(ctx: Context, input: MoveAgreement): Promise<{ state: AgreementState }> {
  const actor = authorise(ctx, 'agreement.keep');
  const move = MoveAgreement.parse(input);
  return transaction(ctx, async (tx) => {
    const agreement = await lockAgreement(tx, move.agreementId);
    const parties = await partiesOf(tx, [move.agreementId]);
    const role = roleIn(actor, agreement, parties);
    if (role === null) throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
    const may = mayAct(agreementTransitions, agreement.state, move.action, role, { reason: move.reason ?? null });
    if (!may.ok)
      throw may.why === 'needs_reason'
        ? partnershipErrors.AGREEMENT_REASON_NEEDED()
        : partnershipErrors.AGREEMENT_WRONG_STATE({ details: { state: agreement.state, role } });
    const { to, change } = await effectOf(tx, ctx, actor, agreement, parties, move, may.transition.to);
    await keep(tx, agreement, parties, to, change);
    await takeStep(tx, ctx, actor, agreement, {
      action: move.action,
      summary: may.transition.label,
      to,
      reason: move.reason,
      data: { party: move.party ?? null },
    });
    await tell(tx, ctx, actor, agreement, parties, may.transition.label, move.reason ?? null);
    return { state: to };
  });
}

/** What the act changes beside the state; signing leads on only with the last signature. */
async function effectOf(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  agreement: Agreement,
  parties: readonly Party[],
  move: Input,
  to: AgreementState,
): Promise<{ to: AgreementState; change: Change }> {
  const today = ctx.clock.today();
  if (move.action === 'sign')
    return { to: (await sign(tx, ctx, actor, agreement, parties, move)) ? to : agreement.state, change: {} };
  if (move.action === 'return')
    await tx
      .updateTable('agreement_party')
      .set({ signed_on: null, signed_by: null, signed_name: null, signed_file: null })
      .where('agreement_id', '=', agreement.agreementId)
      .execute();
  if (move.action === 'activate') {
    await refuseUnready(tx, ctx, agreement, parties);
    const from = move.on ?? today;
    return { to, change: { in_force_on: from } };
  }
  if (move.action === 'send') return { to, change: { sight_from: today } };
  if (move.action !== 'end') return { to, change: {} };
  const ended = move.on ?? today;
  const execution = executionOf(
    (await commitmentsOf(tx, [agreement.agreementId])).map((c) => ({ ...c, id: c.commitmentId })),
    await deedsOf(tx, [agreement.agreementId]),
    ended,
  );
  return { to, change: { ended_on: ended, sight_to: ended, execution: JSON.stringify(execution) } };
}

/** @returns whether every side has signed now */
async function sign(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  agreement: Agreement,
  parties: readonly Party[],
  move: Input,
): Promise<boolean> {
  const named = move.party ? parties.filter((p) => p.seq === move.party) : [];
  const own = sidesOf(actor, named.length > 0 ? named : parties);
  const forOthers = named.filter((p) => own.length === 0 && mayEnterFor(actor, p) && move.fileId);
  const signing = own.length > 0 ? own : forOthers;
  if (signing.length === 0) throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
  if (move.fileId) {
    const file = await tx
      .selectFrom('stored_file')
      .select('file_id')
      .where('file_id', '=', move.fileId)
      .executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId: move.fileId } });
  }
  const seqs = signing.map((p) => p.seq);
  await tx
    .updateTable('agreement_party')
    .set({
      signed_on: move.on ?? ctx.clock.today(),
      signed_by: actor.userId,
      signed_name: `${actor.unitName} ${actor.name}`,
      signed_file: move.fileId ?? null,
    })
    .where('agreement_id', '=', agreement.agreementId)
    .where('seq', 'in', seqs)
    .where('signed_on', 'is', null)
    .execute();
  return parties.every((p) => p.signedOn !== null || seqs.includes(p.seq));
}

async function refuseUnready(tx: Tx, ctx: Context, agreement: Agreement, parties: readonly Party[]): Promise<void> {
  const kind = kindOf(agreement.kind);
  const missing = await missingFor(tx, agreement, parties, ctx.clock.today());
  if (missing.length > 0)
    throw partnershipErrors.AGREEMENT_NOT_READY({
      message: `协议还不能启动：${missing.join('；')}`,
      details: { missing },
    });
  for (const party of parties.filter((p) => p.role === kind.exclusive)) {
    const { rows } = await sql<{
      number: string | null;
    }>`select agreement_holder(${agreement.kind}, ${party.role}, ${party.institutionId}::uuid,
        ${party.divisionCode}, ${agreement.agreementId}::uuid) as number`.execute(tx);
    const number = rows[0]?.number;
    if (number)
      throw partnershipErrors.AGREEMENT_TAKEN({
        message: `${party.name}已有定点帮扶协议（${number}）正在执行。`,
        details: { number },
      });
  }
}

async function keep(
  tx: Tx,
  agreement: Agreement,
  parties: readonly Party[],
  to: AgreementState,
  change: Change,
): Promise<void> {
  const shown = to === 'draft' || to === 'discarded' ? [] : parties;
  await sql`update agreement set state = ${to}, version = version + 1, seen_divisions = ${shown.map((p) => p.divisionCode)}::bigint[],
      seen_institutions = ${shown.flatMap((p) => p.institutionId ?? [])}::uuid[], in_force_on = coalesce(${change.in_force_on ?? null}, in_force_on),
      starts_on = coalesce(starts_on, ${change.in_force_on ?? null}), ended_on = coalesce(${change.ended_on ?? null}, ended_on),
      sight_from = case when ${shown.length === 0} then null else coalesce(${change.sight_from ?? null}, sight_from) end, sight_to = coalesce(${change.sight_to ?? null}, sight_to),
      execution = coalesce(${change.execution ?? null}::jsonb, execution)
    where agreement_id = ${agreement.agreementId}::uuid`.execute(tx);
}

/** The other sides learn of it. */
async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  agreement: Agreement,
  parties: readonly Party[],
  label: string,
  reason: string | null,
): Promise<void> {
  const others = parties.flatMap((p) =>
    p.institutionId !== null && p.institutionId !== actor.institutionId ? [p.institutionId] : [],
  );
  await sendMessages(
    tx,
    ctx,
    others.map((toInstitutionId) => ({
      toInstitutionId,
      kind: 'agreement',
      title: `${actor.unitName}：${label} ${agreement.title}`,
      body: reason ?? `协议编号 ${agreement.number}`,
      link: `/agreements/${agreement.agreementId}`,
    })),
  );
}
