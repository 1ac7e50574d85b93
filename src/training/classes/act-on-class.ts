import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayAct } from '../../review/index.ts';
import { trainingErrors } from '../errors.ts';
import { findFindings } from '../findings/find-findings.ts';
import { classFaults, kindOn } from './class-kinds.ts';
import { lockedClass, takeClassStep, type ClassRow } from './class-store.ts';
import { CLASS_STATES, CLASS_TRANSITIONS, classRole, type ClassAction, type ClassState } from './class-transitions.ts';
import { countOrder, mirrorTrainees, settleTrainees } from './settle-trainees.ts';
import { ActOnClass } from './schema.ts';

/**
 * Takes a class one step on: file, approve, return, refuse, open, assess, close, cancel. Opening asks what the kind needs, the institution's
 * approved scope and the day from which it may train in rooms again (HA2020 一(一)); assessing settles who has completed; then what cannot
 * have been is looked for, here and at every other institution.
 * @throws NOT_FOUND, NOT_PERMITTED, CLASS_WRONG_STATE, CLASS_REASON_REQUIRED, CLASS_NOT_READY, RESULTS_MISSING
 */
export async function actOnClass(ctx: Context, input: ActOnClass): Promise<{ state: ClassState; findings: number }> {
  const actor = authorise(ctx, 'training.read');
  const { classId, action, reason } = ActOnClass.parse(input);
  const state = await transaction(ctx, async (tx) => {
    const row = await lockedClass(tx, actor, classId);
    const role = classRole(actor, row.institution_id);
    if (role === null) throw errors.NOT_PERMITTED();
    const may = mayAct(CLASS_TRANSITIONS, row.state as ClassState, action, role, { reason });
    if (!may.ok) throw refusalOf(may.why, row);
    await ready(tx, row, action);
    await takeClassStep(tx, ctx, row, {
      event: action,
      to: may.transition.to,
      reason: reason ?? null,
      label: may.transition.label,
      patch: patchOf(action, ctx.clock.today()),
    });
    if (action === 'assess') await settleTrainees(tx, ctx, row);
    return may.transition.to;
  });
  // Rooms, trainers and people are shared with institutions the actor may not see; the daily sweep finds what a cut connection left out.
  if (action !== 'assess' && action !== 'close') return { state, findings: 0 };
  const findings = await transactionAs(ctx.db, 'system', async (tx) => {
    await countOrder(tx, classId);
    if (action === 'close') await mirrorTrainees(tx, ctx, classId);
    return findFindings(tx, ctx, [classId]);
  });
  return { state, findings };
}

function refusalOf(why: 'wrong_state' | 'wrong_role' | 'needs_reason' | 'needs_defects', row: ClassRow): Error {
  if (why === 'wrong_role') return errors.NOT_PERMITTED();
  if (why === 'needs_reason') return trainingErrors.CLASS_REASON_REQUIRED();
  return trainingErrors.CLASS_WRONG_STATE({ message: `该班${CLASS_STATES[row.state as ClassState]}，不能这样办。` });
}

function patchOf(action: ClassAction, today: string) {
  if (action === 'file') return { filed_on: today };
  if (action === 'approve') return { approved_on: today };
  return action === 'close' ? { closed_on: today } : {};
}

/** What must be in order before a step. @throws CLASS_NOT_READY, RESULTS_MISSING */
async function ready(tx: Tx, row: ClassRow, action: ClassAction): Promise<void> {
  if (action === 'file' || action === 'open') {
    const step = action === 'open' ? 'open' : 'plan';
    const said = {
      kind: row.kind,
      startsOn: row.starts_on ?? '',
      packageKey: row.package_key,
      packageVersion: row.package_version,
      details: row.details as Record<string, unknown>,
    };
    const faults = classFaults(said, step).map((f) => f.message);
    if (action === 'open') faults.push(...(await openingFaults(tx, row)));
    if (faults.length > 0)
      throw trainingErrors.CLASS_NOT_READY({ message: `还不能办理：${faults.join('')}`, details: { faults } });
  }
  if (action === 'assess') {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from training_participation t
      left join class_trainee s on s.person_id = t.person_id and s.class_id = t.class_id
      where t.class_id = ${row.class_id} and t.known_to is null and coalesce(s.state, 'enrolled') <> 'left' and coalesce(s.result, t.result) is null`.execute(
      tx,
    );
    if (rows[0]!.n > 0) throw trainingErrors.RESULTS_MISSING({ message: `还有 ${rows[0]!.n} 名学员没有考核结果。` });
  }
}

/** The institution's scope for the trade, its batch of resumption, and contracts where the kind wants them. */
async function openingFaults(tx: Tx, row: ClassRow): Promise<string[]> {
  const faults: string[] = [];
  const scope = await tx
    .selectFrom('training_scope')
    .select(['trade', 'batch', 'offline_from'])
    .where('institution_id', '=', row.institution_id)
    .where('trade', '=', row.trade ?? '')
    .where('valid_from', '<=', row.starts_on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', row.starts_on)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (!scope) faults.push(`开班当日没有“${row.trade ?? ''}”的批准培训范围。`);
  if (scope?.offline_from && row.delivery !== 'online' && (row.starts_on ?? '') < scope.offline_from)
    faults.push(`第${scope.batch ?? '—'}批恢复线下培训自 ${scope.offline_from} 起，此前不能开线下班。`);
  const kind = kindOn(row.kind, row.starts_on ?? '');
  if (kind?.contract === true) {
    const { n } = await tx
      .selectFrom('class_trainee')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('class_id', '=', row.class_id)
      .where('contract_file_id', 'is not', null)
      .executeTakeFirstOrThrow();
    if (n === 0) faults.push('没有一名学徒上传了与企业的劳动合同。');
  }
  return faults;
}
