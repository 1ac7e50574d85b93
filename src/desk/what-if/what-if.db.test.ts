import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { evaluate, jurisdictionsOf, lawOf, loadPolicy, readRules } from '../../policy/index.ts';
import { aStudent } from '../../students/builders.ts';
import { factsOfPeople } from '../../students/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import type { TryChange } from './schema.ts';
import { tryChange } from './try-change.ts';

const rules = join(import.meta.dirname, '../../../rules');
const county = anActor('county_hr_officer', PLACES.county);
let house: TestHouse;
const ids: string[] = [];

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, rules);
  const catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  const births = ['1990-05-01', '1991-01-01', '1994-06-30', '2003-05-01', '1985-02-28'];
  const rows = Array.from({ length: 40 }, (_, i) =>
    aPerson({
      relation: '之子',
      birth: births[i % births.length]!,
      residence: i % 4 === 0 ? null : '农村',
      householdTypes: i % 3 === 0 ? ['边缘易致贫户'] : ['一般脱贫户'],
    }),
  );
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  ids.push(...rows.map((row) => idOf(row)));
  for (const personId of ids)
    await aStudent(house, {
      personId,
      institutionId: catalogue.schools.get('测试技师学院')!,
      villageCode: A_VILLAGE,
      enrolledOn: '2019-09-01',
    });
});

const tried = (input: TryChange) => tryChange(house.as(county), { on: '2020-09-01', size: 200, ...input });
const value = (key: string, is: string | number | string[], jurisdiction = '37') => ({
  key,
  jurisdiction,
  value: is,
  from: '2020-01-01',
});
const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );

/** What asking person by person under both laws says. */
async function byHand(key: string, change: (v: { value: unknown }) => unknown, benefit: string) {
  const { set } = await readRules(rules);
  const after = {
    ...set,
    parameters: set.parameters.map((p) =>
      p.key === key ? { ...p, versions: p.versions.map((v) => ({ ...v, value: change(v) as never })) } : p,
    ),
  };
  const people = await house.system((tx) => factsOfPeople(tx, ids, '2020-09-01'));
  return ids.map((id) => {
    const [old, fresh] = [set, after].map((each) => {
      const law = lawOf(each, jurisdictionsOf('371721'));
      return evaluate(law.rule(benefit, '2020-09-01')!, people.get(id)!.facts, law, '2020-09-01');
    });
    return { id, old: old!, fresh: fresh! };
  });
}

describe('trying a change of the law before it takes effect', () => {
  it('says person by person who gains, who loses and by how much, as asking each under both laws does', async () => {
    const one = await tried({ values: [value('sd2017.yulu-amount', 3500)], benefit: 'sd2017.yulu' });
    const hand = await byHand('sd2017.yulu-amount', () => 3500, 'sd2017.yulu');
    const yes = hand.filter((h) => h.old.outcome === 'yes');
    expect(one.effects).toHaveLength(1);
    expect(one.effects[0]).toMatchObject({
      gains: 0,
      loses: 0,
      more: yes.length,
      fenBefore: yes.length * 300_000,
      fenAfter: yes.length * 350_000,
    });
    expect(new Set(one.rows.map((r) => r.personId))).toEqual(new Set(yes.map((h) => h.id)));
    expect(one.rows.every((r) => r.effect === 'more' && r.fenBefore === 300_000 && r.fenAfter === 350_000)).toBe(true);
  });

  it('names every rule that a limit touches, with persons who would lose, the budget and the decided cases that reopen', async () => {
    await house.owner(
      `insert into policy_decision (person_id, decision_id, village_code, rule_key, rule_version, rule_hash, law_version, jurisdiction, decided_for, outcome, fails,
         decision, explanation, decided_at, decided_by)
       select p.person_id, gen_random_uuid(), p.village_code, 'sd2017.tuition', 1, 'x', 1, '371721', '2020-03-01', 'yes', '{}', '{}', '{}', now(), 'x' from person p`,
    );
    const hand = await byHand('sd2017.school-age-max', () => 28, 'sd2017.tuition');
    const losing = hand.filter((h) => h.old.outcome === 'yes' && h.fresh.outcome !== 'yes').map((h) => h.id);
    expect(losing.length).toBeGreaterThan(3);
    const all = await tried({ values: [value('sd2017.school-age-max', 28)] });
    expect(all.effects.map((e) => e.benefit)).toEqual(
      expect.arrayContaining(['sd2017.tuition', 'sd2017.textbooks', 'sd2017.national-grant']),
    );
    expect(all.effects.some((e) => e.benefit === 'sd2017.yulu')).toBe(false);
    const one = await tried({
      values: [value('sd2017.school-age-max', 28)],
      benefit: 'sd2017.tuition',
      effect: 'loses',
    });
    expect(one.rows.map((r) => r.personId).sort()).toEqual(losing.sort());
    expect(one.effects.find((e) => e.benefit === 'sd2017.tuition')).toMatchObject({
      loses: losing.length,
      gains: 0,
      reopened: losing.length,
    });
    expect(one.rows.every((r) => r.reopened)).toBe(true);
  });

  it('tries a draft of a rule from its file; the rule in use ends the day before it begins', async () => {
    const text = readFileSync(join(rules, 'sd2017/benefits/yulu.yaml'), 'utf8');
    const draft = text
      .replace('version: 2', 'version: 3')
      .replace(/from: 2017-12-23/, 'from: 2020-01-01')
      .replace(/\n.*residence, eq: rural.*\n/, '\n');
    const one = await tried({ files: [{ path: 'sd2017/yulu-2.yaml', text: draft }], benefit: 'sd2017.yulu' });
    const open = one.effects.find((e) => e.benefit === 'sd2017.yulu');
    expect(open).toMatchObject({ loses: 0, openAfter: 0 });
    expect(open!.gains).toBe(open!.openBefore);
    expect(open!.gains).toBeGreaterThan(0);
  });

  it('touches only the place that sets it, and nobody where nothing would differ', async () => {
    const elsewhere = await tried({ values: [value('sd2017.school-age-max', 20, '3716')] });
    expect([elsewhere.effects, elsewhere.total]).toEqual([[], 0]);
    const same = await tried({ values: [value('sd2017.yulu-amount', 3000)] });
    expect(same.effects).toEqual([]);
  });
});

it('writes nothing, and refuses strangers, roles without the right, other areas, nothing to try and faulty drafts', async () => {
  const change = { values: [value('sd2017.yulu-amount', 3500)] };
  const counts = () =>
    house
      .owner(
        'select (select count(*)::int from policy_version) as versions, (select count(*)::int from audit_entry) as audits',
      )
      .then((r) => r.rows[0]);
  const before = await counts();
  await tried(change);
  expect(await counts()).toEqual(before);
  expect(await failing(tryChange(house.as(null), change))).toBe('NOT_SIGNED_IN');
  expect(await failing(tryChange(house.as(anActor('village_clerk', A_VILLAGE)), change))).toBe('NOT_PERMITTED');
  expect(await failing(tried({ ...change, division: '371722' }))).toBe('NOT_FOUND');
  expect(await failing(tried({}))).toBe('TRY_NOTHING');
  expect(await failing(tried({ values: [value('sd2017.nothing', 1)] }))).toBe('TRY_FAULTY');
  expect(await failing(tried({ values: [value('sd2017.yulu-amount', 'much')] }))).toBe('TRY_FAULTY');
  expect(await failing(tried({ files: [{ path: 'x/rule.yaml', text: 'key: [' }] }))).toBe('TRY_FAULTY');
  expect(await failing(tried({ proposalId: '00000000-0000-7000-8000-00000000ffff' }))).toBe('NOT_FOUND');
});
