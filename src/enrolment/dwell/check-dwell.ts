import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { BOTH_LINES, divisionNames, tellOffices } from '../offices.ts';
import { placesOf } from '../city/places.ts';
import { waitingGroups } from './dwell-store.ts';
import { dwellOf, limitAt } from './step-limit.ts';
import type { HolderLevel } from '../states.ts';
import { LEVEL_ABOVE } from './waiting.ts';

export type Overdue = {
  level: HolderLevel;
  code: number;
  cases: number;
  longest: number;
  limit: number;
  names: string[];
};

const LEVEL_NAMES: Record<HolderLevel, string> = {
  village: '村级',
  township: '乡镇',
  county: '县级',
  city: '市级',
  school: '学校',
  none: '',
};

/**
 * The daily look at cases that lie longer than the locality's own limit: the level above is told, once a day and office (SD2017-3.2-19). Where
 * no limit is set nothing is overdue. Runs as the system, in a job; a second run on the same day changes nothing.
 * @returns the offices found overdue today and how many of them were told now
 */
export async function checkDwell(ctx: Context): Promise<{ overdue: Overdue[]; told: number }> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const overdue = await overdueOffices(tx, ctx);
    let told = 0;
    for (const office of overdue) told += (await tellAbove(tx, ctx, office)) ? 1 : 0;
    if (told > 0)
      await audit(tx, ctx, {
        action: 'application.check_dwell',
        subjectType: 'installation',
        subjectId: ctx.clock.today(),
        summary: `超过办理时限的环节 ${overdue.length} 处，已提醒上级 ${told} 处`,
      });
    return { overdue, told };
  });
}

async function overdueOffices(tx: Tx, ctx: Context): Promise<Overdue[]> {
  const today = ctx.clock.today();
  const offices: Overdue[] = [];
  const groups = Map.groupBy(await waitingGroups(tx, null), (g) => `${g.level} ${g.code}`);
  for (const ofOffice of groups.values()) {
    const { level, code } = ofOffice[0]!;
    const limit = await limitAt(tx, level, code, today);
    if (limit === null) continue;
    const late = ofOffice
      .map((g) => ({ ...g, dwell: dwellOf(g.since, today, limit) }))
      .filter((g) => g.dwell.standing === 'overdue');
    if (late.length === 0) continue;
    offices.push({
      level,
      code,
      limit,
      cases: late.reduce((n, g) => n + g.cases, 0),
      longest: Math.max(...late.map((g) => g.dwell.workingDays ?? 0)),
      names: late.flatMap((g) => g.names).slice(0, 5),
    });
  }
  return offices;
}

/** A task of the day carries the message, so that a repeated run finds it there. */
async function tellAbove(tx: Tx, ctx: Context, o: Overdue): Promise<boolean> {
  const today = ctx.clock.today();
  const above = LEVEL_ABOVE[o.level]!;
  const places = placesOf(o.code);
  const codeAbove =
    above === 'province'
      ? Math.floor(o.code / 10_000_000_000) * 10_000_000_000
      : { township: places.townshipCode, county: places.countyCode, city: places.cityCode, village: o.code }[above];
  const name = (await divisionNames(tx, [o.code], today)).get(o.code) ?? String(o.code);
  const title = `${name}${LEVEL_NAMES[o.level]}环节 ${o.cases} 份申请超过时限`;
  const task = await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'application.overdue',
      division_code: codeAbove,
      title,
      detail: JSON.stringify({ level: o.level, code: o.code, cases: o.cases, longest: o.longest, limit: o.limit }),
      dedupe_key: `application.overdue.${o.level}.${o.code}.${today}`,
      created_at: ctx.clock.now(),
    })
    .onConflict((oc) => oc.column('dedupe_key').doNothing())
    .returning('task_id')
    .executeTakeFirst();
  if (!task) return false;
  await closeOlder(tx, ctx, o, task.task_id);
  await tellOffices(
    tx,
    ctx,
    {
      level: above,
      lines: BOTH_LINES,
      divisionCode: codeAbove,
    },
    {
      kind: 'application.overdue',
      title,
      body: `最长已 ${o.longest} 个工作日（本地时限 ${o.limit} 个工作日），例如 ${o.names.join('、')}。`,
      link: '/enrolment/dwell',
    },
  );
  return true;
}

async function closeOlder(tx: Tx, ctx: Context, o: Overdue, keep: string): Promise<void> {
  await tx
    .updateTable('task')
    .set({ state: 'done', closed_at: ctx.clock.now(), closed_by: 'system', outcome: 'newer_check' })
    .where('kind', '=', 'application.overdue')
    .where('state', '=', 'open')
    .where('task_id', '!=', keep)
    .where('dedupe_key', 'like', `application.overdue.${o.level}.${o.code}.%`)
    .execute();
}
