import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openPeopleHouse, uploaded, worked } from '../people/testing-house.ts';
import { publishList, receiveList } from '../people/index.ts';
import { join } from 'node:path';
import { readRules } from '../policy/index.ts';
import { savePolicy } from '../policy/rules/store.ts';
import { importRoster, type ImportedRoster } from '../training/index.ts';
import { importRoll, type ImportedRoll } from '../students/index.ts';
import { anActor, PLACES } from './actors.ts';
import type { TestHouse } from './context.ts';
import { samplePath } from './sample-files.ts';

export const cityOfficer = anActor('city_hr_officer', PLACES.city, { unitName: '菏泽市人力资源和社会保障局' });
const registrar = anActor('county_poverty_officer', PLACES.county);

/** A house with the divisions of 菏泽 and the sample register of 曹县 published. */
export async function houseWithRegister(options: Parameters<typeof openPeopleHouse>[1] = {}): Promise<TestHouse> {
  const house = await openPeopleHouse('3717', options);
  const ctx = house.as(registrar);
  const { fileId } = await uploaded(house, registrar, { sample: 'assisted-register.xlsx' });
  const received = await receiveList(ctx, {
    fileId,
    kind: 'assisted_register',
    coverage: 'complete',
    areaCode: PLACES.county,
    listDate: '2020-06-20',
    autoPublish: true,
  });
  await worked(house, registrar, received.jobId);
  const { jobId } = await publishList(ctx, { listId: received.listId }).catch(() => ({ jobId: null }));
  if (jobId) await worked(house, registrar, jobId);
  await loadLaw(house);
  await house.owner('analyze');
  return house;
}

/** A sample file as the command line hands it over. */
export function sampleFile(name: string): { path: string; name: string; sha256: string } {
  const path = samplePath(name);
  return { path, name, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** Imports the sample roll as the city's officer. */
export function importSampleRoll(house: TestHouse): Promise<ImportedRoll> {
  return importRoll(house.as(cityOfficer), sampleFile('students-caonan.xlsx'));
}

/** The register's row of each person, by the identifier the product gave them. */
export async function registerRows(house: TestHouse): Promise<Map<string, number>> {
  const { rows } = await house.owner(
    `select s.person_id, s.list_row from person_status s join person p on p.person_id = s.person_id where s.known_to is null and p.source = 'assisted_register'`,
  );
  return new Map(rows.map((r: { person_id: string; list_row: number }) => [r.person_id, r.list_row]));
}

/** Imports the sample rosters as the city's officer. */
export function importSampleRoster(house: TestHouse): Promise<ImportedRoster> {
  return importRoster(house.as(cityOfficer), sampleFile('training-roster-qihang.xlsx'));
}

/** The law of the document of the samples in the house's tables. */
export async function loadLaw(house: TestHouse): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-rules-'));
  cpSync(join(import.meta.dirname, '..', '..', 'rules', 'sd2017'), join(folder, 'sd2017'), { recursive: true });
  const { sources } = await readRules(folder);
  await house.system((tx) => savePolicy(tx, sources, { at: house.services.clock.now().toISOString(), by: 'system' }));
  rmSync(folder, { recursive: true, force: true });
}
