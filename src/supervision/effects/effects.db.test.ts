import { beforeAll, expect, test } from 'vitest';
import { loadPolicy } from '../../policy/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { recordPlacements } from '../../employment/placements.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { at, heldClass, openTrainingHouse, strangers } from '../../training/testing-class.ts';
import { listBalance, listEffects } from './list-effects.ts';
import type { EffectLine } from './schema.ts';

const house = await openTrainingHouse();
const later = { clock: fixedClock('2020-12-31T09:00:00+08:00') };
const office = { ...house.as(anActor('city_hr_officer', PLACES.city)), ...later };
beforeAll(async () => {
  await loadPolicy(house.services, 'rules');
  const set = { 'ha2020.placement-days': 90, 'ha2020.placement-threshold': 50, 'ha2020.effect-threshold': 70 };
  await setLocally(house, { level: 'city', code: PLACES.city }, set);
});
const lineOf = async (key: string, by: 'class' | 'institution' = 'class'): Promise<EffectLine> =>
  (await listEffects(office, { by, size: 200 })).rows.find((r) => r.key === key)!;
const placed = (institutionId: string, ids: readonly string[], beganOn: string) =>
  recordPlacements(
    { ...house.as(at(institutionId, 'training_officer')), ...later },
    { rows: ids.map((personId, i) => ({ personId, kind: 'job' as const, beganOn, employer: `企业${i}` })) },
  );
const certified = async (classId: string, ids: readonly string[]) =>
  house.owner(
    `begin; set local session_replication_role = replica;
     insert into certificate (person_id, certificate_id, number, number_index, kind, institution_id, village_code, holder_name, name_key, occupation, level, issued_on, valid, class_id, issued_by, issued_at)
       values ${ids.map((id, i) => `('${id}', gen_random_uuid(), '${classId}${i}', '\\x01', 'skill_level', gen_random_uuid(), ${PLACES.county}, '测试', '测试', '焊工', 5, '2020-06-10', true, '${classId}', 'test', now())`).join(', ')};
     commit`,
  );

test('[HA2020-4.3] 40 trained of whom 18 are at work within 90 days: 45.0% and an alert at a threshold of 50%; work found later does not count', async () => {
  const school = await house.institution('衔接学校');
  const { classId, personIds } = await heldClass(house, school, { people: strangers(40) });
  await placed(school, personIds.slice(0, 18), '2020-07-01');
  await placed(school, personIds.slice(18, 25), '2020-11-01');
  expect(await lineOf(classId)).toMatchObject({
    completed: 40,
    employed: 18,
    placement: 45,
    alerts: expect.arrayContaining(['placement']),
  });
  expect((await lineOf(school, 'institution')).placement).toBe(45);
});

test('[HA2020-4.5] of 30 who began 27 finished and 18 are certified: 90.0% and 66.7%, and with a threshold of 70% the second alone raises an alert', async () => {
  const school = await house.institution('效果学校');
  const { classId, personIds } = await heldClass(house, school, { people: strangers(30), failing: 3 });
  await certified(classId, personIds.slice(0, 18));
  await placed(school, personIds.slice(0, 27), '2020-07-01');
  expect(await lineOf(classId)).toMatchObject({
    started: 30,
    completed: 27,
    certified: 18,
    completion: 90,
    certification: 66.7,
    alerts: ['certification'],
  });
});

test('[N2021-3.12] a base with 200 trainees in two classes, 170 certified and 150 at work, has 85.0% passed and 75.0% employed', async () => {
  const base = await house.institution('高技能人才培训基地');
  const classes = [];
  for (const name of ['第1期', '第2期'])
    classes.push(await heldClass(house, base, { people: strangers(100), plan: { name } }));
  for (const [i, { classId, personIds }] of classes.entries()) {
    await certified(classId, personIds.slice(0, [90, 80][i]));
    await placed(base, personIds.slice(0, 75), '2020-07-01');
  }
  expect(await lineOf(base, 'institution')).toMatchObject({
    started: 200,
    certified: 170,
    employed: 150,
    certification: 85,
    placement: 75,
  });
});

test('[HA2020-4.4] township A with 80 workers and 20 places shows -60, township B with 10 and 40 shows +30', async () => {
  const [a, b] = [371721100000, 371721101000];
  const wish = (township: number, n: number) =>
    `insert into wish (person_id, wish_id, village_code, year, study, train, asked_by, asked_on, source, recorded_by, recorded_at)
     select gen_random_uuid(), gen_random_uuid(), ${township} + 1, 2020, false, true, 'x', '2020-03-01', 'entered', 'test', now() from generate_series(1, ${n});`;
  const held = (township: number, n: number) =>
    `insert into training_class (class_id, institution_id, location_code, target_area, list_id, name, starts_on, ends_on, participants, doubts, sheet, head_row, state, subsidised, fee_fen, details)
     values (gen_random_uuid(), gen_random_uuid(), ${township}, ${township}, gen_random_uuid(), '班', '2020-05-01', '2020-05-10', ${n}, '{}', '1', 1, 'imported', true, 0, '{}');`;
  await house.owner(
    `begin; set local session_replication_role = replica; ${wish(a, 80)} ${wish(b, 10)} ${held(a, 20)} ${held(b, 40)} commit`,
  );
  const { rows } = await listBalance(office);
  const of = (township: number) => rows.find((r) => r.township === township)?.balance;
  expect([of(a), of(b)]).toEqual([-60, 30]);
});
