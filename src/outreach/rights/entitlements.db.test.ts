import fc from '../../testing/properties.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../policy/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { makeContext } from '../../platform/services.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { explainPolicy } from './explain-policy.ts';
import { findEntitlements } from './find-entitlements.ts';
import { HOUSEHOLDS, RELATIONS, SCHOOLING, type FindEntitlements } from '../schema.ts';

let house: TestHouse;
const CITY = { cityCode: 371700000000 };
const YOUNG: FindEntitlements = {
  ...CITY,
  household: ['out_of_poverty'],
  sex: 'male',
  born: '2004-05-06',
  schooling: 'junior_done',
  veteran: false,
  residence: 'rural',
  relation: 'child',
};

beforeAll(async () => {
  house = await openTestHouse();
  await loadPolicy(house.services, 'rules');
});
const ask = (answers: FindEntitlements) => findEntitlements(house.as(null), answers);
const of = (list: { key: string; outcome: string }[], name: string) => list.find((b) => b.key === `sd2017.${name}`);

describe('what am I entitled to', () => {
  test('a junior high graduate of a registered rural household may enrol, and is told of six items and Yulu with sum and clause', async () => {
    const found = await ask(YOUNG);
    expect(found.school).toMatchObject({ outcome: 'yes', clause: '三(二)', documentCode: 'SD2017' });
    for (const name of [
      'tuition',
      'accommodation',
      'textbooks',
      'work-study-post',
      'job-recommendation',
      'national-grant',
    ])
      expect(of(found.atSchool, name)).toMatchObject({ outcome: 'yes', clause: '三(四)' });
    expect(of(found.atSchool, 'yulu')).toMatchObject({ outcome: 'yes', amountFen: 300_000, waived: false });
    expect(found.ahead).toBe(true);
  });
  test('what is not known stays open and names the paper', async () => {
    const { school } = await ask({ ...YOUNG, schooling: 'junior_final' });
    expect(school).toMatchObject({ outcome: 'unknown' });
    expect(school!.needs.map((n) => n.paper?.zh)).toContain('初中或高中毕业证书');
    const nothing = await ask(CITY);
    expect(nothing.school!.outcome).toBe('unknown');
    expect(nothing.school!.needs.length).toBeGreaterThan(2);
  });
  test('who may not enrol is told why and is promised nothing at school', async () => {
    const found = await ask({ ...YOUNG, household: [], veteran: false });
    expect(found.school).toMatchObject({ outcome: 'no' });
    expect(found.school!.why.zh.length).toBeGreaterThan(0);
    expect(found.atSchool).toEqual([]);
  });
  test('a head of household gets no Yulu, an urban one neither', async () => {
    expect(of((await ask({ ...YOUNG, relation: 'head' })).atSchool, 'yulu')!.outcome).toBe('no');
    expect(of((await ask({ ...YOUNG, residence: 'urban' })).atSchool, 'yulu')!.outcome).toBe('no');
  });
  test('after the plan nobody new is told of it', async () => {
    const later = makeContext({ ...house.services, clock: fixedClock('2021-03-01T09:00:00+08:00') }, null);
    const found = await findEntitlements(later, YOUNG);
    for (const b of [...found.atSchool, ...found.training]) expect(b.documentCode).not.toBe('SD2017');
  });
  test('whatever is answered there is an answer, and saying “not sure” never makes a settled answer the opposite', async () => {
    const answers = fc.record({
      household: fc.option(fc.subarray([...HOUSEHOLDS], { maxLength: 3 })),
      sex: fc.option(fc.constantFrom('male' as const, 'female' as const)),
      born: fc.option(fc.constantFrom('1950-01-01', '1985-02-28', '2004-05-06', '2016-12-31')),
      schooling: fc.option(fc.constantFrom(...SCHOOLING)),
      veteran: fc.option(fc.boolean()),
      residence: fc.option(fc.constantFrom('rural' as const, 'urban' as const)),
      relation: fc.option(fc.constantFrom(...RELATIONS)),
    });
    const blank = fc.constantFrom('household', 'sex', 'born', 'veteran', 'residence', 'relation');
    await fc.assert(
      fc.asyncProperty(answers, blank, async (given, unsure) => {
        const sure = await ask({ ...CITY, ...given });
        const less = await ask({ ...CITY, ...given, [unsure]: null });
        for (const b of sure.training) {
          const again = less.training.find((x) => x.key === b.key)!;
          expect([b.outcome, 'unknown']).toContain(again.outcome);
        }
        expect([sure.school!.outcome, 'unknown']).toContain(less.school!.outcome);
      }),
      { numRuns: 40 },
    );
  });
  test('nothing is stored or written into the audit log', async () => {
    const count = async () =>
      (
        await house.owner(
          'select (select count(*) from audit_entry) + (select count(*) from policy_decision) + (select count(*) from read_log) as n',
        )
      ).rows[0].n;
    const before = await count();
    await ask(YOUNG);
    expect(await count()).toBe(before);
  });
});

describe('a policy in plain words', () => {
  test('who, what, how much and how to apply, each with its clause, and every term with everyday words of its own', async () => {
    const plain = await explainPolicy(house.as(null), { code: 'SD2017' });
    expect(plain.who.map((r) => r.key)).toEqual(expect.arrayContaining(['sd2017.enrolment', 'sd2017.training']));
    expect(plain.what.find((r) => r.key === 'sd2017.yulu')).toMatchObject({ amountFen: 300_000, clause: '三(四)' });
    expect(plain.what.find((r) => r.key === 'sd2017.tuition')).toMatchObject({ amountFen: null });
    for (const rule of [...plain.who, ...plain.what]) expect([rule.plain.zh, rule.clause]).not.toContain(rule.title.zh);
    expect(plain.how.length).toBeGreaterThan(3);
  });
  test('a document that is not there is not found', async () => {
    await expect(explainPolicy(house.as(null), { code: 'XX' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
