import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { unitOfSchool } from '../offices.ts';
import { dwellOf, limitAt } from '../dwell/step-limit.ts';

export type LateSchool = {
  institutionId: string;
  schoolName: string;
  cityCode: number;
  persons: number;
  longest: number;
  limit: number;
  names: string[];
};

/**
 * The daily look at schools that have not issued letters within the working days their city has set: each is reminded once a day, with how many
 * wait and for how long (SD2017-3.2-14). Where no limit is set nobody is late. Runs as the system, in a job; a second run on the same day
 * reminds nobody again.
 * @returns the schools that are late and how many were reminded now
 */
export async function remindSchools(ctx: Context): Promise<{ late: LateSchool[]; reminded: number }> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const late = await lateSchools(tx, ctx);
    let reminded = 0;
    for (const school of late) reminded += (await remind(tx, ctx, school)) ? 1 : 0;
    if (reminded > 0)
      await audit(tx, ctx, {
        action: 'letter.remind_schools',
        subjectType: 'installation',
        subjectId: ctx.clock.today(),
        summary: `录取通知书超过发放时限的学校 ${late.length} 所，已提醒 ${reminded} 所`,
      });
    return { late, reminded };
  });
}

type Waiting = {
  institution_id: string;
  school: string;
  city_code: number;
  since: Date;
  persons: number;
  names: string[];
};

async function lateSchools(tx: Tx, ctx: Context): Promise<LateSchool[]> {
  const { rows } =
    await sql<Waiting>`select a.institution_id, i.name as school, a.city_code, min(a.held_since) as since, count(*)::int as persons,
      (array_agg(a.person_name order by a.held_since))[1:5] as names
    from application a join institution i on i.institution_id = a.institution_id where a.state = 'school_notified'
    group by 1, 2, 3, (a.held_since at time zone 'Asia/Shanghai')::date order by 1, 3, 4`.execute(tx);
  const today = ctx.clock.today();
  const found: LateSchool[] = [];
  for (const days of Map.groupBy(rows, (r) => `${r.institution_id} ${r.city_code}`).values()) {
    const { institution_id: institutionId, school: schoolName, city_code: cityCode } = days[0]!;
    const limit = await limitAt(tx, 'school', cityCode, today);
    if (limit === null) continue;
    const late = days
      .map((d) => ({ ...d, dwell: dwellOf(d.since, today, limit) }))
      .filter((d) => d.dwell.standing === 'overdue');
    if (late.length === 0) continue;
    found.push({
      institutionId,
      schoolName,
      cityCode,
      limit,
      persons: late.reduce((n, d) => n + d.persons, 0),
      longest: Math.max(...late.map((d) => d.dwell.workingDays ?? 0)),
      names: late.flatMap((d) => d.names).slice(0, 5),
    });
  }
  return found;
}

/** A task of the day carries the reminder, so that a repeated run finds it there; the one before is closed. */
async function remind(tx: Tx, ctx: Context, s: LateSchool): Promise<boolean> {
  const today = ctx.clock.today();
  const unitId = await unitOfSchool(tx, s.institutionId, today);
  const title = `录取通知书超过发放时限：${s.persons} 人`;
  const key = `letters.overdue.${s.institutionId}.${s.cityCode}`;
  const task = await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'letters_overdue',
      unit_id: unitId,
      division_code: s.cityCode,
      title: `${s.schoolName}：${title}`,
      detail: JSON.stringify({
        institutionId: s.institutionId,
        persons: s.persons,
        longest: s.longest,
        limit: s.limit,
      }),
      dedupe_key: `${key}.${today}`,
      created_at: ctx.clock.now(),
    })
    .onConflict((oc) => oc.column('dedupe_key').doNothing())
    .returning('task_id')
    .executeTakeFirst();
  if (!task) return false;
  await tx
    .updateTable('task')
    .set({ state: 'done', closed_at: ctx.clock.now(), closed_by: 'system', outcome: 'newer_check' })
    .where('kind', '=', 'letters_overdue')
    .where('state', '=', 'open')
    .where('task_id', '!=', task.task_id)
    .where('dedupe_key', 'like', `${key}.%`)
    .execute();
  await sendMessages(tx, ctx, [
    {
      ...(unitId ? { toUnitId: unitId } : { toInstitutionId: s.institutionId }),
      kind: 'letters_overdue',
      title,
      body: `最长已 ${s.longest} 个工作日（本地时限 ${s.limit} 个工作日），例如 ${s.names.join('、')}。请尽快发放录取通知书。`,
      link: '/enrolment/letters?state=school_notified',
    },
  ]);
  return true;
}
