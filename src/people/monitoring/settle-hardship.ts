import { areasHold } from '../../organizations/index.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { nextPublication } from '../register/publication.ts';
import { currentStatus, lockedPerson, reviseStatus } from '../person/status-store.ts';
import { FOLLOW_UPS, SettleHardship, type FollowUpKind } from './schema.ts';
import { FOLLOW_UP_DAYS, numberSet } from './settings.ts';

/** What the register calls a household that something has befallen. */
const SUDDEN_HARDSHIP = '突发严重困难户';

/**
 * 立即纳入保障 or not, with the ground (HA2020 一(二)). Included, the person's status names the hardship from the day of the report on, so that entitlement counts
 * from then; training and guidance are asked for, with a day where the locality has set one. Runs with the system's view as it writes the register's status; the
 * actor's right to the person is tested first. Settled again it answers as before.
 * @throws NOT_FOUND, HARDSHIP_SETTLED, PERSON_NOT_LISTED
 */
export async function settleHardship(ctx: Context, input: SettleHardship): Promise<{ eligibleFrom: string | null }> {
  const actor = authorise(ctx, 'monitor.include');
  const given = SettleHardship.parse(input);
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const person = await lockedPerson(tx, given.personId);
    if (!areasHold(actor.areas, person.village_code)) throw errors.NOT_FOUND();
    const report = await tx
      .selectFrom('hardship_report')
      .selectAll()
      .where('person_id', '=', given.personId)
      .where('report_id', '=', given.reportId)
      .executeTakeFirst();
    if (!report) throw errors.NOT_FOUND();
    const outcome = given.included ? 'included' : 'not_included';
    const eligibleFrom = given.included ? report.reported_on : null;
    if (report.outcome !== null) {
      if (report.outcome !== outcome) throw peopleErrors.HARDSHIP_SETTLED();
      return { eligibleFrom };
    }
    if (given.included) await include(tx, given.personId, report.reported_on);
    await tx
      .updateTable('hardship_report')
      .set({ outcome, settled_on: today, settled_by: actor.userId, reason: given.reason })
      .where('person_id', '=', given.personId)
      .where('report_id', '=', given.reportId)
      .execute();
    if (given.included) await askFollowUps(tx, given, person.village_code, today);
    await audit(tx, ctx, {
      action: given.included ? 'monitor.include' : 'monitor.decline',
      subjectType: 'person',
      subjectId: given.personId,
      personId: given.personId,
      divisionCode: person.village_code,
      summary: `${given.included ? '纳入保障' : '不纳入保障'}：${person.name}`,
      payload: { reportId: given.reportId, reason: given.reason, eligibleFrom },
    });
    return { eligibleFrom };
  });
}

async function include(tx: Tx, personId: string, from: string): Promise<void> {
  const status = await currentStatus(tx, personId);
  if (!status) throw peopleErrors.PERSON_NOT_LISTED();
  if (status.household_types.includes(SUDDEN_HARDSHIP)) return;
  const patch = { household_types: [...status.household_types, SUDDEN_HARDSHIP] };
  await reviseStatus(tx, status, await nextPublication(tx), from, patch);
}

async function askFollowUps(
  tx: Tx,
  given: { personId: string; reportId: string },
  village: number,
  today: string,
): Promise<void> {
  const days = await numberSet(tx, village, FOLLOW_UP_DAYS, today);
  await tx
    .insertInto('hardship_follow_up')
    .values(
      (Object.keys(FOLLOW_UPS) as FollowUpKind[]).map((kind) => ({
        person_id: given.personId,
        report_id: given.reportId,
        kind,
        village_code: village,
        due_on: days === null ? null : addDays(plainDate(today), days),
      })),
    )
    .execute();
}
