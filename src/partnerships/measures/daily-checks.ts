import { sql } from 'kysely';
import { rangeOf } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { agreementColumns, partiesOf, type Agreement } from '../agreements/store.ts';
import { definitions } from '../engine/definition-files.ts';
import { summaryReminders } from '../summary/remind-summaries.ts';
import { answers, measuresOf, type MeasureShown } from './run-measures.ts';

export type DailyChecks = { alerted: number; renewals: number; cycles: number };
type Alert = {
  key: string;
  title: string;
  body: string;
  link: string;
  divisionCode: number;
  institutionId: string | null;
  unitId: string | null;
};

/** Agreements looked at in one transaction. */
const PART = 200;

/**
 * Daily, by the system: what agreements and areas lack becomes one task and one message to whoever must act; agreements near their end are to be
 * renewed; a new year opens a cycle for each standing agreement that is carried on from year to year. Running it again adds nothing.
 */
export async function dailyChecks(ctx: Context): Promise<DailyChecks> {
  const total = { alerted: 0, renewals: 0, cycles: 0 };
  for (let after = ''; ;) {
    const part = await transactionAs(ctx.db, 'system', (tx) => checkPart(tx, ctx, after));
    total.alerted += part.alerted;
    total.renewals += part.renewals;
    total.cycles += part.cycles;
    if (part.last === null) break;
    after = part.last;
  }
  total.alerted += await transactionAs(ctx.db, 'system', (tx) => checkAreas(tx, ctx));
  total.alerted += await transactionAs(ctx.db, 'system', (tx) => remindSummaries(tx, ctx));
  return total;
}

async function remindSummaries(tx: Tx, ctx: Context): Promise<number> {
  let told = 0;
  for (const { key, title, body, unit } of await summaryReminders(tx, ctx))
    told += await raise(tx, ctx, null, {
      key,
      title,
      body,
      link: '/partnerships/summaries',
      divisionCode: unit.divisionCode,
      institutionId: null,
      unitId: unit.unitId,
    });
  return told;
}

async function checkPart(tx: Tx, ctx: Context, after: string): Promise<DailyChecks & { last: string | null }> {
  const { rows } =
    await sql<Agreement>`select ${agreementColumns} from agreement a where a.state = 'in_force' and a.number > ${after} order by a.number limit ${PART}`.execute(
      tx,
    );
  const done = { alerted: 0, renewals: 0, cycles: 0 };
  for (const agreement of rows) {
    done.alerted += await checkAgreement(tx, ctx, agreement);
    done.renewals += await remindRenewal(tx, ctx, agreement);
    done.cycles += await openCycle(tx, ctx, agreement);
  }
  return { ...done, last: rows.length < PART ? null : rows.at(-1)!.number };
}

async function checkAgreement(tx: Tx, ctx: Context, agreement: Agreement): Promise<number> {
  const declared =
    definitions()
      .definitionOf(agreement.kind)
      ?.measures.filter((m) => m.over === 'agreement' && m.alert !== undefined) ?? [];
  const shown = await measuresOf(tx, agreement, declared, { today: ctx.clock.today() });
  let alerted = 0;
  for (const m of shown.filter((one) => one.alert !== null)) alerted += await raiseToSides(tx, ctx, agreement, m);
  return alerted;
}

function raiseToSides(tx: Tx, ctx: Context, agreement: Agreement, m: MeasureShown): Promise<number> {
  return raise(tx, ctx, agreement, {
    key: `partnerships ${m.key} ${agreement.agreementId} ${m.due ?? ctx.clock.today().slice(0, 4)}`,
    title: `${m.alert}：${agreement.title}`,
    body: missingWords(m),
    link: `/agreements/${agreement.agreementId}`,
    divisionCode: agreement.divisionCode,
    institutionId: agreement.institutionId,
    unitId: null,
  });
}

const missingWords = (m: MeasureShown): string => {
  const named = m.missing
    .map((x) => x.label)
    .filter((x) => x !== '')
    .slice(0, 20)
    .join('、');
  return `${m.title.zh} ${m.value}${m.of === null ? '' : `/${m.of}`}${named === '' ? '' : `，缺：${named}`}`;
};

/** One task and one message to each side, the first time; an alert over an area goes to its HR office. @returns 1 when it is new */
async function raise(tx: Tx, ctx: Context, agreement: Agreement | null, alert: Alert): Promise<number> {
  const added = await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'partnership_alert',
      unit_id: alert.unitId,
      division_code: alert.divisionCode,
      title: alert.title,
      detail: JSON.stringify({ body: alert.body, link: alert.link }),
      dedupe_key: alert.key,
      created_at: ctx.clock.now(),
    })
    .onConflict((c) => c.doNothing())
    .returning('task_id')
    .executeTakeFirst();
  if (!added) return 0;
  const parties = agreement ? await partiesOf(tx, [agreement.agreementId]) : [];
  const institutions = parties.flatMap((p) => p.institutionId ?? []);
  const message = { kind: 'partnership_alert', title: alert.title, body: alert.body, link: alert.link };
  await sendMessages(tx, ctx, [
    ...institutions.map((toInstitutionId) => ({ ...message, toInstitutionId })),
    ...(alert.unitId ? [{ ...message, toUnitId: alert.unitId }] : []),
  ]);
  await audit(tx, ctx, {
    action: 'partnerships.alert',
    subjectType: agreement ? 'agreement' : 'division',
    subjectId: agreement?.agreementId ?? String(alert.divisionCode),
    divisionCode: alert.divisionCode,
    institutionId: alert.institutionId,
    summary: alert.title,
  });
  return 1;
}

async function remindRenewal(tx: Tx, ctx: Context, agreement: Agreement): Promise<number> {
  const lead = definitions().agreements.get(agreement.kind)?.renewal_lead;
  const today = ctx.clock.today();
  if (!lead || agreement.endsOn === null || addDays(plainDate(agreement.endsOn), -lead.days) > today) return 0;
  const renewed = await tx
    .selectFrom('agreement')
    .select('agreement_id')
    .where('renews', '=', agreement.agreementId)
    .executeTakeFirst();
  if (renewed) return 0;
  return raise(tx, ctx, agreement, {
    key: `partnerships renew ${agreement.agreementId} ${agreement.endsOn}`,
    title: `协议将于 ${agreement.endsOn} 到期，请商定是否续签：${agreement.title}`,
    body: `协议编号 ${agreement.number}`,
    link: `/agreements/${agreement.agreementId}`,
    divisionCode: agreement.divisionCode,
    institutionId: agreement.institutionId,
    unitId: null,
  });
}

/** The year's cycle of an agreement that goes on, in state `recorded` (to be planned); there is one a year. */
async function openCycle(tx: Tx, ctx: Context, agreement: Agreement): Promise<number> {
  if (definitions().agreements.get(agreement.kind)?.cycle !== 'year') return 0;
  const year = ctx.clock.today().slice(0, 4);
  if (agreement.endsOn !== null && agreement.endsOn < `${year}-01-01`) return 0;
  await sql`select 1 from agreement where agreement_id = ${agreement.agreementId}::uuid for update`.execute(tx);
  const { rows } = await sql<{
    id: string;
  }>`insert into agreement_entry (entry_id, kind, agreement_id, division_code, institution_id, unit_id, state, code, on_date,
      recorded_by, recorded_name, recorded_at)
    select ${ctx.newId()}::uuid, 'cycle', ${agreement.agreementId}::uuid, ${agreement.divisionCode}::bigint, ${agreement.institutionId}::uuid, ${agreement.agreementId}::uuid, 'recorded', ${year},
      ${`${year}-01-01`}::date, 'system', '系统', ${ctx.clock.now()}::timestamptz
    where not exists (select 1 from agreement_entry where agreement_id = ${agreement.agreementId}::uuid and kind = 'cycle' and code = ${year})
    returning entry_id as id`.execute(tx);
  if (rows[0] === undefined) return 0;
  await audit(tx, ctx, {
    action: 'agreement.cycle',
    subjectType: 'agreement',
    subjectId: agreement.agreementId,
    divisionCode: agreement.divisionCode,
    institutionId: agreement.institutionId,
    summary: `开启 ${year} 年度帮扶周期：${agreement.title}`,
  });
  return 1;
}

/** Figures over each province that has records: what is amiss goes to its HR office. */
async function checkAreas(tx: Tx, ctx: Context): Promise<number> {
  const { rows } = await sql<{
    code: number;
    unit: string | null;
  }>`select p.code, (select u.unit_id from unit u where u.division_code = p.code and u.line = 'hr' and u.level = 'province'
      and u.valid_from <= ${ctx.clock.today()} and (u.valid_to is null or u.valid_to > ${ctx.clock.today()}) order by u.unit_id limit 1) as unit
    from (select distinct division_code / 10000000000 * 10000000000 as code from agreement_entry where agreement_id is null) p order by 1`.execute(
    tx,
  );
  const measures = [...definitions().measures.values()].filter((m) => m.over === 'area' && m.alert !== undefined);
  let alerted = 0;
  for (const { code, unit } of rows) {
    const shown = await answers(tx, { institutionId: null, areas: [rangeOf(code)] }, measures, {
      today: ctx.clock.today(),
    });
    for (const m of shown.filter((one) => one.alert !== null && ((one.of ?? 0) > 0 || one.due !== null)))
      alerted += await raise(tx, ctx, null, {
        key: `partnerships ${m.key} ${code} ${m.due ?? ctx.clock.today().slice(0, 4)}`,
        title: m.alert!,
        body: missingWords(m),
        link: `/partnerships/figures`,
        divisionCode: code,
        institutionId: null,
        unitId: unit,
      });
  }
  return alerted;
}
