import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayAct } from '../../review/index.ts';
import { addHistory } from '../history.ts';
import { matterErrors } from './errors.ts';
import type { MatterRow } from './store.ts';
import {
  MATTER_ROLES,
  MATTER_TRANSITIONS,
  type MatterAction,
  type MatterRole,
  type MatterState,
} from './transitions.ts';

export type MatterPatch = Partial<Omit<MatterRow, 'matter_id' | 'state' | 'kind' | 'held_since'>>;
type Step = { action: MatterAction; note?: string | null; data?: Record<string, unknown>; patch?: MatterPatch };

/** Who somebody is to a matter: the office that asked, the one that leads, the one responsible with it, or several. */
export function rolesTowards(
  actor: Pick<Actor, 'unitId' | 'permissions'>,
  matter: Pick<MatterRow, 'from_unit_id' | 'unit_id' | 'co_unit_id'>,
): MatterRole[] {
  const asker = matter.from_unit_id === actor.unitId;
  const lead = matter.unit_id === actor.unitId || (asker && matter.unit_id === null);
  const parts = { asker, lead, co: matter.co_unit_id === actor.unitId };
  return actor.permissions.has('supervision.answer') ? MATTER_ROLES.filter((role) => parts[role]) : [];
}

/** Whether an office still owes its confirmation of a matter that two are responsible for. */
export function mayConfirm(
  { unitId }: Pick<Actor, 'unitId'>,
  matter: Pick<MatterRow, 'unit_id' | 'co_unit_id' | 'confirmed_by'>,
): boolean {
  const responsible = matter.co_unit_id !== null && [matter.unit_id, matter.co_unit_id].includes(unitId);
  return responsible && !matter.confirmed_by.includes(unitId);
}

/** The file that stands as evidence, with what is kept of it; nothing when none was given. @throws NOT_FOUND for another unit's */
export async function evidencePatch(tx: Tx, fileId: string | undefined): Promise<MatterPatch> {
  if (fileId === undefined) return {};
  const file = await tx
    .selectFrom('stored_file')
    .select(['file_id', 'name', 'sha256'])
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (!file) throw errors.NOT_FOUND();
  return { evidence_file_id: file.file_id, evidence_name: file.name, evidence_sha256: file.sha256 };
}

/**
 * Takes one step of the table with a matter the caller has locked: role, state, reason; history and audit entry in the same transaction.
 * @throws NOT_PERMITTED, MATTER_WRONG_STATE
 */
export async function takeStep(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  matter: MatterRow,
  step: Step,
): Promise<MatterState> {
  const { action, note = null, data = {}, patch = {} } = step;
  const answers = rolesTowards(actor, matter).map((role) =>
    mayAct(MATTER_TRANSITIONS, matter.state, action, role, { reason: note }),
  );
  const may = answers.find((a) => a.ok);
  if (!may?.ok) {
    if (answers.some((a) => !a.ok && a.why !== 'wrong_role')) throw matterErrors.MATTER_WRONG_STATE();
    throw errors.NOT_PERMITTED({ details: { act: action } });
  }
  const { to, label } = may.transition;
  await tx
    .updateTable('supervision_matter')
    .set({ ...patch, state: to, ...(to === matter.state ? {} : { held_since: ctx.clock.now() }) })
    .where('matter_id', '=', matter.matter_id)
    .execute();
  await addEvents(tx, ctx, [{ matter, event: action, to, note, data }]);
  await audit(tx, ctx, {
    action: `supervision.${action}`,
    subjectType: 'supervision_matter',
    subjectId: matter.matter_id,
    divisionCode: matter.division_code,
    institutionId: matter.institution_id,
    summary: `督办事项“${matter.title.slice(0, 60)}”：${label}`,
    payload: { from: matter.state, to, note, ...data },
  });
  return to;
}

type MatterEvent = {
  matter: Pick<MatterRow, 'matter_id' | 'division_code' | 'institution_id'> & { state: MatterState | null };
  event: string;
  to: MatterState;
  note?: string | null;
  data?: Record<string, unknown>;
};

/** Writes lines of the history, one for each of several matters, without asking the table. */
export function addEvents(tx: Tx, ctx: Context, events: readonly MatterEvent[]): Promise<void> {
  const lines = events.map(({ matter, event, to, note, data }) => ({
    own: {
      matter_id: matter.matter_id,
      division_code: matter.division_code,
      institution_id: matter.institution_id,
      note: note?.trim() || null,
    },
    event,
    from: matter.state,
    to,
    data,
  }));
  return addHistory(tx, ctx, 'supervision_event', lines);
}
