import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { queueJob, type Progress } from '../../platform/jobs.ts';
import { sendMessages } from '../../platform/messages.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { admissionNumber, admissionScope } from './city-numbers.ts';
import { planAdmissions, takingSeats, type Blocked, type Placed } from './decide-admissions.ts';
import { grantAccess, officesAt } from '../offices.ts';
import { lockOwn, skippedOf } from '../application/own-applications.ts';
import { askReselection } from './request-reselection.ts';
import { AdmitApplications, INLINE_LIMIT } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

export type AdmissionOutcome = {
  admitted: { id: string; name: string; number: string }[];
  reselect: { id: string; name: string; reason: string }[];
  /** Imported persons who stay at the city: no major yet, or the rules say no and the city has not decided. */
  held: { id: string; name: string; reason: string }[];
  skipped: { reason: string; count: number }[];
  jobId?: string;
};

/**
 * Admits applications the city has accepted: up to fifty at once, more as the job `enrolment.admit`. Those whose entry is closed or full go to
 * reselection with the reason, none is passed over in silence (SD2017-3.2-12). Repeating it admits nobody twice.
 * @throws NOT_FOUND when one of them is another city's
 */
export async function admitApplications(ctx: Context, input: AdmitApplications): Promise<AdmissionOutcome> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids } = AdmitApplications.parse(input);
  if (ids.length <= INLINE_LIMIT) return admitNow(ctx, { ids });
  const jobId = await transaction(ctx, async (tx) => {
    const queued = await queueJob(tx, ctx, {
      kind: 'enrolment.admit',
      title: `办理录取：${ids.length} 人`,
      input: { ids },
    });
    await audit(tx, ctx, {
      action: 'admission.queue',
      subjectType: 'job',
      subjectId: queued,
      divisionCode: actor.divisionCode,
      summary: `提交批量录取 ${ids.length} 人`,
    });
    return queued;
  });
  return { admitted: [], reselect: [], held: [], skipped: [], jobId };
}

/** The admission itself, whole in one transaction: exactly once or not at all, wherever it is cut off. Also the job's handler. */
export async function admitNow(ctx: Context, input: AdmitApplications, progress?: Progress): Promise<AdmissionOutcome> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids } = AdmitApplications.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOwn(tx, actor, ids);
    const ready = apps.filter((a) => a.state === 'city_accepted');
    const plan = await planAdmissions(tx, ctx, ready, takingSeats(tx));
    const admitted = await storeAdmissions(tx, ctx, plan.placed);
    await askReselection(tx, ctx, plan.blocked);
    await progress?.report(ids.length, ids.length);
    await audit(tx, ctx, {
      action: 'admission.decide',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `办理录取：录取 ${admitted.length} 人，需重选 ${plan.blocked.length} 人`,
      payload: { numbers: admitted.map((a) => a.number), reselect: plan.blocked.map((b) => b.app.number) },
    });
    return {
      admitted,
      reselect: plan.blocked.map(toldOf),
      held: plan.held.map(toldOf),
      skipped: skippedOf(apps),
    };
  });
}

const toldOf = ({ app, reason }: Blocked) => ({ id: app.application_id, name: app.person_name, reason });

async function storeAdmissions(tx: Tx, ctx: Context, placed: readonly Placed[]) {
  const admitted: (Placed & { number: string; sequence: number })[] = [];
  const groups = Map.groupBy(placed, ({ app }) => admissionScope(app.city_code, app.year));
  for (const scope of [...groups.keys()].sort()) {
    const group = groups.get(scope)!.sort((a, b) => (a.app.number < b.app.number ? -1 : 1));
    const first = await takeNumbers(tx, scope, group.length);
    for (const [i, one] of group.entries())
      admitted.push({
        ...one,
        sequence: first + i,
        number: admissionNumber(one.app.city_code, one.app.year, first + i),
      });
  }
  if (admitted.length === 0) return [];
  await tx
    .insertInto('admission')
    .values(admitted.map((a) => rowOf(ctx, a)))
    .execute();
  await takeSteps(
    tx,
    ctx,
    admitted.map(({ app, number }) => ({ app, action: 'admit', detail: { data: { admission: number } } })),
  );
  await askReceivingCities(tx, ctx, admitted);
  await sendMessages(
    tx,
    ctx,
    admitted.map(({ app, choice }) => ({
      toPersonId: app.person_id,
      kind: 'application.admitted',
      title: '您已被录取',
      body: `申请 ${app.number} 于 ${ctx.clock.today()} 由${ctx.actor?.unitName ?? ''}录取：${choice.schoolName} ${choice.major}（${choice.level}）。`,
    })),
  );
  return admitted.map(({ app, number }) => ({ id: app.application_id, name: app.person_name, number }));
}

function rowOf(ctx: Context, { app, choice, number, sequence }: Placed & { number: string; sequence: number }) {
  return {
    person_id: app.person_id,
    admission_id: ctx.newId(),
    application_id: app.application_id,
    number,
    sequence,
    year: app.year,
    city_code: app.city_code,
    village_code: app.village_code,
    institution_id: choice.institutionId,
    entry_key: choice.entryKey,
    version_id: choice.versionId,
    school_name: choice.schoolName,
    major: choice.major,
    level: choice.level,
    years: choice.years,
    admitted_on: ctx.clock.today(),
    admitted_by: ctx.actor?.userId ?? 'system',
    admitted_at: ctx.clock.now(),
    receiving_city_code: choice.cityCode === app.city_code ? null : choice.cityCode,
  };
}

/** The city in whose catalogue the school stands sees the person and confirms before the school is told. */
async function askReceivingCities(tx: Tx, ctx: Context, admitted: readonly Placed[]): Promise<void> {
  const abroad = admitted.filter(({ app, choice }) => choice.cityCode !== app.city_code);
  const today = ctx.clock.today();
  for (const [cityCode, group] of Map.groupBy(abroad, ({ choice }) => choice.cityCode)) {
    const offices = await officesAt(tx, { level: 'city', lines: ['hr'], divisionCode: cityCode, onDate: today });
    const by = ctx.actor?.userId ?? 'system';
    await grantAccess(
      tx,
      offices.flatMap(({ unitId }) =>
        group.map(({ app }) => ({
          personId: app.person_id,
          unitId,
          reason: 'admitted_from_other_city',
          from: today,
          by,
        })),
      ),
    );
    await sendMessages(
      tx,
      ctx,
      offices.map(({ unitId }) => ({
        toUnitId: unitId,
        kind: 'admission.confirm_receiving',
        title: `跨市录取待确认：${group.length} 人`,
        body: `${ctx.actor?.unitName ?? ''}录取 ${group.length} 人就读贵市目录内院校，请确认后由其通知学校。`,
        link: '/enrolment/receiving',
      })),
    );
  }
}
