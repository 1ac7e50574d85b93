import { inAreas } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { noticeNumber } from './city-numbers.ts';
import { cityErrors } from '../errors-city.ts';
import { grantAccess, unitOfSchool } from '../offices.ts';
import { NotifySchools } from '../schema-city.ts';
import { lockApplications, takeSteps, type Application } from '../store.ts';

export type SentNotice = {
  noticeId: string;
  number: string;
  institutionId: string;
  schoolName: string;
  persons: number;
};

/**
 * Notifies each school of its admitted persons: one notice a school with its list, a message, and the right to see these persons
 * (SD2017-3.2-13). Admissions into another city's catalogue wait until that city has confirmed.
 * @throws NOTHING_TO_NOTIFY
 */
export async function notifySchools(ctx: Context, input: NotifySchools): Promise<{ notices: SentNotice[] }> {
  const actor = authorise(ctx, 'admission.notify');
  const { year, institutionId } = NotifySchools.parse(input);
  return transaction(ctx, async (tx) => {
    const waiting = await waitingForNotice(tx, actor, year, institutionId);
    if (waiting.length === 0) throw cityErrors.NOTHING_TO_NOTIFY();
    const groups = Map.groupBy(waiting, (w) => `${w.city_code} ${w.year} ${w.institution_id}`);
    const notices: SentNotice[] = [];
    for (const key of [...groups.keys()].sort()) notices.push(await sendNotice(tx, ctx, groups.get(key)!));
    await audit(tx, ctx, {
      action: 'admission.notify',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `通知录取学校：${notices.map((n) => `${n.schoolName} ${n.persons} 人`).join('、')}`,
      payload: { notices: notices.map((n) => n.number) },
    });
    return { notices };
  });
}

type Waiting = Awaited<ReturnType<typeof waitingForNotice>>[number];

async function waitingForNotice(tx: Tx, actor: Actor, year: number | undefined, institutionId: string | undefined) {
  let query = tx
    .selectFrom('admission as d')
    .innerJoin('application as a', (join) =>
      join.onRef('a.person_id', '=', 'd.person_id').onRef('a.application_id', '=', 'd.application_id'),
    )
    .select(['d.application_id', 'd.admission_id', 'd.city_code', 'd.year', 'd.institution_id', 'd.school_name'])
    .where((eb) => inAreas(eb, 'a.city_code', actor))
    .where('a.state', '=', 'admitted')
    .where('d.notice_id', 'is', null)
    .where((eb) => eb.or([eb('d.receiving_city_code', 'is', null), eb('d.receiving_confirmed_at', 'is not', null)]));
  if (year !== undefined) query = query.where('d.year', '=', year);
  if (institutionId !== undefined) query = query.where('d.institution_id', '=', institutionId);
  const rows = await query.execute();
  const apps = await lockApplications(
    tx,
    rows.map((r) => r.application_id),
  );
  // Locked: whoever was notified meanwhile is no longer 'admitted'.
  const still = new Map(apps.filter((a) => a.state === 'admitted').map((a) => [a.application_id, a]));
  return rows.flatMap((r) => {
    const app = still.get(r.application_id);
    return app ? [{ ...r, app }] : [];
  });
}

async function sendNotice(tx: Tx, ctx: Context, list: readonly Waiting[]): Promise<SentNotice> {
  const { city_code, year, institution_id, school_name } = list[0]!;
  const sequence = await takeNumbers(tx, `school_notice.${city_code}.${year}`);
  const notice = {
    noticeId: ctx.newId(),
    number: noticeNumber(city_code, year, sequence),
    institutionId: institution_id,
    schoolName: school_name,
    persons: list.length,
  };
  await tx
    .insertInto('school_notice')
    .values({
      notice_id: notice.noticeId,
      number: notice.number,
      institution_id,
      city_code,
      year,
      persons: list.length,
      sent_by: ctx.actor?.userId ?? 'system',
      sent_at: ctx.clock.now(),
    })
    .execute();
  const ids = list.map((w) => w.admission_id);
  await tx.updateTable('admission').set({ notice_id: notice.noticeId }).where('admission_id', 'in', ids).execute();
  const apps: Application[] = list.map((w) => w.app);
  const detail = { data: { notice: notice.number } };
  await takeSteps(
    tx,
    ctx,
    apps.map((app) => ({ app, action: 'notify_school', detail })),
  );
  await tellSchool(tx, ctx, notice, apps);
  return notice;
}

async function tellSchool(tx: Tx, ctx: Context, notice: SentNotice, apps: readonly Application[]): Promise<void> {
  const today = ctx.clock.today();
  const unitId = await unitOfSchool(tx, notice.institutionId, today);
  const by = ctx.actor?.userId ?? 'system';
  if (unitId)
    await grantAccess(
      tx,
      apps.map((a) => ({ personId: a.person_id, unitId, reason: 'admitted', from: today, by })),
    );
  await sendMessages(tx, ctx, [
    {
      ...(unitId ? { toUnitId: unitId } : { toInstitutionId: notice.institutionId }),
      kind: 'school_notice',
      title: `录取通知 ${notice.number}：${notice.persons} 人`,
      body: `${ctx.actor?.unitName ?? ''}通知贵校录取 ${apps.map((a) => a.person_name).join('、')}。请签阅并发放录取通知书。`,
      link: '/enrolment/notices',
    },
  ]);
}
