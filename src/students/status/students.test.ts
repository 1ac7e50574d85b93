import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../policy/index.ts';
import { BENEFITS, BENEFIT_NAMES, type Benefit } from '../cards/benefit-names.ts';
import { benefitOf, lineOf, matchHold, type MatchState } from '../cards/benefits.ts';
import { registerSide, rollSide } from '../facts/person-facts.ts';
import type { RegisterStatement } from '../facts/facts-store.ts';
import {
  actsFrom,
  historyHolds,
  registrationWait,
  standingAfter,
  standingOn,
  STANDINGS,
  STUDENT_TRANSITIONS,
  type StandingStep,
  type StudentAct,
} from './standing.ts';

const ACTS = Object.keys(STUDENT_TRANSITIONS) as StudentAct[];
const day = (n: number): string => new Date(Date.UTC(2018, 8, 1 + n)).toISOString().slice(0, 10);

/** A history made by taking open acts, days never going back. */
const anyHistory = fc.array(fc.tuple(fc.nat(20), fc.nat(120)), { maxLength: 8 }).map((steps) => {
  const history: StandingStep[] = [{ event: 'register', to: 'registered', on: day(0) }];
  let at = 0;
  for (const [pick, later] of steps) {
    const open = actsFrom(history.at(-1)!.to);
    const act = open[pick % Math.max(open.length, 1)];
    if (!act) break;
    at += later;
    history.push({ event: act, to: standingAfter(history.at(-1)!.to, act)!, on: day(at) });
  }
  return history;
});

describe('the states of a student status', () => {
  it('every history made of open acts holds, and its last step is what the status is today', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(historyHolds(history)).toBe(true);
        expect(standingOn(history, day(10_000))).toBe(history.at(-1)!.to);
        expect(standingOn(history, day(-1))).toBeNull();
      }),
    );
  });

  it('no act leads out of a state that has ended, and an act that is not open breaks the history', () => {
    for (const ended of ['left', 'transferred', 'completed', 'graduated'] as const) expect(actsFrom(ended)).toEqual([]);
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...ACTS), (history, act) => {
        const last = history.at(-1)!;
        const to = STUDENT_TRANSITIONS[act].to;
        const next = [...history, { event: act, to, on: last.on }];
        expect(historyHolds(next)).toBe(standingAfter(last.to, act) !== null);
      }),
    );
  });

  it('every act comes from and leads to known states', () => {
    for (const { from, to } of Object.values(STUDENT_TRANSITIONS))
      for (const state of [...from, to]) expect(STANDINGS).toHaveProperty(state);
    expect(historyHolds([])).toBe(false);
    const back: StandingStep[] = [
      { event: 'register', to: 'registered', on: day(5) },
      { event: 'enlist', to: 'kept_for_service', on: day(1) },
    ];
    expect(historyHolds(back)).toBe(false);
  });

  it('is overdue on the first day after the limit, and never where none is set', () => {
    expect(registrationWait('2018-09-01', '2018-09-21', 20)).toEqual({ days: 20, limitDays: 20, standing: 'in_time' });
    expect(registrationWait('2018-09-01', '2018-09-22', 20)).toEqual({ days: 21, limitDays: 20, standing: 'overdue' });
    expect(registrationWait('2018-09-01', '2019-09-22', null).standing).toBe('not_set');
  });
});

const proved: MatchState = { certainty: 'proved', ageDays: 10, limitDays: 180, excused: false };

describe('a line of the card', () => {
  it('is held by an outdated match only where a limit is set and the county has not excused it', () => {
    expect(matchHold(proved)).toBeNull();
    expect(matchHold({ ...proved, ageDays: 180 })).toBeNull();
    expect(matchHold({ ...proved, ageDays: 200 })).toBe('match_outdated');
    expect(matchHold({ ...proved, ageDays: 200, excused: true })).toBeNull();
    expect(matchHold({ ...proved, ageDays: 900, limitDays: null })).toBeNull();
    expect(matchHold({ ...proved, certainty: 'inferred', excused: true })).toBe('match_inferred');
  });

  it('carries a sum, payee and fund only when it is granted, whatever the decision and match', () => {
    const matches = fc.record({
      certainty: fc.constantFrom('proved' as const, 'inferred' as const, null),
      ageDays: fc.option(fc.nat(400)),
      limitDays: fc.option(fc.constantFrom(180, 365)),
      excused: fc.boolean(),
    });
    const outcomes = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
    const sums = fc.option(fc.option(fc.nat(1_000_000)));
    fc.assert(
      fc.property(fc.constantFrom(...BENEFIT_NAMES), outcomes, sums, matches, (benefit, outcome, sum, match) => {
        const line = lineOf(benefit, aDecision(outcome, outcome === 'yes' ? sum : null), match);
        if (line.outcome !== 'granted') expect([line.amountFen, line.payee, line.fund]).toEqual([null, null, null]);
        if (line.outcome === 'granted') expect(matchHold(match)).toBeNull();
        expect(line.outcome === 'refused').toBe(outcome === 'no');
        expect(lineOf(benefit, aDecision(outcome, outcome === 'yes' ? sum : null), match)).toEqual(line);
      }),
    );
  });

  it("finds its item from the last part of the rule's key", () => {
    expect(benefitOf('sd2017.work-study-post')).toBe<Benefit>('work_study_post');
    expect(benefitOf('sd2017.enrolment')).toBeNull();
    expect(Object.keys(BENEFITS)).toHaveLength(7);
  });
});

describe('facts of a person', () => {
  it('a doubtful cell is unknown, and a doubtful number makes the identity unusable', () => {
    const facts = registerSide({ ...listed, doubtful_fields: ['household_types', 'id_number', 'in_school'] });
    expect([facts.household_types?.value, facts.school_stage?.value, facts.identity_usable?.value]).toEqual([
      null,
      null,
      false,
    ]);
    expect(registerSide(listed).household_types).toEqual({
      value: ['out_of_poverty'],
      source: '某县扶贫办',
      asOf: '2020-08-20',
    });
  });

  it('whom a complete list does not name is in no registered household; without any list nobody knows', () => {
    const absent = {
      ...listed,
      register_person_id: null,
      household_types: null,
      list_date: null,
      confirmed_on: null,
      sender: null,
    };
    expect(
      registerSide({ ...absent, covering_date: '2020-08-20', covering_sender: '某县扶贫办' }).household_types?.value,
    ).toEqual([]);
    expect(registerSide({ ...absent, covering_date: null, covering_sender: null }).household_types?.value).toBeNull();
    expect(rollSide(undefined).student_status?.value).toBe('none');
  });
});

const listed: RegisterStatement = {
  person_id: 'p',
  village_code: 371721104201,
  sex: '男',
  birth: '2003-05-01',
  id_state: 'valid',
  died: false,
  certainty: 'proved',
  register_person_id: 'p',
  household_id: 'h',
  household_types: ['一般脱贫户'],
  identified_on: '2014-12-31',
  relation: '之子',
  education: '初中',
  in_school: '非在校生',
  labour_skill: '普通劳动力',
  veteran: false,
  residence: '农村',
  doubtful_fields: [],
  list_id: 'l',
  list_date: '2020-06-20',
  sender: '某县扶贫办',
  confirmed_on: '2020-08-20',
  covering_date: '2020-08-20',
  covering_sender: '某县扶贫办',
  known_at: 3,
};

function aDecision(outcome: 'yes' | 'no' | 'unknown', sum: number | null | undefined): Decision {
  const label = { zh: '金额', en: 'sum' };
  const factor = { kind: 'fact' as const, name: 'tuition', label, value: sum ?? null, money: true };
  const line = { label, factors: [factor], applies: true, fen: sum ?? null };
  return {
    outcome,
    rule: { key: 'test.tuition', version: 1, hash: 'h', kind: 'benefit', title: label },
    tests: [],
    document: { code: 'T', title: label, numbers: [], validTo: null },
    clause: '一',
    obligations: [],
    date: '2020-12-15',
    jurisdiction: '37',
    terms: { basis: 'in_force', day: '2020-12-15' },
    reasons: null,
    fails: [],
    missing: [],
    amount: sum === null ? null : { lines: [line], totalFen: sum ?? null },
    service: null,
    payee: 'student',
    period: 'school_year',
    fund: null,
    priority: null,
    parameters: [],
    facts: [],
  };
}
