import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { matterErrors } from './errors.ts';
import { askedUnit } from './insert-matter.ts';
import { NEED_WORDS, unmetNeeds } from './kinds.ts';
import { AssignMatter, CloseMatter, MatterId, NoteMatter, ReplyMatter } from './schema.ts';
import { lockedMatter, matterLines, type MatterRow } from './store.ts';
import { evidencePatch, mayConfirm, rolesTowards, takeStep } from './step.ts';
import type { MatterState } from './transitions.ts';
import { sql } from 'kysely';

const SAME_UNIT = { path: 'unitId', message: '责任单位和协同责任单位不能是同一个' };
type Done = { matterId: string; state: MatterState };

/** Names the lead unit and the person in charge (层层压实责任, FYP14 二十三); without both nothing is started. @throws NOT_FOUND, MATTER_WRONG_STATE */
export async function assignMatter(ctx: Context, input: AssignMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId, unitId, person } = AssignMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    const asked = await askedUnit(tx, actor, unitId);
    if (asked !== null && asked.unitId === matter.co_unit_id) throw errors.INPUT_INVALID({ fields: [SAME_UNIT] });
    const patch = {
      person,
      ...(asked === null
        ? matter.unit_id === null
          ? { unit_id: actor.unitId, unit_name: actor.unitName }
          : {}
        : {
            unit_id: asked.unitId,
            unit_name: asked.name,
            division_code: asked.divisionCode,
            institution_id: asked.institutionId,
            // What the lead before confirmed does not bind the new one.
            confirmed_by: matter.confirmed_by.filter((u) => u === matter.co_unit_id),
          }),
    };
    const state = await takeStep(tx, ctx, actor, matter, { action: 'assign', data: patch, patch });
    return { matterId, state };
  });
}

/** Begins the work. @throws MATTER_NO_LEAD, MATTER_WRONG_STATE */
export async function startMatter(ctx: Context, input: MatterId): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId } = MatterId.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    if (matter.unit_id === null || matter.person === null) throw matterErrors.MATTER_NO_LEAD();
    const state = await takeStep(tx, ctx, actor, matter, { action: 'start', patch: { started_on: ctx.clock.today() } });
    return { matterId, state };
  });
}

/** The lead's reply: result, measure, evidence. @throws MATTER_WRONG_STATE */
export async function replyMatter(ctx: Context, input: ReplyMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const given = ReplyMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, given.matterId);
    const patch = { ...(await evidencePatch(tx, given.fileId)), ...said(given) };
    const state = await takeStep(tx, ctx, actor, matter, {
      action: 'reply',
      note: given.result ?? given.measure,
      patch,
    });
    await sendMessages(tx, ctx, [
      {
        toUnitId: matter.from_unit_id,
        kind: 'supervision.replied',
        title: `已答复：${matter.title.slice(0, 60)}`,
        body: `${actor.unitName}已答复，请确认。`,
        link: `/supervision/matters/${given.matterId}`,
      },
    ]);
    return { matterId: given.matterId, state };
  });
}

/** Sends a reply back with a reason. @throws MATTER_WRONG_STATE */
export async function returnMatter(ctx: Context, input: NoteMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId, note } = NoteMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    const state = await takeStep(tx, ctx, actor, matter, { action: 'return', note });
    return { matterId, state };
  });
}

/** One of two units that are responsible together confirms for itself; both must before the matter is closed. @throws MATTER_WRONG_STATE where it has, or where one unit alone is responsible */
export async function confirmMatter(ctx: Context, input: MatterId): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId } = MatterId.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    if (rolesTowards(actor, matter).length > 0 && !mayConfirm(actor, matter)) throw matterErrors.MATTER_WRONG_STATE();
    const confirmed_by = [...matter.confirmed_by, actor.unitId];
    const state = await takeStep(tx, ctx, actor, matter, { action: 'confirm', patch: { confirmed_by } });
    return { matterId, state };
  });
}

/** An entry of tracking and guidance (动态跟踪指导, FYP14 二十三). */
export async function guideMatter(ctx: Context, input: NoteMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId, note } = NoteMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    const patch = { guidances: matter.guidances + 1 };
    const state = await takeStep(tx, ctx, actor, matter, { action: 'guide', note, patch });
    return { matterId, state };
  });
}

/**
 * Closes a matter: only with everything its kind needs, and only when everything passed down is closed.
 * @throws MATTER_NEEDS naming what is missing, MATTER_LOWER_OPEN, MATTER_WRONG_STATE
 */
export async function closeMatter(ctx: Context, input: CloseMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const given = CloseMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, given.matterId);
    const today = ctx.clock.today();
    const patch = {
      ...(await evidencePatch(tx, given.fileId)),
      ...said(given),
      ...(given.confirmed === undefined ? {} : { confirmed: given.confirmed }),
      ...(given.sanction ? { sanction: given.sanction } : {}),
    };
    refuseUnmet({ ...matter, ...patch }, today);
    await refuseOpenChildren(tx, given.matterId);
    const state = await takeStep(tx, ctx, actor, matter, {
      action: 'close',
      note: given.result,
      patch: { ...patch, closed_on: today },
    });
    return { matterId: given.matterId, state };
  });
}

const said = (given: { result?: string; measure?: string }) => ({
  ...(given.result ? { result: given.result } : {}),
  ...(given.measure ? { measure: given.measure } : {}),
});

function refuseUnmet(matter: MatterRow, today: string): void {
  const needs = unmetNeeds({
    kind: matter.kind,
    state: matter.state,
    result: matter.result,
    measure: matter.measure,
    evidence: matter.evidence_sha256 !== null,
    confirmed: matter.confirmed,
    sanction: matter.sanction,
    guidances: matter.guidances,
    late: matter.due_on !== null && matter.due_on < today,
    unconfirmed: matter.co_unit_id === null ? 0 : 2 - matter.confirmed_by.length,
  });
  if (needs.length > 0)
    throw matterErrors.MATTER_NEEDS({
      hint: `还缺：${needs.map((n) => NEED_WORDS[n]).join('、')}`,
      details: { needs },
    });
}

async function refuseOpenChildren(tx: Tx, matterId: string): Promise<void> {
  const open = (await matterLines(tx, sql`m.parent_id = ${matterId}`)).filter((m) => m.state !== 'closed');
  if (open.length > 0)
    throw matterErrors.MATTER_LOWER_OPEN({
      hint: open.map((m) => m.unit ?? m.title).join('、'),
      details: { open: open.length },
    });
}
