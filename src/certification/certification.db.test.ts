import { beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { at, city, codeOf, heldClass, openTrainingHouse, registered, strangers } from '../training/testing-class.ts';
import { fileBody, makeAbilityPlan, planAssessment, planBacklog, recordAssessment } from './assessments.ts';
import { issueCertificates, issueDiplomas, queryCertificate, withdrawCertificate } from './certificates.ts';
import { listAssessments, openAssessment, showCertificationFigures } from './list-certification.ts';

const house = await openTrainingHouse();
const on = (day: string, actor: Actor | null): Context => ({
  ...house.as(actor),
  clock: fixedClock(`${day}T09:00:00+08:00`),
});
const nobody = on('2025-01-05', null);
const filed = (institutionId: string, more: Partial<Parameters<typeof fileBody>[1]> = {}) =>
  fileBody(house.as(city), {
    institutionId,
    occupation: '焊工',
    levelFrom: 5,
    levelTo: 3,
    validFrom: '2020-01-01',
    filedNo: `BA-${institutionId.slice(-4)}`,
    ...more,
  });
const passed = (personId: string) => ({ personId, result: '合格' as const, theory: 80, practice: 85 });
let body = '';
beforeAll(async () => {
  body = await house.institution('评价机构甲', 'technical_school');
  await filed(body, { validTo: '2024-12-31' });
});

/** People whom the institution may see, without a class. */
async function seenBy(institutionId: string, count: number): Promise<string[]> {
  return (await namedBy(institutionId, count)).personIds;
}

/** The same with their names and numbers. */
async function namedBy(institutionId: string, count: number) {
  const { personIds, rows } = await registered(house, count);
  await house.owner(
    `insert into access_grant (person_id, unit_id, reason, valid_from, granted_by) select p, u.unit_id, 'student', '2020-01-01', 'test' from unnest($1::uuid[]) p, unit u where u.institution_id = $2`,
    [personIds, institutionId],
  );
  return { personIds, people: rows.map((row) => ({ name: row.name!, idNumber: row.idNumber! })) };
}

/** Certificates of one assessment, through the verbs. */
async function assessed(
  institutionId: string,
  personIds: readonly string[],
  heldOn: string,
  more: { occupation?: string; level?: number; issuedOn?: string } = {},
) {
  const own = on('2025-01-05', at(institutionId, 'school_officer'));
  const { occupation = '焊工', level = 4, issuedOn = heldOn } = more;
  const candidates = personIds.map((personId) => ({ personId }));
  const { sessionId } = await planAssessment(own, {
    occupation,
    level,
    heldOn,
    room: '考场一',
    capacity: 200,
    candidates,
  });
  await recordAssessment(own, { sessionId, rows: personIds.map(passed) });
  return { sessionId, issued: await issueCertificates(own, { sessionId, issuedOn }) };
}

describe('filed bodies', () => {
  test('[FYP14-10-04] a body filed for welder levels 5-3 until 2024-12-31 issues neither level 2 nor on 2025-01-02; level 3 on 2024-12-30 it does', async () => {
    const people = await seenBy(body, 2);
    const own = on('2025-01-05', at(body, 'school_officer'));
    const plan = {
      occupation: '焊工',
      heldOn: '2024-12-30',
      room: '考场',
      capacity: 10,
      candidates: [{ personId: people[0]! }],
    };
    expect(await codeOf(planAssessment(own, { ...plan, level: 2 }))).toBe('BODY_NOT_FILED');
    const { sessionId } = await planAssessment(own, { ...plan, level: 3 });
    await recordAssessment(own, { sessionId, rows: [passed(people[0]!)] });
    await house.owner(`update assessment_session set level = 2 where session_id = $1`, [sessionId]);
    expect(await codeOf(issueCertificates(own, { sessionId, issuedOn: '2024-12-30' }))).toBe('BODY_NOT_FILED');
    await house.owner(`update assessment_session set level = 3 where session_id = $1`, [sessionId]);
    expect(await codeOf(issueCertificates(own, { sessionId, issuedOn: '2025-01-02' }))).toBe('BODY_NOT_FILED');
    const { numbers } = await issueCertificates(own, { sessionId, issuedOn: '2024-12-30' });
    expect(numbers).toEqual([expect.stringMatching(/20243\d{5}$/)]);
    expect(await issueCertificates(own, { sessionId, issuedOn: '2024-12-30' })).toEqual({ issued: 0, numbers: [] });
  });

  test('[FYP14-10-03] an enterprise filed for welder level 4 books nothing else', async () => {
    const E = await house.institution('合作企业', 'technical_school');
    await filed(E, { levelFrom: 4, levelTo: 4, audience: 'own' });
    const own = house.as(at(E, 'school_officer'));
    const booking = (occupation: string, level: number) =>
      codeOf(planAssessment(own, { occupation, level, heldOn: '2020-08-01', room: '车间', capacity: 10 }));
    expect(await booking('焊工', 4)).toBe('done');
    expect(await booking('钳工', 4)).toBe('BODY_NOT_FILED');
    expect(await booking('焊工', 3)).toBe('BODY_NOT_FILED');
  });

  test('an office of another area files nobody, and a school sees only its own assessments', async () => {
    const elsewhere = await house.institution('外市机构', 'technical_school', 371602000000);
    expect(await codeOf(filed(elsewhere))).toBe('NOT_FOUND');
    const other = await house.institution('旁观学校', 'technical_school');
    expect((await listAssessments(house.as(at(other, 'school_officer')), {})).rows).toEqual([]);
    const [first] = (await listAssessments(house.as(at(body, 'school_officer')), {})).rows;
    expect(await codeOf(openAssessment(house.as(at(other, 'school_officer')), { sessionId: first!.sessionId }))).toBe(
      'NOT_FOUND',
    );
  });
});

test('[HA2020-1.5] 120 unassessed trainees and a room of 30 need at least 4 assessments, after which nobody waits', async () => {
  const T = await house.institution('待评学校', 'technical_school');
  await filed(T);
  const { classId } = await heldClass(house, T, { people: strangers(120), plan: { capacity: 200 } });
  const own = house.as(at(T, 'school_officer'));
  const days = ['2020-08-03', '2020-08-04', '2020-08-05', '2020-08-06'];
  const plan = { classIds: [classId], occupation: '焊工', level: 5, room: '考场', capacity: 30 };
  expect(await codeOf(planBacklog(own, { ...plan, days: days.slice(0, 3) }))).toBe('ASSESSMENT_FULL');
  const planned = await planBacklog(own, { ...plan, days });
  expect([planned.sessionIds.length, planned.seated]).toEqual([4, 120]);
  expect((await listAssessments(own, {})).rows.map((s) => s.seated)).toEqual([30, 30, 30, 30]);
  expect(await planBacklog(own, { ...plan, days })).toEqual({ sessionIds: [], seated: 0, backlog: 0 });
});

test('[FYP14-10-05] assessments with 60 employees, 25 graduates, 15 migrants and 5 without a group: three lines sum to 100 and 5 are returned for coding', async () => {
  const T = await house.institution('各类群体评价', 'technical_school');
  await filed(T);
  const { personIds } = await heldClass(house, T, {
    people: strangers(105),
    plan: { capacity: 200 },
    until: 'running',
  });
  const own = house.as(at(T, 'school_officer'));
  const group = (i: number) => (i < 60 ? 'employee' : i < 85 ? 'graduate' : i < 100 ? 'migrant_worker' : undefined);
  const candidates = personIds.map((personId, i) => ({ personId, audience: group(i) }) as const);
  const { sessionId } = await planAssessment(own, {
    occupation: '焊工',
    level: 4,
    heldOn: '2020-08-01',
    room: '大厅',
    capacity: 200,
    candidates,
  });
  await recordAssessment(own, { sessionId, rows: personIds.map(passed) });
  const { audiences, uncoded } = await showCertificationFigures(own, { year: 2020 });
  expect(audiences).toEqual([
    { audience: 'employee', people: 60 },
    { audience: 'graduate', people: 25 },
    { audience: 'migrant_worker', people: 15 },
  ]);
  expect(uncoded).toBe(5);
});

describe('certificates', () => {
  test('[FYP14-10-06] by number and name the public hears the level; a wrong name hears nothing, a withdrawn one that it no longer holds', async () => {
    const people = await seenBy(body, 1);
    const { issued } = await assessed(body, people, '2024-06-01', { level: 4 });
    const [number] = issued.numbers as [string];
    const { rows } = await house.owner(
      `select holder_name as name, certificate_id as id from certificate where number = $1`,
      [number],
    );
    const { name, id } = rows[0];
    expect(await queryCertificate(nobody, { number: ` ${number.toLowerCase()} `, name })).toEqual({
      found: true,
      issuer: '评价机构甲',
      occupation: '焊工',
      level: '中级工（四级）',
      issuedOn: '2024-06-01',
      valid: true,
    });
    expect(await queryCertificate(nobody, { number, name: '王某某' })).toEqual({ found: false });
    expect(await queryCertificate(nobody, { number: `${number}9`, name })).toEqual({ found: false });
    await withdrawCertificate(on('2025-01-05', at(body, 'school_officer')), {
      certificateId: id,
      reason: '资料有误撤销',
    });
    expect(await queryCertificate(nobody, { number, name })).toMatchObject({ found: true, valid: false });
  });

  test('[FYP14-17-03] a graduation certificate by number and name tells school, major, class level and day; anything else is "not found" without more', async () => {
    const [graduate] = (await namedBy(body, 1)).people;
    const own = on('2025-01-05', at(body, 'school_officer'));
    await issueDiplomas(own, {
      classLevel: 'senior',
      issuedOn: '2024-07-01',
      rows: [{ ...graduate!, major: '汽车维修', number: 'BY-2024-00017' }],
    });
    expect(await queryCertificate(nobody, { number: 'BY202400017', name: graduate!.name })).toEqual({
      found: true,
      issuer: '评价机构甲',
      occupation: '汽车维修',
      level: '高级工班',
      issuedOn: '2024-07-01',
      valid: true,
    });
    expect(await queryCertificate(nobody, { number: 'BY202400017', name: '别人' })).toEqual({ found: false });
    expect(await queryCertificate(nobody, { number: 'BY202400018', name: graduate!.name })).toEqual({ found: false });
  });

  test('nobody without a passed result gets one, and none is dated in the future', async () => {
    const people = await seenBy(body, 1);
    const own = on('2024-06-01', at(body, 'school_officer'));
    const candidates = [{ personId: people[0]! }];
    const { sessionId } = await planAssessment(own, {
      occupation: '焊工',
      level: 4,
      heldOn: '2024-06-01',
      room: 'x',
      capacity: 5,
      candidates,
    });
    expect(await codeOf(issueCertificates(own, { sessionId, issuedOn: '2024-06-02' }))).toBe('ISSUED_IN_FUTURE');
    expect(await codeOf(issueCertificates(own, { sessionId, issuedOn: '2024-06-01', personIds: people }))).toBe(
      'RESULT_NOT_PASSED',
    );
  });
});

describe('figures', () => {
  test('[FYP14-10-02] of 100 graduates 92 certificates are held by 88 persons: 88.0%', async () => {
    const S = await house.institution('毕业生学校', 'technical_school');
    await filed(S);
    await filed(S, { occupation: '电工' });
    const people = await seenBy(S, 100);
    const listing = `insert into student_listing (person_id, listing_id, known_from, institution_id, village_code, list_id, list_row, state, graduated_on, fingerprint)
      select p, gen_random_uuid(), 1, $2, 371721103298, $2, 1, 'graduated', '2024-07-01', 'x' from unnest($1::uuid[]) p`;
    await house.owner(listing, [people, S]);
    await assessed(S, people.slice(0, 88), '2024-05-01');
    await assessed(S, people.slice(0, 4), '2024-05-02', { occupation: '电工' });
    const { graduates } = await showCertificationFigures(house.as(at(S, 'school_officer')), { year: 2024 });
    expect(graduates).toEqual({ of: 100, withCertificate: 88, percent: 88 });
    const held = await house.owner(`select count(*)::int as n from report_certificate where institution_id = $1`, [S]);
    expect(held.rows[0].n).toBe(92);
  });

  test('[FYP14-10-01] of 40 schools 38 assessed with results in the year and 1 only planned: 95.0% and 2 named', async () => {
    await house.owner(`update institution set valid_to = '2020-01-01' where kind = 'technical_school'`);
    const schools: string[] = [];
    for (let i = 0; i < 40; i += 1)
      schools.push(await house.institution(`第${i + 1}技工学校`, 'technical_school', undefined, []));
    for (const [i, school] of schools.slice(0, 39).entries()) {
      await filed(school);
      const own = house.as(at(school, 'school_officer'));
      const people = await seenBy(school, 1);
      const session = {
        occupation: '焊工',
        level: 4,
        heldOn: '2020-05-20',
        room: '考场',
        capacity: 5,
        candidates: [{ personId: people[0]! }],
      };
      const { sessionId } = await planAssessment(own, session);
      if (i < 38) await recordAssessment(own, { sessionId, rows: [passed(people[0]!)] });
    }
    const { schools: shown } = await showCertificationFigures(house.as(city), { year: 2020 });
    expect(shown).toEqual({ of: 40, done: 38, percent: 95, missing: ['第39技工学校', '第40技工学校'] });
  });

  test('[N2021-3.20] of a plan of 10 classes and 300 trainees 8 classes with 250 trainees and 230 passes: 80.0% and 92.0%', async () => {
    const T = await house.institution('专项能力学校');
    await makeAbilityPlan(house.as(city), { year: 2020, classes: 10, trainees: 300 });
    const sizes = [30, 30, 30, 30, 30, 30, 35, 35];
    for (const [i, size] of sizes.entries())
      await heldClass(house, T, {
        people: strangers(size),
        failing: i < 4 ? 5 : 0,
        plan: { kind: 'special_ability', name: `专项${i}`, details: { ability: '曹县汉服缝制' } },
      });
    const { ability } = await showCertificationFigures(house.as(city), { year: 2020 });
    expect(ability).toMatchObject({
      planClasses: 10,
      planTrainees: 300,
      classes: 8,
      trainees: 250,
      passed: 230,
      completionPercent: 80,
      passPercent: 92,
    });
  });
});
