import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aHousehold, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { evaluate, jurisdictionsOf, lawOf, loadPolicy, currentPolicy } from '../../policy/index.ts';
import { openTestHouse } from '../../testing/context.ts';
import { factsOfPeople } from '../index.ts';

const house = await openTestHouse({ clock: fixedClock('2022-09-01T09:00:00+08:00') });
let monitored = '';
let lifted = '';

beforeAll(async () => {
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const family = aHousehold([{ householdTypes: ['突发严重困难户'], identifiedOn: '2021-06-30' }, {}]);
  const other = aPerson({ householdTypes: ['一般脱贫户'], identifiedOn: '2014-12-31' });
  const of = (types: string[]) => family.map((row) => ({ ...row, householdTypes: types }));
  const before = await publishedRegister(house, [...of(['低保户']), other], { listDate: '2021-07-01' });
  await publishedRegister(house, [...of(['突发严重困难户']), other], { listDate: '2021-09-01' });
  await publishedRegister(house, [...of(['低保户']), other], { listDate: '2022-04-01' });
  [monitored, lifted] = [before.idOf(family[1]!), before.idOf(other)];
});

/** Whether somebody is of a help family on a day, by the law's own test on the register's facts of that day. */
async function helpFamily(personId: string, day: string): Promise<[string, string | undefined]> {
  return house.system(async (tx) => {
    const { set } = await currentPolicy(tx);
    const people = await factsOfPeople(tx, [personId], day);
    const law = lawOf(set, jurisdictionsOf('371721'));
    const { facts } = people.get(personId)!;
    return [evaluate(law.rule('n2021.help-family', day)!, facts, law, day).outcome, facts.household_types?.asOf];
  });
}

test('[N2021-1.5] a household monitored from September to March: who enrols in October is eligible, in June not, unless another status holds', async () => {
  const [october, listed] = await helpFamily(monitored, '2021-10-10');
  expect(october).toBe('yes');
  expect(listed).toBe('2021-09-01');
  expect((await helpFamily(monitored, '2021-08-31'))[0]).toBe('no');
  expect((await helpFamily(monitored, '2022-03-31'))[0]).toBe('yes');
  expect((await helpFamily(monitored, '2022-06-01'))[0]).toBe('no');
  expect((await helpFamily(lifted, '2022-06-01'))[0]).toBe('yes');
});
