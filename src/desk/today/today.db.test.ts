import { beforeAll, describe, expect, test } from 'vitest';
import { anApplication, applications } from '../../enrolment/builders.ts';
import { aUnit } from '../../organizations/builders.ts';
import type { RoleName } from '../../organizations/roles/roles.ts';
import type { Actor } from '../../platform/context.ts';
import { fixedClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { openDueReports } from '../../reporting/season/open-season.ts';
import { showToday } from './show-today.ts';

const VILLAGE = 371721104201;
const TOWNSHIP = 371721104000;
let house: TestHouse;

/** An actor with a real unit behind it, so that messages and jobs have an addressee. */
async function at(
  role: RoleName,
  level: string,
  line: string,
  code: number,
  overrides: Partial<Actor> = {},
): Promise<Actor> {
  const unitId = await house.system((tx) => aUnit(tx, { level, line, divisionCode: code }));
  return anActor(role, code, { unitId, level, line, ...overrides });
}
const numbers = async (actor: Actor) =>
  Object.fromEntries((await showToday(house.as(actor), {})).waiting.map((w) => [w.key, w.count]));

beforeAll(async () => {
  house = await openTestHouse();
  await loadPolicy(house.services, 'rules');
  for (const [code, name, level] of [
    [PLACES.province, '山东省', 'province'],
    [PLACES.city, '菏泽市', 'city'],
    [PLACES.otherCity, '滨州市', 'city'],
  ])
    await house.owner(
      `insert into division (code, name, level, valid_from, full_name) values ($1, $2, $3, '1990-01-01', $2) on conflict do nothing`,
      [code, name, level],
    );
});

describe('what waits', () => {
  test('each level and line sees its own queue, and another village nothing of it', async () => {
    await applications(house, [
      { state: 'draft', villageCode: VILLAGE },
      { state: 'village_registered', villageCode: VILLAGE },
      { state: 'village_registered', villageCode: VILLAGE },
      { state: 'township_review', villageCode: VILLAGE },
      { state: 'township_passed', villageCode: VILLAGE },
      { state: 'returned_to_village', villageCode: VILLAGE },
      { state: 'city_accepted', villageCode: VILLAGE },
      { state: 'admitted', villageCode: VILLAGE },
    ]);
    const clerk = await at('village_clerk', 'village', 'village', VILLAGE);
    expect(await numbers(clerk)).toMatchObject({ drafts: 1, to_agree: 2, returned_to_village: 1, reselect: 0 });
    const neighbour = await at('village_clerk', 'village', 'village', 371721104202);
    expect(Object.values(await numbers(neighbour)).every((n) => n === 0)).toBe(true);
    const county = await at('county_hr_officer', 'county', 'hr', PLACES.county);
    expect(await numbers(county)).toMatchObject({ to_compile: 1, returned_to_county: 0, to_confirm: 0 });
    const city = await at('city_hr_officer', 'city', 'hr', PLACES.city);
    expect(await numbers(city)).toMatchObject({ to_admit: 1, to_notify: 1, to_accept: 0 });
  });
  test('a township office sees its half only, and the second in turn waits for the first', async () => {
    const code = 371721105201;
    const township = 371721105000;
    const [open] = await applications(house, [
      { state: 'township_review', villageCode: code },
      { state: 'township_review', villageCode: code },
    ]);
    await house.owner(`update application set poverty_decided = true where application_id = $1`, [
      open!.application_id,
    ]);
    const poverty = await at('township_poverty_officer', 'township', 'poverty', township);
    const hr = await at('township_hr_officer', 'township', 'hr', township);
    expect(await numbers(poverty)).toMatchObject({ my_half: 1 });
    expect(await numbers(hr)).toMatchObject({ my_half: 2 });
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at)
       values ($1, $2, 'review.way', '"sequential"', '2020-01-01', 'test', now())`,
      [newId(), township],
    );
    expect(await numbers(hr)).toMatchObject({ my_half: 1 });
  });
  test('wishes to study become a number until the application is there', async () => {
    const clerk = await at('village_clerk', 'village', 'village', 371721104203);
    const app = await anApplication(house, { state: 'withdrawn', villageCode: 371721104203 });
    await house.owner(
      `insert into wish (person_id, wish_id, village_code, year, study, asked_by, asked_on, source, recorded_by, recorded_at)
       values ($1, $2, 371721104203, 2020, true, 'test', '2020-08-01', 'entered', 'test', now())`,
      [app.person_id, newId()],
    );
    expect(await numbers(clerk)).toMatchObject({ wishes_to_apply: 1 });
    await anApplication(house, { state: 'draft', villageCode: 371721104203, personId: app.person_id });
    expect(await numbers(clerk)).toMatchObject({ wishes_to_apply: 0, drafts: 1 });
  });
  test('nobody without a sign-in sees it', async () => {
    await expect(showToday(house.as(null), {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});

describe('what is late', () => {
  const heldSince = new Date('2020-08-20T02:00:00Z');
  test('without a local limit nothing is late and the screen says "not set"; with one the cases over it are counted in working days', async () => {
    const township = 371721106000;
    await applications(house, [
      { state: 'township_review', villageCode: 371721106201, heldSince },
      { state: 'township_review', villageCode: 371721106201 },
    ]);
    const hr = await at('township_hr_officer', 'township', 'hr', township);
    const before = (await showToday(house.as(hr), {})).late;
    expect(before).toMatchObject({ state: 'not_set', limit: null, count: 0, oldestWorkingDays: 8 });
    const set = (days: number) =>
      house.owner(
        `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, $2, 'days.township_review', $3, '2020-01-01', 'test', now())
         on conflict (division_code, key, valid_from) do update set value = excluded.value`,
        [newId(), PLACES.county, String(days)],
      );
    await set(8);
    expect((await showToday(house.as(hr), {})).late).toMatchObject({
      state: 'counted',
      limit: 8,
      count: 0,
      setFor: '371721000000',
    });
    await set(7);
    expect((await showToday(house.as(hr), {})).late).toMatchObject({ count: 1, list: '/enrolment/dwell' });
  });
});

describe('what came back', () => {
  test('the newest returns come with reason and office', async () => {
    const clerk = await at('village_clerk', 'village', 'village', VILLAGE);
    const { returned } = await showToday(house.as(clerk), {});
    expect(returned?.rows).toEqual([
      expect.objectContaining({ stateName: '退回村级补正', reason: '测试数据', unitName: '测试单位', workingDays: 0 }),
    ]);
  });
  test('nothing comes back to a school', async () => {
    const institutionId = newId();
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', '测试学校', $2, '2010-01-01')`,
      [institutionId, PLACES.city],
    );
    const unitId = await house.system((tx) =>
      aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId }),
    );
    const school = anActor('school_officer', PLACES.city, {
      unitId,
      level: 'institution',
      line: 'school',
      institutionId,
      divisionCode: null,
      areas: [],
    });
    const choice = {
      entryKey: newId(),
      versionId: newId(),
      institutionId,
      schoolName: '测试学校',
      major: '汽修',
      level: '中级工',
      years: 3,
    };
    await applications(house, [
      { state: 'school_notified', choice },
      { state: 'reported', choice, villageCode: 371621001201 },
    ]);
    const seen = await showToday(house.as(school), {});
    expect(seen.returned).toBeNull();
    expect(await numbers(school)).toMatchObject({
      letters_to_issue: 1,
      without_status: 1,
      waiting_to_report: 0,
      without_card: 0,
    });
    expect(seen.late).toMatchObject({ state: 'not_set' });
  });
});

describe('news', () => {
  test('unread messages of the unit, and only of it', async () => {
    const hr = await at('county_hr_officer', 'county', 'hr', PLACES.otherCounty);
    const add = (unit: string, title: string) =>
      house.owner(
        `insert into message (message_id, to_unit_id, kind, title, body, created_at) values ($1, $2, 'test', $3, '', now())`,
        [newId(), unit, title],
      );
    await add(hr.unitId, '给我的');
    await add(newId(), '给别人的');
    const { messages } = await showToday(house.as(hr), {});
    expect(messages).toMatchObject({ unread: 1, capped: false, rows: [{ title: '给我的' }] });
  });
  test('the newest published list of each kind with its age in days', async () => {
    const poverty = await at('county_poverty_officer', 'county', 'poverty', PLACES.county);
    const list = (date: string, state: string) =>
      house.owner(
        `insert into source_list (list_id, kind, sender_unit_id, sender_name, area_lo, area_hi, coverage, list_date, file_name, sha256, state, received_at)
         values ($1, 'assisted_register', $2, '曹县扶贫办', 371721000000, 371722000000, 'complete', $3, 'x.xlsx', '', $4, now())`,
        [newId(), poverty.unitId, date, state],
      );
    await list('2020-06-20', 'published');
    await list('2020-08-22', 'published');
    await list('2020-08-30', 'checked');
    const seen = await showToday(house.as(poverty), {});
    expect(seen.lists).toEqual([
      expect.objectContaining({ kind: 'assisted_register', listDate: '2020-08-22', ageDays: 10, sender: '曹县扶贫办' }),
    ]);
    expect(await numbers(poverty)).toMatchObject({ lists_to_publish: 1 });
  });
  test('work of the unit that runs, and what ended today', async () => {
    const poverty = await at('county_poverty_officer', 'county', 'poverty', PLACES.county);
    const job = (title: string, state: string, finished: string | null, unit = poverty.unitId) =>
      house.owner(
        `insert into job (job_id, kind, title, state, requested_by, unit_id, created_at, finished_at) values ($1, 'x', $2, $3, 'u', $4, '2020-08-25', $5)`,
        [newId(), title, state, unit, finished],
      );
    await job('正在导入', 'running', null);
    await job('今天完成', 'done', '2020-09-01T00:00:00Z');
    await job('早已完成', 'done', '2020-08-26T00:00:00Z');
    await job('别人的', 'running', null, newId());
    const { jobs } = await showToday(house.as(poverty), {});
    expect(jobs.map((j) => j.title).sort()).toEqual(['今天完成', '正在导入']);
  });
});

describe('deadlines', () => {
  const publish = (code: number, published: string, filed: string | null) => {
    const version = newId();
    return house
      .owner(
        `insert into catalogue_version (version_id, city_code, year, version, state, created_by, created_at, published_by, published_at, published_on)
         values ($1, $2, 2020, 1, 'published', 't', now(), 't', now(), $3)`,
        [version, code, published],
      )
      .then(() =>
        filed === null
          ? null
          : house.owner(
              `insert into catalogue_filing (filing_id, city_code, year, version_id, entries, checksum, filed_by, filed_at, filed_on) values ($1, $2, 2020, $3, 1, '', 't', now(), $4)`,
              [newId(), code, version, filed],
            ),
      );
  };
  test('a city that published and filed by the last day of February is in time; the province sees who did not', async () => {
    await publish(PLACES.city, '2020-02-26', '2020-02-29');
    const city = await at('city_hr_officer', 'city', 'hr', PLACES.city);
    const seen = await showToday(house.as(city), {});
    const catalogue = seen.deadlines.find((d) => d.dueOn === '2020-02-29');
    expect(catalogue).toMatchObject({ state: 'on_time', doneOn: '2020-02-29', list: '/catalogue' });
    const province = await at('province_hr_officer', 'province', 'hr', PLACES.province);
    const above = await showToday(house.as(province), {});
    expect(above.cities.map((c) => [c.cityName, c.duty])).toEqual([
      ['滨州市', 'overdue'],
      ['菏泽市', 'on_time'],
    ]);
    expect(above.deadlines.find((d) => d.dueOn === '2020-02-29')).toMatchObject({
      state: 'overdue',
      workingDaysLeft: expect.any(Number),
    });
    expect(above.deadlines[0]!.workingDaysLeft).toBeLessThan(0);
    expect(await numbers(province)).toMatchObject({ filings_to_receive: 1 });
  });
  test('days that lie ahead are shown with working days left, and nobody is called late for what is not recorded here', async () => {
    const city = await at('city_hr_officer', 'city', 'hr', PLACES.city);
    const { deadlines } = await showToday(house.as(city), {});
    const ahead = deadlines.filter((d) => d.state === 'not_tracked');
    const december = ahead.find((d) => d.dueOn === '2020-12-15');
    expect(december?.workingDaysLeft).toBeGreaterThan(60);
    expect(ahead.every((d) => d.dueOn >= '2020-09-01')).toBe(true);
  });
  test('the yearly summary stands once, with the province that owes it and as sent or not, and never with a city', async () => {
    const summaries = async (
      role: 'city_hr_officer' | 'province_hr_officer',
      level: 'city' | 'province',
      code: number,
    ) =>
      (await showToday(house.as(await at(role, level, 'hr', code)), {})).deadlines
        .filter((d) => d.key.startsWith('n2019.annual-summary'))
        .map((d) => [d.dueOn, d.state, d.list]);
    expect(await summaries('city_hr_officer', 'city', PLACES.city)).toEqual([]);
    expect(await summaries('province_hr_officer', 'province', PLACES.province)).toEqual([
      ['2020-12-31', 'pending', '/partnerships/summaries'],
    ]);
  });
  test('once the year’s reports are opened, the one missed is overdue, the next one counts down, and both lead to their lists', async () => {
    await openDueReports(house.as(null));
    const city = await at('city_hr_officer', 'city', 'hr', PLACES.city);
    const { deadlines, waiting } = await showToday(house.as(city), {});
    const reports = deadlines.filter((d) => d.list === '/reports');
    expect(reports.map((d) => [d.dueOn, d.state])).toEqual([
      ['2020-06-15', 'overdue'],
      ['2020-12-15', 'pending'],
    ]);
    expect(reports[0]!.workingDaysLeft).toBeLessThan(0);
    expect(waiting.find((w) => w.key === 'reports_to_fill')).toMatchObject({ count: 1, list: '/reports?waiting=fill' });
    const province = await at('province_hr_officer', 'province', 'hr', PLACES.province);
    const board = await showToday(house.as(province), {});
    expect(board.waiting.find((w) => w.key === 'reports_missing')?.count).toBeGreaterThan(0);
    expect(board.deadlines.some((d) => d.list === '/reports/season?year=2020&half=first')).toBe(true);
  });
  test('a village has no such deadlines', async () => {
    const clerk = await at('village_clerk', 'village', 'village', VILLAGE);
    expect((await showToday(house.as(clerk), {})).deadlines).toEqual([]);
  });
});

describe('where the calendar of the year is not published', () => {
  test('the limit is shown and lateness is said to be unknown', async () => {
    const later = await openTestHouse({ clock: fixedClock('2099-03-02T09:00:00+08:00') });
    const unitId = await later.system((tx) => aUnit(tx, { level: 'township', line: 'hr', divisionCode: TOWNSHIP }));
    await later.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, $2, 'days.township_review', '3', '2020-01-01', 't', now())`,
      [newId(), TOWNSHIP],
    );
    await anApplication(later, { state: 'township_review', villageCode: VILLAGE });
    const hr = anActor('township_hr_officer', TOWNSHIP, { unitId, level: 'township', line: 'hr' });
    expect((await showToday(later.as(hr), {})).late).toMatchObject({
      state: 'calendar_not_published',
      limit: 3,
      count: 0,
    });
  });
});
