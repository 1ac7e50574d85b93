import { beforeAll, describe, expect, test } from 'vitest';
import { anApplication } from '../../enrolment/builders.ts';
import type { Application } from '../../enrolment/index.ts';
import { newId } from '../../platform/ids.ts';
import { nameTokens } from '../../standards/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { INDEX } from '../../people/index.ts';
import { searchEverything } from './search-everything.ts';

const VILLAGE = 371721104201;
const institutionId = newId();
let house: TestHouse;
let app: Application;

const county = anActor('county_hr_officer', PLACES.county, { level: 'county', line: 'hr' });
const stranger = anActor('county_hr_officer', PLACES.otherCounty, { level: 'county', line: 'hr' });

beforeAll(async () => {
  house = await openTestHouse();
  const choice = {
    entryKey: newId(),
    versionId: newId(),
    institutionId,
    schoolName: '菏泽测试技师学院',
    major: '焊接',
    level: '中级工',
    years: 3,
  };
  app = await anApplication(house, { state: 'school_notified', villageCode: VILLAGE, personName: '欧阳海棠', choice });
  const { vault } = house.as(null);
  for (const token of nameTokens('欧阳海棠'))
    await house.owner('insert into person_token (person_id, token, village_code) values ($1, $2, $3)', [
      app.person_id,
      vault.token(INDEX.name, token).toString(),
      VILLAGE,
    ]);
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', '菏泽测试技师学院', $2, '2010-01-01')`,
    [institutionId, PLACES.city],
  );
});

const find = (q: string, actor = county) => searchEverything(house.as(actor), { q });

describe('the one search box', () => {
  test('a name finds the person and the application, in characters, pinyin and initials', async () => {
    for (const q of ['欧阳海棠', '海棠', 'ouyanghaitang', 'oyht']) {
      const found = await find(q);
      expect(
        found.people.map((p) => p.name),
        q,
      ).toEqual(['欧阳海棠']);
      expect(
        found.applications.map((a) => a.id),
        q,
      ).toEqual([app.application_id]);
    }
    expect((await find('海棠')).people[0]).not.toHaveProperty('idNumber');
  });
  test('a whole identity number finds its person, and is never shown whole', async () => {
    const { rows } = await house.owner('select id_number, id_mask from person where person_id = $1', [app.person_id]);
    const number = house.as(null).vault.decrypt(rows[0].id_number)!;
    const found = await find(` ${number.slice(0, 6)} ${number.slice(6)} `);
    expect(found.understoodAs).toBe('id_number');
    expect(found.people).toMatchObject([{ personId: app.person_id, idMask: rows[0].id_mask }]);
    expect(JSON.stringify(found)).not.toContain(number);
  });
  test('an application number finds its application', async () => {
    const found = await find(app.number.replace('-', ''));
    expect(found).toMatchObject({
      understoodAs: 'application_number',
      applications: [{ number: app.number, stateName: '已通知录取学校' }],
    });
  });
  test('a school is found by part of its name', async () => {
    expect((await find('测试技师')).schools).toEqual([
      { institutionId, name: '菏泽测试技师学院', kind: 'technical_school' },
    ]);
  });
  test('another county finds none of it', async () => {
    for (const q of ['欧阳海棠', app.number]) {
      const found = await find(q, stranger);
      expect([...found.people, ...found.applications]).toEqual([]);
    }
  });
  test('a school finds its own applicants by the beginning of a name, another school none', async () => {
    const school = (id: string) =>
      anActor('school_officer', PLACES.city, {
        level: 'institution',
        line: 'school',
        institutionId: id,
        areas: [],
        divisionCode: null,
      });
    expect((await find('欧阳', school(institutionId))).applications).toHaveLength(1);
    expect((await find('欧阳', school(newId()))).applications).toEqual([]);
  });
  test('who may not read people finds none, and nobody searches without a sign-in', async () => {
    const auditor = anActor('auditor', PLACES.county, { level: 'county', line: 'audit' });
    const found = await find('欧阳海棠', auditor);
    expect([...found.people, ...found.applications]).toEqual([]);
    await expect(searchEverything(house.as(null), { q: '欧阳' })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
