import { beforeAll, describe, expect, test } from 'vitest';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { openPeopleHouse } from '../../people/testing-house.ts';
import type { RegisterRow } from '../../people/index.ts';
import { fixedClock, type Clock } from '../../platform/clock.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { planTheme, recordItem } from './record-item.ts';
import { remindPublicity } from './remind-publicity.ts';
import { MEDIA, type ItemFields, type Medium, type Theme } from './schema.ts';
import { showCoverage } from './show-coverage.ts';
import { showOverview } from './show-overview.ts';
import { guidePerson, tellHouseholds } from './tell-households.ts';
import type { z } from 'zod';

let instant: Clock = fixedClock('2018-06-01T09:00:00+08:00');
const clock: Clock = { now: () => instant.now(), today: () => instant.today() };
const goTo = (day: string) => {
  instant = fixedClock(`${day}T09:00:00+08:00`);
};
const house = await openPeopleHouse('3717', { clock });
const VILLAGE = 371721103298;
const PLACE = 371721104201;
const village = house.as(anActor('village_clerk', VILLAGE));
const county = house.as(anActor('county_hr_officer', PLACES.county));
const city = house.as(anActor('city_hr_officer', PLACES.city));
const away = house.as(anActor('county_hr_officer', PLACES.otherCounty));
let idOf: (row: RegisterRow) => string;
let small: RegisterRow[];
let large: RegisterRow[];

beforeAll(async () => {
  await house.owner(
    `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'county', 'hr', '曹县人社局', $2, '2016-01-01')`,
    [county.actor!.unitId, PLACES.county],
  );
  small = Array.from({ length: 60 }, () => aPerson({ villageCode: VILLAGE }));
  large = Array.from({ length: 1000 }, (_, i) => aPerson({ villageCode: i < 500 ? 371722100201 : 371722101201 }));
  ({ idOf } = await publishedRegister(house, small, { listDate: '2018-01-10' }));
  await publishedRegister(house, large, { areaCode: PLACES.otherCounty, listDate: '2018-01-10' });
});

const households = async (villages: readonly number[]) => {
  const { rows } = await house.owner(
    'select household_id, household_no from household where village_code = any($1) order by household_no',
    [villages],
  );
  return rows as { household_id: string; household_no: string }[];
};
type Item = Partial<z.input<typeof ItemFields>>;
/** Acts of publicity of a year of their own, so that tests do not count one another's. */
async function items(year: number, given: readonly Item[], by = county) {
  goTo(`${year}-12-30`);
  for (const [i, item] of given.entries())
    await recordItem(by, { title: `宣传${i}`, heldOn: `${year}-03-01`, media: 'wechat', ...item });
  return showOverview(by, { year });
}

describe('households', () => {
  test('[SD2017-3.1-06] of 60 households of a village 57 have a record: 95%, 3 codes outstanding, by actor', async () => {
    const all = await households([VILLAGE]);
    const tellers = ['poverty_office', 'work_team', 'first_secretary', 'village_organisation'] as const;
    for (const [n, teller] of tellers.entries()) {
      const householdIds = all.slice(0, 57).flatMap((h, i) => (i % 4 === n ? [h.household_id] : []));
      await tellHouseholds(village, { householdIds, toldOn: '2018-05-01', teller });
    }
    const view = await showCoverage(village, { year: 2018 });
    expect(view).toMatchObject({ households: 60, told: 57, toldRate: 95 });
    expect(view.outstanding.map((h) => h.householdNo)).toEqual(all.slice(57).map((h) => h.household_no));
    expect(view.tellers.filter((t) => t.teller !== 'school').map((t) => t.households)).toEqual([15, 14, 14, 14]);
    await expect(
      tellHouseholds(away, { householdIds: [all[0]!.household_id], toldOn: '2018-05-01', teller: 'school' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('[SD2017-4.1-01] of 1000 households 990 have a record: 99.0%, the 10 others are listed by village', async () => {
    const all = await households([371722100201, 371722101201]);
    const untold = new Set(all.filter((_, i) => i % 100 === 7).map((h) => h.household_id));
    const told = all.map((h) => h.household_id).filter((id) => !untold.has(id));
    for (const householdIds of [told.slice(0, 495), told.slice(495)])
      await tellHouseholds(away, { householdIds, toldOn: '2018-05-01', teller: 'village_organisation' });
    const view = await showCoverage(away, { year: 2018 });
    expect(view).toMatchObject({ households: 1000, told: 990, toldRate: 99 });
    expect(new Set(view.outstanding.map((h) => h.householdId))).toEqual(untold);
    expect(view.outstanding.map((h) => h.villageCode)).toEqual(
      view.outstanding.map((h) => h.villageCode).toSorted((a, b) => a - b),
    );
  });

  test('[HA2020-2.3] of 100 target households 92 have signed: reach is 92.0% and 8 are listed', async () => {
    const rows = Array.from({ length: 100 }, () => aPerson({ villageCode: PLACE }));
    goTo('2020-06-01');
    await publishedRegister(house, [...small, ...rows], { listDate: '2020-01-10' });
    const all = await households([PLACE]);
    expect(all).toHaveLength(100);
    const ids = all.map((h) => h.household_id);
    const act = { toldOn: '2020-05-01', teller: 'school' as const };
    await tellHouseholds(county, { ...act, householdIds: ids.slice(0, 90), acknowledged: true });
    await tellHouseholds(county, { ...act, householdIds: ids.slice(88), acknowledged: false });
    await tellHouseholds(county, { ...act, householdIds: ids.slice(88, 92), acknowledged: true });
    const view = await showCoverage(county, { year: 2020, division: 371721104000 });
    expect(view).toMatchObject({ households: 100, told: 100, acknowledged: 92, acknowledgedRate: 92 });
    expect(view.unacknowledged.map((h) => h.householdId)).toEqual(all.slice(92).map((h) => h.household_id));
  });
});

describe('acts of publicity', () => {
  test('[N2021-5.14] of 9 items covering 4 themes the plan says 4/5 and names the missing one', async () => {
    const themes: Theme[] = ['technical_education', 'skill_training', 'evaluation_reform', 'competitions'];
    const { themes: shown, items: all } = await items(
      2021,
      Array.from({ length: 9 }, (_, i) => ({ theme: themes[i % 4] })),
    );
    expect(all).toHaveLength(9);
    expect(shown).toEqual({ covered: 4, of: 5, missing: ['工匠精神'] });
  });

  test('[HA2020-4.20] of 8 items in 4 kinds of media it says 4/5 and names the missing kind', async () => {
    const media: Medium[] = ['press', 'website', 'wechat', 'onsite', 'household'];
    const { mediaKinds } = await items(
      2022,
      Array.from({ length: 8 }, (_, i) => ({ media: media[i % 5] })),
    );
    expect(mediaKinds).toEqual({ covered: 4, of: 5, missing: ['广播电视'] });
  });

  test('[SD2017-4.1-04] 20 records of a year in 5 of 7 forms show as 7 lines, 2 of them 0, summing to 20', async () => {
    const media: Medium[] = ['press', 'website', 'wechat', 'onsite', 'household'];
    const { media: lines } = await items(
      2019,
      Array.from({ length: 20 }, (_, i) => ({ media: media[i % 5] })),
    );
    expect(lines.map((l) => l.media)).toEqual(Object.keys(MEDIA));
    expect(lines.filter((l) => l.items === 0)).toHaveLength(2);
    expect(lines.reduce((n, l) => n + l.items, 0)).toBe(20);
  });

  test('[SD2017-4.1-02] 3 campaigns with 120 enquiries leading to 18 applications: conversion 15%', async () => {
    const view = await items(2023, [
      { campaign: '春季', enquiries: 50, applications: 8 },
      { campaign: '夏季', enquiries: 40, applications: 6 },
      { campaign: '秋季', enquiries: 30, applications: 4 },
    ]);
    expect(new Set(view.items.map((i) => i.campaign)).size).toBe(3);
    expect(view.conversion).toBe(15);
  });

  test('[FYP14-7-06] enquiries 30 by website, 50 by WeChat and 20 by phone with 12 applications: 3 lines sum 100, conversion 12%', async () => {
    const view = await items(2024, [
      { media: 'website', enquiries: 30, applications: 5 },
      { media: 'wechat', enquiries: 50, applications: 6 },
      { media: 'phone', enquiries: 20, applications: 1 },
    ]);
    const lines = view.media.filter((m) => m.enquiries > 0);
    expect(lines.map((m) => [m.media, m.enquiries])).toEqual([
      ['website', 30],
      ['wechat', 50],
      ['phone', 20],
    ]);
    expect(lines.reduce((n, m) => n + m.enquiries, 0)).toBe(100);
    expect(view.conversion).toBe(12);
  });

  test('[HA2020-3.4] 5 notices with 400 views and 32 sign-ups: the sign-up rate is 8.0%', async () => {
    const view = await items(
      2025,
      Array.from({ length: 5 }, (_, i) => ({ media: 'website' as const, views: 80, applications: i < 2 ? 7 : 6 })),
    );
    expect(view.items.reduce((n, i) => n + i.views, 0)).toBe(400);
    expect(view.items.reduce((n, i) => n + i.applications, 0)).toBe(32);
    expect(view.signUpRate).toBe(8);
  });

  test('[HA2020-2.1] of 96 schools 90 have an event: 90/96 = 93.8%, and 6 are named', async () => {
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) select gen_random_uuid(), 'technical_school', '第' || lpad(n::text, 3, '0') || '技工学校', $1, '2016-01-01' from generate_series(1, 96) n`,
      [PLACES.city],
    );
    const { rows } = await house.owner(
      `select institution_id, name from institution where kind = 'technical_school' order by name`,
    );
    goTo('2020-09-01');
    for (const { institution_id: institutionId } of rows.slice(0, 90) as { institution_id: string }[]) {
      const school = anActor('school_officer', PLACES.city, {
        level: 'institution',
        line: 'school',
        areas: [],
        institutionId,
        unitId: await unitOf(institutionId),
      });
      await recordItem(house.as(school), {
        title: '招生宣传',
        heldOn: '2020-08-20',
        media: 'onsite',
        theme: 'recruitment',
      });
    }
    const { schools } = await showOverview(city, { year: 2020 });
    expect(schools).toMatchObject({ all: 96, active: 90, rate: 93.8 });
    expect(schools.without).toEqual(rows.slice(90).map((r) => (r as { name: string }).name));
  });
});

const unitOf = async (institutionId: string) => {
  const { rows } = await house.owner(
    `insert into unit (unit_id, level, line, name, institution_id, division_code, valid_from) values (gen_random_uuid(), 'institution', 'school', $1::text, $1::text::uuid, null, '2016-01-01') returning unit_id`,
    [institutionId],
  );
  return (rows[0] as { unit_id: string }).unit_id;
};

describe('people guided', () => {
  test('[SD2017-3.1-07] after “later, call again 2018-05-01” the village has an open reminder for that person on that day', async () => {
    goTo('2018-04-01');
    const personId = idOf(small[0]!);
    const told = { personId, contactedOn: '2018-04-01', result: 'later' as const, callAgainOn: '2018-05-01' };
    expect(await guidePerson(village, told)).toEqual({ recorded: true });
    expect(await guidePerson(village, told)).toEqual({ recorded: false });
    await expect(
      guidePerson(village, { ...told, contactedOn: '2018-03-30', callAgainOn: undefined }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    goTo('2018-04-30');
    expect(await remindPublicity(house.as(null))).toMatchObject({ calls: 0 });
    goTo('2018-05-01');
    expect(await remindPublicity(house.as(null))).toMatchObject({ calls: 1 });
    expect(await remindPublicity(house.as(null))).toMatchObject({ calls: 0 });
    const { rows } = await house.owner(`select state, person_id, division_code from task where kind = 'call_again'`);
    expect(rows).toEqual([{ state: 'open', person_id: personId, division_code: VILLAGE }]);
  });

  test('[N2021-5.16] of 100 untrained persons with need 70 are contacted and 28 sign up: 40.0% of contacts, 30 uncontacted', async () => {
    goTo('2026-06-01');
    await house.owner(
      `insert into training_need (person_id, year, village_code, form, recorded_by, recorded_at) select person_id, 2026, village_code, 'practical', 'test', now() from person where village_code between 371722000000 and 371722999999 order by person_id limit 100`,
    );
    const { rows } = await house.owner('select person_id from training_need where year = 2026 order by person_id');
    for (const [i, { person_id: personId }] of (rows.slice(0, 70) as { person_id: string }[]).entries())
      await guidePerson(away, { personId, contactedOn: '2026-05-01', result: i < 28 ? 'training' : 'unwilling' });
    const { guidance } = await showOverview(away, { year: 2026 });
    expect(guidance).toMatchObject({ needing: 100, contacted: 70, signUp: 40, uncontacted: 30 });
  });

  test('[HA2020-4.23] of 200 persons contacted 50 go to school, 80 to training and 30 to work: 25.0/40.0/15.0%', async () => {
    goTo('2027-06-01');
    const { rows } = await house.owner(
      'select person_id from person where village_code between 371722000000 and 371722999999 order by person_id limit 200',
    );
    for (const [i, { person_id: personId }] of (rows as { person_id: string }[]).entries()) {
      const result = i < 50 ? 'study' : i < 130 ? 'training' : i < 160 ? 'employment' : 'unwilling';
      await guidePerson(away, { personId, contactedOn: '2027-05-01', result });
    }
    const { guidance } = await showOverview(away, { year: 2027 });
    expect(guidance).toMatchObject({ contacted: 200, study: 25, training: 40, employment: 15 });
  });

  test('[FYP14-22-04] with 2024-07-15 planned and a lead of 30 days the office is reminded once, on 2024-06-15', async () => {
    goTo('2024-01-10');
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'city', 'hr', '主题宣传市局', $2, '2016-01-01') on conflict do nothing`,
      [city.actor!.unitId, PLACES.city],
    );
    await planTheme(city, { name: '世界青年技能日', onDate: '2024-07-15', leadDays: 30 });
    goTo('2024-06-14');
    expect(await remindPublicity(house.as(null))).toMatchObject({ events: 0 });
    goTo('2024-06-15');
    expect(await remindPublicity(house.as(null))).toMatchObject({ events: 1 });
    expect(await remindPublicity(house.as(null))).toMatchObject({ events: 0 });
    const { rows } = await house.owner(`select title from message where kind = 'publicity.theme'`);
    expect(rows).toEqual([{ title: '准备主题宣传：世界青年技能日' }]);
  });
});
