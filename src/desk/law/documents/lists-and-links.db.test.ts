import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { decideCase, loadPolicy, readPolicy } from '../../../policy/index.ts';
import { anActor } from '../../../testing/actors.ts';
import { openTestHouse } from '../../../testing/context.ts';
import { openProposal } from '../proposals/open-proposal.ts';
import { proposeValue } from '../proposals/propose-value.ts';
import { showLawDocument } from './show-document.ts';
import { through } from '../testing-office.ts';

const RULES = join(import.meta.dirname, '../../../../rules');
const house = await openTestHouse({ clock: fixedClock('2022-03-01T09:00:00+08:00') });
const HEBEI = 130_000_000_000;
const GANSU = 620_000_000_000;
const person = (role: 'province_hr_officer' | 'law_checker' | 'law_approver', province = HEBEI) =>
  anActor(role, province, { unitId: '00000000-0000-7000-8000-0000000000d7', level: 'province', line: 'hr' });

/** The province sets its list of key counties, by three persons; what the checker is shown. */
async function list(value: string[], validFrom: string, province = HEBEI) {
  const given = { key: 'n2021.key-counties', value, validFrom, legalSource: `重点帮扶县名单${validFrom}` };
  const { proposalId } = await proposeValue(house.as(person('province_hr_officer', province)), given);
  const { lines } = await openProposal(house.as(person('law_checker', province)), { proposalId });
  await through(house, proposalId, [person('law_checker', province), person('law_approver', province)]);
  return lines;
}

/** Outcome of the scope of the programme for a county, by a case file on the law in use. */
async function scope(county: string, date: string) {
  const { set } = await house.system((tx) => readPolicy(tx));
  const file = {
    path: 'case.json',
    text: JSON.stringify({ date, division: county, benefit: 'n2021.in-scope', person: {} }),
  };
  const [card] = decideCase(file, set).decisions;
  return [card!.outcome, card!.fails[0] ?? null];
}

it('[N2021-3.5] a plan cited before it was issued is linked once it is held, from its own day, and the screen says it came later', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-rules-'));
  cpSync(RULES, folder, { recursive: true });
  rmSync(join(folder, 'fyp14'), { recursive: true });
  for (const at of ['cases', 'cases/pinned'])
    for (const name of readdirSync(join(folder, at)).filter((n) => n.startsWith('fyp14-')))
      rmSync(join(folder, at, name));
  await loadPolicy(house.services, folder);
  rmSync(folder, { recursive: true });
  const cited = async () => {
    const { citations } = await showLawDocument(house.as(person('province_hr_officer')), { code: 'N2021' });
    return citations.find((c) => c.number === '技工教育“十四五”规划')!;
  };
  expect(await cited()).toMatchObject({ role: 'carried_out', clause: '三(一)', link: null });
  await loadPolicy(house.services, RULES);
  expect((await cited()).link).toMatchObject({ code: 'FYP14', since: '2021-11-05', issuedAfter: true });
  const { citations } = await showLawDocument(house.as(person('province_hr_officer')), { code: 'N2021' });
  const days = citations.flatMap((c) => (c.link?.since ? [c.link.since] : []));
  expect(days.every((day) => day >= '2021-06-28')).toBe(true);
});

it('[N2021-2.1] of a listed county of Gansu and unlisted ones of Xinjiang, Tibet and Henan only the last is out of scope', async () => {
  const day = '2022-01-01';
  await list(['622927'], '2021-08-27', GANSU);
  expect(await Promise.all(['622927', '650102', '540102', '410102'].map((county) => scope(county, day)))).toEqual([
    ['yes', null],
    ['yes', null],
    ['yes', null],
    ['no', 'out_of_scope'],
  ]);
});

it('[N2021-2.2] a second version of the list that drops one county and adds two shows 1 removal and 2 additions, and events before its day keep the first', async () => {
  await list(['130123', '130124', '130125'], '2021-08-27');
  const lines = await list(['130123', '130124', '130126', '130127'], '2022-01-01');
  expect(lines.slice(-2)).toEqual([
    { label: '比2021-08-27版移出 1 个', value: '130125' },
    { label: '比2021-08-27版新增 2 个', value: '130126、130127' },
  ]);
  const states = async (county: string) => [
    (await scope(county, '2021-12-31'))[0],
    (await scope(county, '2022-01-01'))[0],
  ];
  expect([await states('130125'), await states('130126'), await states('130123')]).toEqual([
    ['yes', 'no'],
    ['no', 'yes'],
    ['yes', 'yes'],
  ]);
});
