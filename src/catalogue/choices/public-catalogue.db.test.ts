import { describe, expect, it } from 'vitest';
import { buildApp } from '../../app.ts';
import type { Actor } from '../../platform/context.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { anEntry, publishedCatalogue } from '../builders.ts';
import { findChoices } from './find-choices.ts';
import { listSchools } from '../entries/list-schools.ts';
import { recordSchool } from '../entries/record-school.ts';
import { routes } from '../routes.ts';
import { insertDraft, insertEntries, lockCatalogue } from '../store.ts';
import { audited, openCatalogueHouse } from '../testing-city.ts';

const house = await openCatalogueHouse();
let actor: Actor | null = null;
const app = await buildApp({ services: house.services, routes, actorOf: async () => actor });

const schools = ['测试甲校', '测试乙校', '测试丙校', '测试丁校', '测试戊校'];
const made = await publishedCatalogue(house, {
  cityCode: PLACES.city,
  year: 2020,
  locations: { 测试乙校: PLACES.county },
  entries: Array.from({ length: 14 }, (_, n) => ({
    schoolName: schools[n % 5]!,
    major: n === 3 ? '烹饪（中式烹调）' : n === 7 ? '烹饪（西餐）' : `专业${n}`,
    level: n === 7 ? '高级工' : '中级工',
    base: n === 7 ? '高中' : '初中',
    requirement: n === 3 ? '=1+1' : null,
  })),
});
await publishedCatalogue(house, {
  cityCode: PLACES.otherCity,
  year: 2020,
  entries: [
    { schoolName: '测试邻市校', major: '烹饪' },
    { schoolName: '测试邻市校', major: '护理', designated: false },
  ],
});

async function got(path: string) {
  const answer = await app.inject({ method: 'GET', url: encodeURI(path) });
  return { status: answer.statusCode, body: answer.json() };
}

describe('the public page', () => {
  it('[SD2017-3.3-17] without sign-in, of 14 majors in 5 schools a search for 烹饪 shows only these, with telephone and address of the school', async () => {
    const all = await got(`/api/public/catalogue?year=2020&cityCode=${PLACES.city}`);
    expect(all).toMatchObject({ status: 200, body: { total: 14, year: 2020, years: [2020] } });
    const { status, body } = await got(`/api/public/catalogue?cityCode=${PLACES.city}&major=烹饪`);
    expect(status).toBe(200);
    expect(body.rows.map((r: { major: string }) => r.major).sort()).toEqual(['烹饪（中式烹调）', '烹饪（西餐）']);
    for (const row of body.rows)
      expect(row).toMatchObject({ phone: '15400000000', address: expect.stringContaining('校区') });
    const finer = await got(`/api/public/catalogue?major=烹饪&level=高级工&base=高中`);
    expect(finer.body.rows).toMatchObject([
      { major: '烹饪（西餐）', schoolName: '测试丙校', years: 3, tuitionFen: 440000 },
    ]);
    const school = await got(`/api/public/catalogue?school=乙校&size=2&page=2`);
    expect(school.body).toMatchObject({ total: 3, page: 2 });
    expect(school.body.rows).toHaveLength(1);
  });

  it('shows cities, history and the workbook, and nothing of a draft', async () => {
    const cities = await got('/api/public/catalogue/cities');
    expect(cities.body.rows).toMatchObject([
      { city: '滨州市', schools: 1, majors: 2 },
      { city: '菏泽市', schools: 5, majors: 14, publishedOn: '2020-02-20' },
    ]);
    const history = await got(`/api/public/catalogue/history?year=2020&cityCode=${PLACES.city}`);
    expect(history.body.rows).toMatchObject([{ version: 1, current: true, changes: [] }]);
    const book = await app.inject({ method: 'GET', url: `/api/public/catalogue/versions/${made.versionId}/export` });
    expect(book.statusCode).toBe(200);
    expect(book.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const draft = house.as(null).newId();
    await house.system(async (tx) => {
      await lockCatalogue(tx, PLACES.city, 2021);
      await insertDraft(tx, {
        versionId: draft,
        cityCode: PLACES.city,
        year: 2021,
        listId: null,
        reason: null,
        by: 'u',
        at: new Date(),
      });
      await insertEntries(tx, draft, [anEntry({ ...made.entries[0]!, entryKey: house.as(null).newId() })]);
    });
    expect((await got(`/api/public/catalogue?year=2021`)).body.total).toBe(0);
    expect((await got(`/api/public/catalogue/versions/${draft}/export`)).status).toBe(404);
    expect((await got(`/api/public/catalogue/history?year=2021&cityCode=${PLACES.city}`)).body.rows).toEqual([]);
  });

  it('everything else asks for sign-in, and words of a search are taken as they are', async () => {
    for (const r of routes.filter((one) => one.permission !== 'public')) {
      const url = r.path.replace(/:\w+/g, made.versionId);
      expect((await app.inject({ method: r.method, url })).statusCode, r.path).toBe(401);
    }
    expect((await got('/api/public/catalogue?major=%25')).body.total).toBe(0);
    expect((await got('/api/public/catalogue?level=博士')).status).toBe(422);
    expect((await got('/api/public/catalogue?designated=all')).body.total).toBe(16);
  });
});

describe('what an application may choose', () => {
  it('comes nearest first: the county, the city, the province; only what undertakes the programme', async () => {
    const clerk = house.as(anActor('village_clerk', 371721104201));
    const { rows, total } = await findChoices(clerk, { year: 2020, villageCode: 371721104201 });
    expect(total).toBe(15);
    expect([...new Set(rows.map((r) => r.nearness))]).toEqual(['county', 'city', 'province']);
    expect(rows[0]).toMatchObject({ schoolName: '测试乙校', cityName: '菏泽市', seatsLeft: null });
    expect(rows.at(-1)).toMatchObject({ schoolName: '测试邻市校', designated: true });
    await expect(findChoices(house.as(anActor('auditor', PLACES.province)), { year: 2020 })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });
});

describe('the schools of a city', () => {
  it('[SD2017-3.3-03] a provincial school located in the city is listed there and marked so, and not in another city', async () => {
    await house.owner(
      `insert into institution (institution_id, kind, name, affiliation, location_code, valid_from)
      values (gen_random_uuid(), 'technical_school', '测试省属技师学院', '省属', $1, '2016-01-01')`,
      [PLACES.county],
    );
    actor = anActor('city_hr_officer', PLACES.city);
    const here = await got('/api/catalogue/schools?year=2020');
    expect(here.body.rows.find((s: { name: string }) => s.name === '测试省属技师学院')).toMatchObject({
      affiliation: '省属',
      entries: 0,
    });
    const there = await listSchools(house.as(anActor('city_hr_officer', PLACES.otherCity)), { year: 2020 });
    expect(there.rows.map((s) => s.name)).toEqual(['测试邻市校']);
    const asked = listSchools(house.as(actor), { year: 2020, cityCode: PLACES.otherCity });
    await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are recorded with telephone and address by their own city only, which the public page then shows', async () => {
    const city = house.as(anActor('city_hr_officer', PLACES.city));
    const institutionId = made.schools.get('测试甲校')!;
    const contact = { institutionId, phone: '15400000009', address: '测试路1号', affiliation: '市属' as const };
    expect(await recordSchool(city, contact)).toEqual({ changed: true });
    expect(await recordSchool(city, contact)).toEqual({ changed: false });
    expect(await audited(house, 'catalogue.record_school', institutionId)).toBe(1);
    const shown = await got('/api/public/catalogue?school=甲校&size=1');
    expect(shown.body.rows[0]).toMatchObject({ phone: '15400000009', address: '测试路1号' });
    const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
    await expect(recordSchool(neighbour, contact)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const away = recordSchool(city, { institutionId, locationCode: PLACES.otherCity });
    await expect(away).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const clerk = house.as(anActor('village_clerk', 371721104201));
    await expect(recordSchool(clerk, contact)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });
});
