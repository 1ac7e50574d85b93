import { beforeAll, describe, expect, test } from 'vitest';
import { anActor } from '../../testing/actors.ts';
import { aPerson, publishedRegister, type PublishedRegister } from '../builders.ts';
import type { RegisterRow } from '../register/sheet/register-row.ts';
import { openPeopleHouse } from '../testing-house.ts';
import { listUnanswered } from './list-unanswered.ts';
import { recordWish } from './record-wish.ts';
import { surveyLeavers } from './survey-leavers.ts';

const HENAN = 410000000000;
/** 兰考县 and 卢氏县, and a village of each. */
const LANKAO = 410225000000;
const LUSHI = 411224000000;
const villageOf = (county: number): number => county + 100_201;

const house = await openPeopleHouse();
const province = anActor('province_hr_officer', HENAN);
const clerk = anActor('village_clerk', villageOf(LANKAO));
const county = anActor('county_hr_officer', LUSHI);
const YEAR = 2020;

const pupil = (villageCode: number) =>
  aPerson({ villageCode, birth: '2005-05-01', inSchool: '九年级', education: '小学' });
const leaver = (villageCode: number) => aPerson({ villageCode, birth: '2001-05-01', education: '高中' });
const grown = (villageCode: number) => aPerson({ villageCode, birth: '1975-05-01', education: '小学' });

/** Lankao: 2 of this year, 3 earlier, 4 grown up. Lushi: 1 of this year, 2 earlier, 5 grown up. */
const lankao = [pupil, pupil, leaver, leaver, leaver, grown, grown, grown, grown].map((a) => a(villageOf(LANKAO)));
const lushi = [pupil, leaver, leaver, grown, grown, grown, grown, grown].map((a) => a(villageOf(LUSHI)));
let lists: PublishedRegister[];
beforeAll(async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '河南省', 'province', null, '1949-10-01', '河南省'), ($2, '兰考县', 'county', $1, '1949-10-01', '河南省开封市兰考县'),
      ($3, '卢氏县', 'county', $1, '1949-10-01', '河南省三门峡市卢氏县') on conflict do nothing`,
    [HENAN, LANKAO, LUSHI],
  );
  lists = [await publishedRegister(house, lankao), await publishedRegister(house, lushi)];
});
const personOf = (row: RegisterRow): string => lists.map((l) => l.idOf(row)).find((id) => id !== undefined)!;
const ask = (row: RegisterRow, study: boolean, train: boolean) =>
  recordWish(house.as(anActor('village_clerk', row.villageCode)), {
    personId: personOf(row),
    year: YEAR,
    study,
    train,
    refusalReason: study || train ? undefined : '外出务工',
    askedBy: '驻村工作队',
    askedOn: '2020-06-01',
  });

describe('the survey of school leavers', () => {
  test('counts this year’s and earlier leavers, what they answered and who is left, county by county, the one that lags first', async () => {
    for (const row of lankao.slice(0, 4)) await ask(row, true, false);
    await ask(lushi[0]!, false, true);
    await ask(lushi[3]!, false, true);
    const { total, rows, ageTo } = await surveyLeavers(house.as(province), { year: YEAR });
    expect(ageTo).toBeNull();
    expect(
      rows.map(({ name, base, recent, earlier, leavers, surveyed, unsurveyed, rate }) => [
        name,
        base,
        recent,
        earlier,
        leavers,
        surveyed,
        unsurveyed,
        rate,
      ]),
    ).toEqual([
      ['卢氏县', 8, 1, 2, 3, 1, 2, 33.3],
      ['兰考县', 9, 2, 3, 5, 4, 1, 80],
    ]);
    expect(total).toMatchObject({
      base: 17,
      leavers: 8,
      surveyed: 5,
      unsurveyed: 3,
      study: 4,
      train: 1,
      neither: 0,
      rate: 62.5,
    });
  });

  test('whoever is left to ask in a county is its list to follow up, for its HR office too', async () => {
    const { rows, total } = await listUnanswered(house.as(county), { year: YEAR, division: LUSHI });
    expect(total).toBe(2);
    expect(rows.map((p) => p.personId).sort()).toEqual([lushi[1]!, lushi[2]!].map(personOf).sort());
  });

  test('a later answer counts instead of the earlier, and another year’s answers are another survey', async () => {
    await recordWish(house.as(clerk), {
      personId: personOf(lankao[0]!),
      year: YEAR,
      study: false,
      train: false,
      refusalReason: '参军',
      askedBy: '驻村工作队',
      askedOn: '2020-07-01',
    });
    const { total } = await surveyLeavers(house.as(province), { year: YEAR, division: LANKAO });
    expect(total).toMatchObject({ surveyed: 4, study: 3, neither: 1, rate: 80 });
    expect((await surveyLeavers(house.as(province), { year: 2019 })).total).toMatchObject({ surveyed: 0, rate: 0 });
  });

  test('another province is not found, and who neither asks nor leads cannot see it', async () => {
    await expect(surveyLeavers(house.as(province), { year: YEAR, division: 370000000000 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      surveyLeavers(house.as(anActor('school_officer', 410200000000)), { year: YEAR }),
    ).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });

  test('[HA2020-2.2] of a base of 353,000 poor persons with 9,000 leavers of whom 8,100 were surveyed the rate is 8,100/9,000 = 90.0 %, never of the base', async () => {
    await emptied();
    await publishedRegister(house, [leaver(villageOf(LANKAO)), pupil(villageOf(LUSHI)), grown(villageOf(LUSHI))]);
    await multiplied({ leavers: 4500, pupils: 4500, grown: 344_000 }, 8100);
    const { total, rows } = await surveyLeavers(house.as(province), { year: YEAR });
    expect(total).toMatchObject({
      base: 353_000,
      leavers: 9000,
      recent: 4500,
      earlier: 4500,
      surveyed: 8100,
      unsurveyed: 900,
      rate: 90,
    });
    expect(rows.reduce((n, r) => n + r.leavers, 0)).toBe(9000);
    for (const r of rows) expect(r.rate).toBe(Math.round((r.surveyed * 1000) / r.leavers) / 10);
    const left = await Promise.all(
      rows.map((r) => listUnanswered(house.as(anActor('county_poverty_officer', r.code!)), { year: YEAR, size: 1 })),
    );
    expect(left.map((l) => l.total)).toEqual(rows.map((r) => r.unsurveyed));
  }, 120_000);
});

async function emptied(): Promise<void> {
  await house.owner('delete from wish');
  await house.owner('truncate person_status, person_event, person_token, person, task cascade');
}

/** Copies each published person to as many as are wanted, and asks the first of the leavers: 353,000 through a sheet would take the test minutes. */
async function multiplied(wanted: { leavers: number; pupils: number; grown: number }, surveyed: number): Promise<void> {
  await house.owner(`do $do$
    declare written text; copied text;
    begin
      create temporary table copies on commit drop as
        select p.person_id as original, ('10000000-0000-8000-8000-' || lpad(to_hex(row_number() over ()), 12, '0'))::uuid as copy
        from (values ('2001-05-01'::date, ${wanted.leavers}), ('2005-05-01', ${wanted.pupils}), ('1975-05-01', ${wanted.grown})) k(birth, wanted)
          join person p using (birth) cross join lateral generate_series(2, k.wanted);
      foreach written in array array['person', 'person_status'] loop
        select string_agg(case column_name when 'person_id' then 'c.copy' when 'status_id' then 'c.copy' else 't.' || quote_ident(column_name) end,
          ', ' order by ordinal_position) into copied from information_schema.columns where table_name = written and is_generated = 'NEVER';
        execute format('insert into %I select %s from copies c join %I t on t.person_id = c.original', written, copied, written);
      end loop;
      insert into wish (person_id, wish_id, village_code, year, study, train, asked_by, asked_on, source, recorded_by, recorded_at)
        select person_id, gen_random_uuid(), village_code, ${YEAR}, true, false, '驻村工作队', '2020-06-01', 'entered', 'test', now()
        from person where birth > '2000-01-01' order by person_id limit ${surveyed};
    end $do$`);
  await house.owner('analyze person, person_status, wish');
}
