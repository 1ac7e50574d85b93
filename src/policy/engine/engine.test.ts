import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { anyCondition, anyDay, anyFacts, aRule, nearFacts } from '../builders.ts';
import { applyChanges, smallestChange } from './change.ts';
import { allOf, anyOf } from './truth.ts';
import { evaluate } from './evaluate.ts';
import { decisive, explain } from './explain.ts';
import { yuanText } from '../facts/fact-text.ts';
import { completedYears, factsOf } from '../facts/facts.ts';
import { readRules } from '../rules/load.ts';
import { jurisdictionsOf, lawOf, levelOf, respects, yearlyDay } from './parameters.ts';
import { outcomeOf, type Condition, type Truth } from './rule.ts';
import { judge, prepareRule } from './terms.ts';

const { set } = await readRules(new URL('../../../rules', import.meta.url).pathname);
const law = lawOf(set, jurisdictionsOf('371721103235'));
const rules = set.rules.filter((r) => r.who !== null);
const anyRule = fc.oneof(
  fc.constantFrom(...rules),
  anyCondition.map((who) => aRule(who)),
);
const anyone = fc.oneof(nearFacts, anyFacts());
const anyTruth = fc.constantFrom<Truth>(true, false, null);

describe('three-valued logic', () => {
  it('is Kleene’s: unknown matters only where it could decide', () => {
    fc.assert(
      fc.property(fc.array(anyTruth), (truths) => {
        const outcomes = (settle: (t: readonly Truth[]) => Truth, fill: boolean) =>
          settle(truths.map((t) => t ?? fill));
        const expected = (settle: (t: readonly Truth[]) => Truth) =>
          outcomes(settle, true) === outcomes(settle, false) ? outcomes(settle, true) : null;
        expect(allOf(truths)).toBe(expected(allOf));
        expect(anyOf(truths)).toBe(expected(anyOf));
      }),
    );
  });

  it('names the unknown fact and the paper that settles it', () => {
    const leaf: Condition = { kind: 'fact', fact: 'residence', op: 'eq', operand: { kind: 'value', value: 'rural' } };
    const decision = evaluate(aRule(leaf), {}, law, '2020-01-01');
    expect(decision.outcome).toBe('unknown');
    expect(decision.missing).toEqual([
      { kind: 'fact', fact: 'residence', paper: { zh: '户口簿', en: 'household book' } },
    ]);
  });
});

describe('evaluation', () => {
  it('answers every person on every day, the same way twice, and the fast path gives the same outcome', () => {
    fc.assert(
      fc.property(anyRule, anyone, anyDay, (rule, facts, day) => {
        const decision = evaluate(rule, facts, law, day);
        expect(evaluate(rule, facts, law, day)).toEqual(decision);
        expect(outcomeOf(judge(prepareRule(rule, law, day), facts))).toBe(decision.outcome);
        expect(decision.fails.length > 0).toBe(decision.outcome === 'no');
        expect(decision.missing.length > 0).toBe(decision.outcome === 'unknown');
      }),
      { numRuns: 2000 },
    );
  });

  it('learning an unknown fact never turns a settled answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), anyone, anyFacts(100), anyDay, (rule, known, more, day) => {
        const before = judge(prepareRule(rule, law, day), known);
        fc.pre(before !== null);
        const stated = Object.fromEntries(Object.entries(known).filter(([, statement]) => statement?.value !== null));
        expect(judge(prepareRule(rule, law, day), { ...more, ...stated })).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  it('a part-time student of a registered household fails group A on full-time and no waiver line arises', () => {
    const facts = factsOf({
      student_status: 'active',
      study_mode: 'part_time',
      enrolled_on: '2019-09-01',
      birth_date: '2003-01-01',
      household_types: ['out_of_poverty'],
      registered_on: '2014-12-31',
      veteran: false,
      tuition: 480_000,
    });
    const items = set.rules
      .filter((r) => r.group === 'sd2017.five-free')
      .map((rule) => evaluate(rule, facts, law, '2020-09-01'));
    expect(items).toHaveLength(6);
    expect(items.every((d) => d.outcome === 'no' && d.fails.includes('not_full_time') && d.amount === null)).toBe(true);
  });

  it('a veteran with minimum living allowance, not registered, passes group B and gets six lines', () => {
    const facts = factsOf({
      student_status: 'active',
      study_mode: 'part_time',
      enrolled_on: '2019-09-01',
      birth_date: '1986-01-01',
      household_types: ['minimum_living'],
      veteran: true,
    });
    const items = set.rules
      .filter((r) => r.group === 'sd2017.five-free')
      .map((rule) => evaluate(rule, facts, law, '2020-09-01'));
    expect(items.filter((d) => d.outcome === 'yes')).toHaveLength(6);
  });

  it('keeps rule version, parameter versions, facts with list and date, and the sum line by line', () => {
    const rule = law.rule('sd2017.yulu', '2020-09-01');
    const values = {
      student_status: 'active',
      study_mode: 'full_time',
      enrolled_on: '2019-09-01',
      household_types: ['unstable'],
    };
    const more = { registered_on: '2014-12-31', residence: 'rural', relation_to_head: 'child' };
    const decision = evaluate(
      rule!,
      factsOf({ ...values, ...more }, '曹县帮扶对象信息', '2020-06-20'),
      law,
      '2020-09-01',
    );
    expect(decision.rule).toMatchObject({ key: 'sd2017.yulu', version: 2 });
    expect(decision.tests.map((t) => t.key)).toEqual(['sd2017.studying', 'sd2017.registered-household']);
    expect(decision.parameters.find((p) => p.key === 'sd2017.yulu-amount')).toMatchObject({
      value: 3000,
      operator: 'exact',
      clause: '三(四)',
    });
    expect(decision.facts.find((f) => f.fact === 'residence')).toMatchObject({
      value: 'rural',
      source: '曹县帮扶对象信息',
      asOf: '2020-06-20',
    });
    expect(decision.amount?.totalFen).toBe(300_000);
    expect(explain(decision, 'zh')).toMatchInlineSnapshot(`
      [
        "按2020年9月1日的情况，符合“雨露计划补助”。",
        "✓ 学籍状态：在籍（曹县帮扶对象信息，2020年6月20日）；要求为在籍。",
        "✓ 入学日期：2019年9月1日（曹县帮扶对象信息，2020年6月20日）；要求不晚于2020年9月1日。",
        "✓ 学习形式：全日制（曹县帮扶对象信息，2020年6月20日）；要求为全日制。",
        "✓ 户类型：脱贫不稳定户（曹县帮扶对象信息，2020年6月20日）；要求含有一般脱贫户、脱贫不稳定户（建档立卡的户类型）。",
        "✓ 识别时间：2014年12月31日（曹县帮扶对象信息，2020年6月20日）；要求不晚于2020年9月1日。",
        "✓ 户籍类别：农村（曹县帮扶对象信息，2020年6月20日）；要求为农村。",
        "✓ 与户主关系：子女（曹县帮扶对象信息，2020年6月20日）；要求不属于户主、配偶。",
        "每生每学年补助：雨露计划补助标准 3,000.00元 = 3,000.00元。",
        "合计：3,000.00元。",
        "依据：《山东省技工院校服务脱贫攻坚工作行动计划》（文号未载明）三(四)；规则sd2017.yulu v2。",
      ]
    `);
    expect(explain(decision, 'en')).toMatchInlineSnapshot(`
      [
        "Yes: Yulu subsidy, as of 2020-09-01.",
        "✓ student status: active (曹县帮扶对象信息, 2020-06-20); required to be active.",
        "✓ date of enrolment: 2019-09-01 (曹县帮扶对象信息, 2020-06-20); required on or before 2020-09-01.",
        "✓ mode of study: full-time (曹县帮扶对象信息, 2020-06-20); required to be full-time.",
        "✓ household types: household unstably out of poverty (曹县帮扶对象信息, 2020-06-20); required to include one of household out of poverty, household unstably out of poverty (household types counted as registered).",
        "✓ date of identification: 2014-12-31 (曹县帮扶对象信息, 2020-06-20); required on or before 2020-09-01.",
        "✓ kind of residence: rural (曹县帮扶对象信息, 2020-06-20); required to be rural.",
        "✓ relation to head of household: child (曹县帮扶对象信息, 2020-06-20); required to be none of head, spouse.",
        "per student and school year: Yulu amount 3,000.00 yuan = 3,000.00 yuan.",
        "Total: 3,000.00 yuan.",
        "Basis: Shandong action plan for technical schools in the service of poverty relief, clause 三(四); rule sd2017.yulu v2.",
      ]
    `);
  });
});

describe('explanation', () => {
  it('never contradicts the outcome: each condition shown has the truth that settles it', () => {
    const truths = { yes: true, no: false, unknown: null };
    fc.assert(
      fc.property(anyRule, anyone, anyDay, (rule, facts, day) => {
        const decision = evaluate(rule, facts, law, day);
        if (!decision.reasons) return;
        const shown = decisive(decision.reasons, false);
        const effective = shown.map(({ reason, negated }) => (reason.truth === null ? null : reason.truth !== negated));
        expect(new Set(effective)).toEqual(new Set([truths[decision.outcome]]));
        const marks = explain(decision, 'zh').map((sentence) => sentence[0]);
        expect(marks.includes('✗')).toBe(decision.outcome === 'no');
        expect(marks.includes('？')).toBe(decision.outcome === 'unknown');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what would change the answer', () => {
  it('when applied changes it, touches changeable facts only, and no part of it suffices', () => {
    fc.assert(
      fc.property(anyRule, anyone, anyDay, (rule, facts, day) => {
        const changes = smallestChange(rule, facts, law, day);
        if (!changes) return;
        const prepared = prepareRule(rule, law, day);
        const wanted = judge(prepared, facts) !== true;
        expect(changes.length).toBeLessThanOrEqual(3);
        expect(judge(prepared, applyChanges(facts, changes))).toBe(wanted);
        for (const left of changes) {
          const fewer = changes.filter((c) => c !== left);
          expect(judge(prepared, applyChanges(facts, fewer))).not.toBe(wanted);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is full-time study for the part-time student, and nothing for the dead', () => {
    const base = {
      student_status: 'active',
      study_mode: 'part_time',
      enrolled_on: '2019-09-01',
      birth_date: '2003-01-01',
      veteran: false,
    };
    const facts = factsOf({ ...base, household_types: ['unstable'], registered_on: '2014-12-31' });
    expect(smallestChange(law.rule('sd2017.tuition', '2020-09-01')!, facts, law, '2020-09-01')).toEqual([
      { fact: 'study_mode', from: 'part_time', to: 'full_time' },
    ]);
    expect(
      smallestChange(law.rule('sd2017.enrolment', '2020-09-01')!, factsOf({ alive: false }), law, '2020-09-01'),
    ).toBeNull();
  });
});

describe('parameters', () => {
  it('are looked up nearest first and are NO_STANDARD where nobody has set one', () => {
    expect(jurisdictionsOf('371721103235')).toEqual(['371721', '3717', '37', '00']);
    expect(jurisdictionsOf('370000000000')).toEqual(['37', '00']);
    expect(law.parameter('sd2017.school-age-max', '2020-01-01')?.version).toMatchObject({
      jurisdiction: '37',
      value: 30,
      status: 'inferred',
    });
    expect(law.parameter('sd2017.status-registration-days', '2020-01-01')?.version).toBeNull();
    expect(lawOf(set, jurisdictionsOf('410100')).parameter('sd2017.yulu-amount', '2020-01-01')?.version).toBeNull();
    expect([levelOf('00'), levelOf('37'), levelOf('3717'), levelOf('371721'), levelOf('3717210')]).toEqual([
      'nation',
      'province',
      'city',
      'county',
      null,
    ]);
  });

  it('let a floor be raised, a cap be lowered, and an exact value stand', () => {
    expect([
      respects('floor', 5000, 4999),
      respects('floor', 5000, 5000),
      respects('cap', 10, 11),
      respects('exact', 3, 4),
    ]).toEqual([false, true, false, false]);
  });

  it('give yearly days, the last of February in leap years too', () => {
    expect([yearlyDay('02-last', 2020), yearlyDay('02-last', 2019), yearlyDay('06-15', 2020)]).toEqual([
      '2020-02-29',
      '2019-02-28',
      '2020-06-15',
    ]);
    expect(() => yearlyDay('2-28', 2020)).toThrow(RangeError);
  });
});

describe('words and figures', () => {
  it('counts completed years on the day, leap days included', () => {
    expect([
      completedYears('2000-02-29', '2018-02-28'),
      completedYears('2000-02-29', '2018-03-01'),
      completedYears('2004-07-01', '2020-07-01'),
    ]).toEqual([17, 18, 16]);
  });

  it('writes fen as yuan', () => {
    expect([yuanText(300_000), yuanText(5), yuanText(123_456_789)]).toEqual(['3,000.00', '0.05', '1,234,567.89']);
  });
});
