import { auditMany } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { waitingForRegistration, waitsOf, type WaitingRow } from './waiting.ts';

const PART = 1000;

/**
 * Daily, by the system: each reported student who is not on the roll within the days set locally (SD2017 三(四) 及时) becomes one task of the school and
 * one message to the school and to the city's HR bureau. Where no limit is set nobody is late. Running it again adds nothing.
 * @returns how many students were alerted for the first time
 */
export async function alertOverdueRegistrations(ctx: Context): Promise<{ alerted: number }> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    let alerted = 0;
    for (let offset = 0; ; offset += PART) {
      const rows = await waitingForRegistration(tx, { institutionId: null }, { limit: PART, offset });
      for (const row of await waitsOf(tx, rows, today))
        if (row.wait.standing === 'overdue' && (await alert(tx, ctx, row, row.wait.days, row.wait.limitDays!)))
          alerted += 1;
      if (rows.length < PART) return { alerted };
    }
  });
}

async function alert(tx: Tx, ctx: Context, row: WaitingRow, days: number, limit: number): Promise<boolean> {
  const today = ctx.clock.today();
  const school = await unitOf(tx, today, { institutionId: row.institution_id });
  const city = await unitOf(tx, today, { cityCode: Math.floor(row.location_code / 100_000_000) * 100_000_000 });
  const title = `学籍注册超期：${row.person_name}，报到已 ${days} 天（限 ${limit} 天）`;
  const added = await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'registration_overdue',
      unit_id: school,
      division_code: row.location_code,
      person_id: row.person_id,
      title,
      detail: JSON.stringify({ applicationId: row.application_id, reportedOn: row.reported_on, days, limit }),
      dedupe_key: `student.register.overdue ${row.application_id}`,
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('task_id')
    .executeTakeFirst();
  if (!added) return false;
  const body = `${row.school_name ?? ''} ${row.major ?? ''}，${row.reported_on} 报到，申请号 ${row.number}。请及时注册学籍。`;
  const message = { kind: 'registration_overdue', title, body, link: '/students/reported' };
  await sendMessages(tx, ctx, [
    { ...message, toInstitutionId: row.institution_id, toUnitId: school },
    ...(city ? [{ ...message, toUnitId: city }] : []),
  ]);
  await auditMany(tx, ctx, [
    {
      action: 'student.registration_overdue',
      subjectType: 'application',
      subjectId: row.application_id,
      personId: row.person_id,
      divisionCode: row.village_code,
      institutionId: row.institution_id,
      summary: title,
    },
  ]);
  return true;
}

/** The school's unit, or the HR bureau of a city, in force on the day. */
async function unitOf(
  tx: Tx,
  today: string,
  which: { institutionId: string } | { cityCode: number },
): Promise<string | null> {
  let query = tx
    .selectFrom('unit')
    .select('unit_id')
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]));
  query =
    'institutionId' in which
      ? query.where('institution_id', '=', which.institutionId).where('line', '=', 'school')
      : query.where('division_code', '=', which.cityCode).where('level', '=', 'city').where('line', '=', 'hr');
  return (await query.orderBy('unit_id').executeTakeFirst())?.unit_id ?? null;
}
