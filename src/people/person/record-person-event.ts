import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import { peopleErrors } from '../errors.ts';
import { nextPublication } from '../register/publication.ts';
import { RecordPersonEvent } from '../schema.ts';
import {
  currentStatus,
  lockedPerson,
  moveRecord,
  reviseStatus,
  type StatusPatch,
  type StatusRow,
} from './status-store.ts';

const TITLES = {
  household_split: '分户',
  household_merged: '并户',
  moved: '迁移',
  died: '死亡',
  married_in: '婚入',
} as const;

/** `away`: the person now belongs to an office outside the recorder's area, who can no longer open the file. */
export type RecordedEvent = { eventId: string; householdId: string | null; away: boolean };

/**
 * 分户, 并户, 迁移, 死亡, 婚入: an event with its day, reason and evidence, and a new version of the person's status from that day; nothing is
 * edited. The same kind on the same day again is answered with the earlier event.
 * Runs with the system's view because a person may move to a village of another office; the actor's right to the person is tested first
 * and again under lock.
 * @throws NOT_FOUND, EVENT_IN_FUTURE, PERSON_DECEASED, PERSON_NOT_LISTED
 */
export async function recordPersonEvent(ctx: Context, input: RecordPersonEvent): Promise<RecordedEvent> {
  const actor = authorise(ctx, 'people.event');
  const event = RecordPersonEvent.parse(input);
  if (event.onDate > ctx.clock.today()) throw peopleErrors.EVENT_IN_FUTURE();
  const seen = await read(ctx, (tx) =>
    tx.selectFrom('person').select('village_code').where('person_id', '=', event.personId).executeTakeFirst(),
  );
  if (!seen || !areasHold(actor.areas, seen.village_code)) throw errors.NOT_FOUND();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const person = await lockedPerson(tx, event.personId);
    const known = await tx.selectFrom('person_event').selectAll().where('person_id', '=', event.personId).execute();
    const earlier = known.find((e) => e.kind === event.kind && e.on_date === event.onDate);
    if (earlier) return { eventId: earlier.event_id, householdId: earlier.to_household_id, away: false };
    if (!areasHold(actor.areas, person.village_code)) throw errors.NOT_FOUND();
    if (known.some((e) => e.kind === 'died')) throw peopleErrors.PERSON_DECEASED();
    const status = await currentStatus(tx, event.personId);
    if (!status && event.kind !== 'died') throw peopleErrors.PERSON_NOT_LISTED();
    const seq = await nextPublication(tx);
    const target = await targetOf(ctx, tx, event, person.name, status, seq);
    if (status) await reviseStatus(tx, status, seq, event.onDate, event.kind === 'died' ? null : target.patch);
    if (status && event.kind !== 'died') await moveRecord(tx, event.personId, target.villageCode, target.householdId!);
    const eventId = ctx.newId();
    await tx
      .insertInto('person_event')
      .values({
        person_id: event.personId,
        event_id: eventId,
        kind: event.kind,
        on_date: event.onDate,
        village_code: target.villageCode,
        from_household_id: status?.household_id ?? null,
        to_household_id: event.kind === 'died' ? null : target.householdId,
        reason: event.reason,
        evidence_file_id: event.evidenceFileId ?? null,
        known_from: seq,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: `person.${event.kind}`,
      subjectType: 'person',
      subjectId: event.personId,
      personId: event.personId,
      divisionCode: person.village_code,
      summary: `登记${TITLES[event.kind]}：${person.name}，${event.onDate}`,
      payload: {
        reason: event.reason,
        evidenceFileId: event.evidenceFileId ?? null,
        toHouseholdId: target.householdId,
        villageCode: target.villageCode,
      },
    });
    const away = !areasHold(actor.areas, target.villageCode);
    return { eventId, householdId: event.kind === 'died' ? null : target.householdId, away };
  });
}

type Target = { householdId: string | null; villageCode: number; patch: StatusPatch };

/** Where the person belongs after the event. */
async function targetOf(
  ctx: Context,
  tx: Tx,
  event: ReturnType<typeof RecordPersonEvent.parse>,
  name: string,
  status: StatusRow | undefined,
  seq: number,
): Promise<Target> {
  const here = status?.village_code ?? 0;
  const relation = event.relation ? { relation: event.relation } : {};
  if (event.kind === 'died') return { householdId: null, villageCode: here, patch: {} };
  if (event.kind === 'moved') {
    if (event.villageCode === undefined)
      throw errors.INPUT_INVALID({ fields: [{ path: 'villageCode', message: '请选择迁入的村（居）' }] });
    const village = await tx
      .selectFrom('division')
      .select('code')
      .where('code', '=', event.villageCode)
      .executeTakeFirst();
    if (!village) throw errors.NOT_FOUND({ details: { division: event.villageCode } });
    const householdId = await newHousehold(ctx, tx, village.code, name, seq);
    return {
      householdId,
      villageCode: village.code,
      patch: { household_id: householdId, village_code: village.code, relation: '户主', ...relation },
    };
  }
  if (event.kind === 'household_split') {
    const householdId = await newHousehold(ctx, tx, here, name, seq);
    return { householdId, villageCode: here, patch: { household_id: householdId, relation: '户主', ...relation } };
  }
  if (!event.toHouseholdId)
    throw errors.INPUT_INVALID({ fields: [{ path: 'toHouseholdId', message: '请选择并入的户' }] });
  const household = await tx
    .selectFrom('household')
    .selectAll()
    .where('household_id', '=', event.toHouseholdId)
    .executeTakeFirst();
  if (!household || !areasHold(ctx.actor!.areas, household.village_code)) throw errors.NOT_FOUND();
  const patch = {
    household_id: household.household_id,
    village_code: household.village_code,
    relation: event.relation ?? null,
  };
  return { householdId: household.household_id, villageCode: household.village_code, patch };
}

async function newHousehold(ctx: Context, tx: Tx, villageCode: number, headName: string, seq: number): Promise<string> {
  const householdId = ctx.newId();
  await tx
    .insertInto('household')
    .values({ household_id: householdId, village_code: villageCode, head_name: headName, created_seq: seq })
    .execute();
  return householdId;
}
