import { sql } from 'kysely';
import { planTheme, recordItem } from '../../../outreach/publicity/record-item.ts';
import type { Medium, Theme } from '../../../outreach/publicity/schema.ts';
import { guidePerson, tellHouseholds } from '../../../outreach/publicity/tell-households.ts';
import { logFollowUp } from '../../../people/monitoring/log-follow-up.ts';
import { recordNeed } from '../../../people/monitoring/record-need.ts';
import { reportHardship } from '../../../people/monitoring/report-hardship.ts';
import { settleHardship } from '../../../people/monitoring/settle-hardship.ts';
import { visitHousehold } from '../../../people/monitoring/visit-household.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import type { DayOf } from './office-life.ts';
import { decidedSetting } from '../decided-setting.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

const ITEMS: readonly [string, Medium, Theme, number, number, number][] = [
  ['技工院校招生直播', 'wechat', 'recruitment', 8200, 160, 42],
  ['技能扶贫政策问答专栏', 'website', 'policy', 3100, 60, 9],
  ['赶集日现场宣传', 'onsite', 'skill_training', 900, 75, 18],
  ['县电视台“学技能”访谈', 'broadcast', 'technical_education', 15_000, 40, 6],
  ['职业技能等级认定解读', 'wechat', 'evaluation_reform', 1200, 18, 2],
  ['招生热线', 'phone', 'recruitment', 0, 130, 31],
];

/** Dynamic monitoring and publicity of the demonstration's county: visits, two reports of hardship, needs, households told, people guided. */
export async function monitoringAndPublicity(services: Services, day: DayOf): Promise<void> {
  const at = async (
    ago: number,
    code: number,
    line: 'hr' | 'poverty',
    role: 'county_hr_officer' | 'county_poverty_officer' | 'city_hr_officer',
  ) => makeContext(day(ago), await officeActor(services, code, line, role));
  const poverty = (ago: number) => at(ago, FOCUS.county, 'poverty', 'county_poverty_officer');
  await settings(day(200));
  await hardship(services, poverty);
  await publicity(services, await poverty(20), await at(30, FOCUS.city, 'hr', 'city_hr_officer'));
}

async function settings(services: Services): Promise<void> {
  const set = {
    divisionCode: FOCUS.county,
    validFrom: '2020-01-01',
    reason: '全县统一（演示）',
    legalSource: '曹县防返贫监测工作办法（演示）',
  };
  for (const [key, value] of [
    ['monitoring.visit_months', 3],
    ['monitoring.inclusion_days', 1],
    ['monitoring.follow_up_days', 30],
  ] as const)
    await decidedSetting(services, 'hr', { ...set, key, value });
}

async function hardship(services: Services, poverty: (ago: number) => Promise<Context>): Promise<void> {
  const people = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      person_id: string;
      household_id: string;
    }>`select p.person_id, p.household_id from person p
      join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
      where p.village_code between ${FOCUS.township} and ${FOCUS.township + 999} and p.household_id is not null order by p.person_id limit 40`.execute(
      tx,
    );
    return rows;
  });
  for (const [i, { household_id: householdId }] of people.slice(0, 16).entries()) {
    const ctx = await poverty(i < 8 ? 20 : 130);
    await visitHousehold(ctx, {
      householdId,
      visitedOn: ctx.clock.today(),
      visitor: '驻村工作队',
      finding: '家庭情况稳定',
      hardship: false,
    });
  }
  const causes = ['enterprise', 'illness', 'epidemic'] as const;
  for (const [i, cause] of causes.entries()) {
    const personId = people[20 + i]?.person_id;
    if (personId === undefined) continue;
    const { reportId } = await reportHardship(await poverty(45 - i * 21), {
      personId,
      cause,
      account: ['务工企业停产，收入中断', '家人重病，支出骤增', '受疫情影响不能外出务工'][i]!,
    });
    if (i > 1) continue;
    const later = await poverty(44 - i * 21);
    await settleHardship(later, { personId, reportId, included: true, reason: '入户核实属实' });
    if (i === 0)
      await logFollowUp(await poverty(20), {
        personId,
        reportId,
        kind: 'training',
        doneOn: later.clock.today(),
        note: '参加家政服务培训班',
      });
  }
  await needs(services, await poverty(10));
}

async function needs(services: Services, ctx: Context): Promise<void> {
  const year = Number(ctx.clock.today().slice(0, 4));
  const willing = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      person_id: string;
    }>`select w.person_id from (select distinct on (person_id) person_id, train, village_code from wish
        where year = ${year} order by person_id, asked_on desc, recorded_at desc) w
      where w.train and w.village_code between ${FOCUS.county} and ${FOCUS.county + 999_999} order by 1 limit 60`.execute(
      tx,
    );
    return rows.map((r) => r.person_id);
  });
  for (const [i, personId] of willing.entries())
    await recordNeed(ctx, {
      personId,
      year,
      form: i % 8 < 3 ? 'practical' : i % 8 < 7 ? 'concentrated' : 'online',
      evening: i % 6 === 0,
      nearHome: i % 3 === 0,
    });
  for (const [i, personId] of willing.slice(0, 40).entries())
    await guidePerson(ctx, {
      personId,
      contactedOn: ctx.clock.today(),
      result: i % 5 === 0 ? 'study' : i % 5 < 3 ? 'training' : i % 5 === 3 ? 'employment' : 'unwilling',
    });
}

async function publicity(services: Services, poverty: Context, city: Context): Promise<void> {
  for (const [title, media, theme, views, enquiries, applications] of ITEMS)
    await recordItem(city, {
      title,
      media,
      theme,
      views,
      enquiries,
      applications,
      heldOn: city.clock.today(),
      campaign: theme === 'recruitment' ? '秋季招生' : undefined,
    });
  await planTheme(city, {
    name: '全国职业教育活动周',
    onDate: `${city.clock.today().slice(0, 4)}-11-08`,
    leadDays: 30,
  });
  const households = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{ household_id: string }>`select household_id from household where ended_on is null
      and village_code between ${FOCUS.county} and ${FOCUS.county + 999_999} order by village_code, household_id limit 400`.execute(
      tx,
    );
    return rows.map((r) => r.household_id);
  });
  const told = households.filter((_, i) => i % 17 !== 5);
  const tellers = ['village_organisation', 'work_team', 'first_secretary', 'poverty_office'] as const;
  for (const [n, teller] of tellers.entries()) {
    const householdIds = told.filter((_, i) => i % 4 === n);
    if (householdIds.length > 0)
      await tellHouseholds(poverty, { householdIds, toldOn: poverty.clock.today(), teller, acknowledged: n < 3 });
  }
}
