import { expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { studentStatuses } from '../../students/builders.ts';
import { at, codeOf, county, openTrainingHouse, otherCounty, registered } from '../../training/testing-class.ts';
import { A_VILLAGE } from '../../people/builders.ts';
import { recordPlacements } from '../placements.ts';
import { recordEmploymentWishes } from './record-wishes.ts';
import { showEmploymentWishes } from './show-wishes.ts';

const house = await openTrainingHouse();
const later = (actor: Actor): Context => ({ ...house.as(actor), clock: fixedClock('2022-12-31T09:00:00+08:00') });
const S = await house.institution('愿望技工学校', 'technical_school');
const school = () => later(at(S, 'school_officer'));
const { personIds } = await registered(house, 41, () => ({ birth: '2001-03-02' }));
await studentStatuses(
  house,
  personIds.map((personId) => ({
    personId,
    institutionId: S,
    villageCode: A_VILLAGE,
    enrolledOn: '2019-09-01',
    events: [{ act: 'graduate' as const, on: '2022-06-30' }],
    grantTo: [at(S, 'school_officer').unitId],
  })),
);
const wish = (personId: string, more = {}) => ({
  personId,
  selfEmployed: false,
  sector: '汽车维修',
  place: '菏泽市',
  wageFen: 450_000,
  statedOn: '2022-05-10',
  ...more,
});
const graduates = personIds.slice(0, 40);

test('[SD2017-2-04] of 40 graduates with a wish 34 have work or a business: 85%, the 6 open cases are listed with their school', async () => {
  expect(await recordEmploymentWishes(school(), { rows: graduates.map((p) => wish(p)) })).toEqual({ recorded: 40 });
  const work = (ids: string[], kind: 'job' | 'firm') =>
    recordPlacements(school(), {
      rows: ids.map((personId) => ({ personId, kind, beganOn: '2022-08-01', employer: '东明汽修厂' })),
    });
  await work(graduates.slice(0, 30), 'job');
  await work(graduates.slice(30, 34), 'firm');
  await recordPlacements(school(), {
    rows: [{ personId: graduates[34]!, kind: 'job', beganOn: '2021-07-01', endedOn: '2021-08-31', employer: '暑期工' }],
  });
  for (const reader of [school(), later(county)]) {
    const shown = await showEmploymentWishes(reader, { year: 2022 });
    expect(shown).toMatchObject({ withWish: 40, realised: 34, percent: 85, open: { total: 6 } });
    expect(shown.open.rows.map((r) => r.personId).sort()).toEqual(graduates.slice(34).sort());
    expect(new Set(shown.open.rows.map((r) => r.school))).toEqual(new Set(['愿望技工学校']));
    expect(shown.notAsked).toMatchObject({ total: 1, rows: [{ personId: personIds[40] }] });
  }
});

test('the same wish again is kept once, a later one counts; nobody records for people they cannot see or for a day to come', async () => {
  const [person] = graduates.slice(39);
  expect(await recordEmploymentWishes(school(), { rows: [wish(person!)] })).toEqual({ recorded: 0 });
  await recordEmploymentWishes(school(), { rows: [wish(person!, { selfEmployed: true, statedOn: '2022-07-01' })] });
  const { open } = await showEmploymentWishes(school(), {});
  expect(open.rows.find((r) => r.personId === person)).toMatchObject({ selfEmployed: true });
  expect(await codeOf(recordEmploymentWishes(school(), { rows: [wish(person!, { statedOn: '2023-01-01' })] }))).toBe(
    'WISH_IN_FUTURE',
  );
  expect(await codeOf(recordEmploymentWishes(later(otherCounty), { rows: [wish(person!)] }))).not.toBe('done');
  expect(await showEmploymentWishes(later(otherCounty), {})).toMatchObject({ withWish: 0, percent: null });
  const entries = await house.owner(
    `select count(*)::int as n from audit_entry where action = 'employment.record_wish'`,
  );
  expect(entries.rows[0].n).toBe(3);
});
