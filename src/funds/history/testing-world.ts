import { fixedClock } from '../../platform/clock.ts';
import { loadPolicy } from '../../policy/index.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import {
  anInstitution,
  families,
  lawWith,
  money,
  moneyOffice,
  valueOf,
  workers,
  type MoneyHouse,
  type MoneyOffice,
  type Student,
} from '../testing-money.ts';
import { rmSync } from 'node:fs';

/** The day on which these histories happen. */
export const HISTORY_DAY = fixedClock('2020-11-10T09:00:00+08:00');
/** Where a person has at most two subsidised trainings a year (HA2020 一(三)). */
export const CAPPED = { place: '41', most: 2 };

export type County = {
  code: number;
  village: number;
  rule: string;
  office: MoneyOffice;
  /** A second person for every post, so that steps meet. */
  others: MoneyOffice;
  providers: string[];
  workers: string[];
  students: Student[];
  classes: string[];
  claims: { claimId: string; state: string; sent: boolean }[];
  batches: { batchId: string; file: Buffer | null; returns: string[] }[];
};

/** What one history stands on: a county with a cap and one without, money for part of what will be owed, and what workers were told. */
export type World = {
  house: MoneyHouse;
  counties: County[];
  /** What was acknowledged: must be found again at the end, exactly once. */
  told: { plannedFen: Map<string, number>; paid: number; failed: number; releasedFen: number; recoveredFen: number };
};

/** Loads the law with local values and lays out both counties. */
export async function layOut(house: MoneyHouse, people: number): Promise<World> {
  const law = lawWith({
    'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 800, 'SD2017', '2020-12-31'),
    'ha2020.training-rate': valueOf('41', '2020-01-01', 1000, 'HA2020'),
  });
  await loadPolicy(house.services, law.rules);
  rmSync(law.folder, { recursive: true, force: true });
  const counties = [
    await countyOf(house, 371721000000, 'sd2017.training-subsidy', people),
    await countyOf(house, 411722000000, 'ha2020.training-subsidy', people),
  ];
  return { house, counties, told: { plannedFen: new Map(), paid: 0, failed: 0, releasedFen: 0, recoveredFen: 0 } };
}

async function countyOf(house: MoneyHouse, code: number, rule: string, people: number): Promise<County> {
  const office = moneyOffice(house, code);
  const village = code + 103_298;
  const providers: string[] = [];
  for (const name of ['启航', '远望', '同舟'])
    providers.push(await anInstitution(house, office, `${name}培训学校${code}`, 'training_institution'));
  const school = await anInstitution(house, office, `技工学校${code}`);
  const students = await families(house, office, { school, count: Math.ceil(people / 4), village });
  await takeGranted(office.prepare, { schoolYear: '2020-2021', item: 'yulu' });
  const grown = await workers(house, village, people);
  for (const source of ['employment_subsidy', 'skill_account', 'fiscal_poverty_relief'])
    await money(office, source, 2020, 10_000, '财社〔2020〕0号');
  const empty = { classes: [], claims: [], batches: [] };
  return {
    code,
    village,
    rule,
    office,
    others: moneyOffice(house, code),
    providers,
    workers: grown,
    students,
    ...empty,
  };
}
