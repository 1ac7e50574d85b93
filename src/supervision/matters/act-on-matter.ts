import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { matterErrors } from './errors.ts';
import { askedUnit } from './insert-matter.ts';
import { NEED_WORDS, unmetNeeds } from './kinds.ts';
import { AssignMatter, CloseMatter, MatterId, NoteMatter, ReplyMatter } from './schema.ts';
import { lockedMatter, matterLines, type MatterRow } from './store.ts';
import { evidencePatch, takeStep } from './step.ts';
import type { MatterState } from './transitions.ts';
import { sql } from 'kysely';

type Done = { matterId: string; state: MatterState };

/** Names the lead unit and the person in charge (层层压实责任, FYP14 二十三); without both nothing is started. @throws NOT_FOUND, MATTER_WRONG_STATE */
export async function assignMatter(ctx: Context, input: AssignMatter): Promise<Done> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId, unitId, person } = AssignMatter.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    const asked = await askedUnit(tx, actor, unitId);
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
