import { audit } from '../../../platform/audit/audit.ts';
import { authoriseAny, type Actor, type Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { applySetting, type SetLocalSetting } from '../../../organizations/index.ts';
import { checkAdditions, readPolicy, saveJoined, sourcesInUse, type Additions } from '../../../policy/index.ts';
import { mayAct } from '../../../review/index.ts';
import { lawErrors } from '../errors.ts';
import { asField } from './propose-continuation.ts';
import { addStep } from './proposal-store.ts';
import {
  PERMISSION_OF,
  PROPOSAL_TRANSITIONS,
  type ProposalAction,
  type ProposalState,
} from './proposal-transitions.ts';
import { ActOnProposal, type Proposed } from '../schema.ts';

const DONE: Readonly<Record<ProposalAction, string>> = {
  check: '复核',
  approve: '审批生效',
  return: '退回',
  withdraw: '撤回',
  prepare_again: '重新提交',
};

/**
 * One step of 经办—复核—审批: by the office that prepared it, each step by another person. 审批 joins the proposal with the law and writes a new state, on which
 * the next decision stands; it is checked once more against the law of that moment.
 * @throws NOT_PERMITTED, NOT_FOUND, LAW_PROPOSAL_WRONG_STATE, LAW_SAME_PERSON, LAW_REASON_NEEDED, LAW_DAY_PASSED, LAW_FOLDER_INVALID, SETTING_DATE_TAKEN
 */
export async function actOnProposal(ctx: Context, input: ActOnProposal): Promise<Proposed> {
  const actor = authoriseAny(ctx, ['law.prepare', 'law.check', 'law.approve']);
  const { proposalId, action, reason = null } = ActOnProposal.parse(input);
  authoriseAny(ctx, PERMISSION_OF[action]);
  // The law's tables are written by the system alone; whose proposal it is, is asked here.
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await tx
      .selectFrom('policy_proposal')
      .selectAll()
      .where('proposal_id', '=', proposalId)
      .where('unit_id', '=', actor.unitId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const to = stateAfter(row.state as ProposalState, action, actor, reason);
    refuseSamePerson(row, action, actor);
    const version = action === 'approve' ? await bringIntoForce(tx, ctx, row) : null;
    await tx
      .updateTable('policy_proposal')
      .set({
        state: to,
        changed_at: ctx.clock.now(),
        ...(action === 'check' ? { checked_by: actor.userId } : {}),
        ...(action === 'prepare_again' ? { checked_by: null, prepared_by: actor.userId } : {}),
        ...(version === null ? {} : { approved_by: actor.userId, law_version: version }),
      })
      .where('proposal_id', '=', proposalId)
      .execute();
    await addStep(tx, ctx, actor, { proposalId, divisionCode: Number(row.division_code), action, reason });
    await audit(tx, ctx, {
      action: `law.${action}`,
      subjectType: 'policy_proposal',
      subjectId: proposalId,
      divisionCode: Number(row.division_code),
      summary: `政策参数${DONE[action]}：${row.title}`,
      payload: { reason, lawVersion: version },
    });
    return { proposalId, state: to };
  });
}

function stateAfter(state: ProposalState, action: ProposalAction, actor: Actor, reason: string | null): ProposalState {
  const roles = PERMISSION_OF[action].filter((p) => actor.permissions.has(p));
  const answers = roles.map((role) => mayAct(PROPOSAL_TRANSITIONS, state, action, role, { reason }));
  const allowed = answers.find((a) => a.ok);
  if (allowed?.ok) return allowed.transition.to;
  if (answers.some((a) => !a.ok && a.why === 'needs_reason')) throw lawErrors.LAW_REASON_NEEDED();
  throw lawErrors.LAW_PROPOSAL_WRONG_STATE();
}

/** Three steps, three persons: who prepared does not check, and neither of them approves. */
function refuseSamePerson(
  row: { prepared_by: string; checked_by: string | null },
  action: ProposalAction,
  actor: Actor,
) {
  const before = action === 'check' ? [row.prepared_by] : action === 'approve' ? [row.prepared_by, row.checked_by] : [];
  if (before.includes(actor.userId)) throw lawErrors.LAW_SAME_PERSON();
}

type Approved = { additions: unknown; settings: unknown; effective_on: string | null };

/** A setting is written as it was prepared; anything else is joined with the law. Nothing begins before the day on which it is approved. */
async function bringIntoForce(tx: Tx, ctx: Context, row: Approved): Promise<number> {
  if (row.settings !== null) {
    await applySetting(tx, ctx, row.settings as SetLocalSetting);
    return (await readPolicy(tx)).version;
  }
  if (row.effective_on !== null && row.effective_on < ctx.clock.today()) throw lawErrors.LAW_DAY_PASSED();
  const additions = row.additions as Additions;
  const problems = checkAdditions(await sourcesInUse(tx), additions);
  if (problems.length > 0) throw lawErrors.LAW_FOLDER_INVALID({ fields: problems.map(asField) });
  const { saved } = await saveJoined(tx, { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' }, [
    additions,
  ]);
  if (!saved) throw lawErrors.LAW_PROPOSAL_WRONG_STATE();
  return saved.version;
}
