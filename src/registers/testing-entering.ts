import { aPerson, publishedRegister } from '../people/builders.ts';
import type { Actor } from '../platform/context.ts';
import { addDays, plainDate } from '../platform/plain-date.ts';
import { syntheticCitizenId } from '../standards/index.ts';
import type { TestHouse } from '../testing/context.ts';
import { importRecords, type ImportedRecords } from './exchange/import-records.ts';
import { exportColumns } from './exchange/sheet-columns.ts';
import { createRecord } from './records/create-record.ts';
import { openRegister } from './records/list-registers.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import type { WrittenRow } from '../platform/sheets/index.ts';
import type { Party } from './definition/definition.ts';
import type { FieldInput } from './schema.ts';
import {
  anInstitution,
  cityOffice,
  countyOffice,
  ministry,
  provinceOffice,
  schoolOfficer,
  uploaded,
} from './testing-registers.ts';

export type Data = Record<string, FieldInput>;

/** An invented person, another one for each number. */
export const person = (i: number, name = `人员${i}`) => ({
  name,
  idNumber: syntheticCitizenId({
    region: '371721',
    birth: addDays(plainDate('1960-01-01'), i),
    sequence: 2,
    sex: '女',
  }),
});

/** Persons of the assisted register beside those that are not in it: the same names, other numbers. */
export const listed = (i: number) => person(1000 + i, `人员${i}`);

/** Publishes the register with the first so many {@link listed}. */
export async function listAssisted(
  house: TestHouse,
  count: number,
  said: Parameters<typeof aPerson>[0],
): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => aPerson({ ...listed(i), sex: '女', ...said }));
  await publishedRegister(house, rows, { listDate: said?.identifiedOn ?? '2021-01-01' });
}

const OFFICES: Record<string, Actor> = {
  county: countyOffice,
  city: cityOffice,
  province: provinceOffice,
  nation: ministry,
};

type Entering = { pass?: boolean; stages?: string[]; by?: Actor };
export type Refused = { code: string; message: string; fields?: { path: string; message: string }[] };

/** Whoever keeps and reviews the product's registers, by their definitions; and a school. */
export async function keepersOf(house: TestHouse) {
  const schoolId = await anInstitution(house, '曹县技工学校');
  const school = schoolOfficer(schoolId);
  const actorOf = ({ line, levels }: Party): Actor => (line === 'school' ? school : OFFICES[levels?.[0] ?? 'county']!);

  const actorsOf = async (key: string): Promise<{ keeper: Actor; reviewer: Actor | null }> => {
    const { definition } = await openRegister(house.as(ministry), { key });
    const keeper = actorOf(definition.keepers[0]!);
    const reviewers = (definition.reviewers ?? []).flatMap(({ levels }) =>
      (levels ?? ['city']).map((l) => OFFICES[l]!),
    );
    return { keeper, reviewer: reviewers.find((r) => r !== keeper) ?? null };
  };

  /** Enters so many records as the register's own keeper, has them passed where it is reviewed, and sets the stages. Returns their ids. */
  const enter = async (
    key: string,
    count: number,
    dataOf: (i: number) => Data,
    options: Entering = {},
  ): Promise<string[]> => {
    const { keeper, reviewer } = await actorsOf(key);
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const by = house.as(options.by ?? keeper);
      const { recordId, state } = await createRecord(by, { key, data: dataOf(i) });
      if (state === 'submitted' && options.pass !== false)
        await stepRecord(house.as(reviewer!), { recordId, act: 'pass' });
      for (const stage of options.stages ?? []) await setStage(by, { recordId, stage });
      ids.push(recordId);
    }
    return ids;
  };

  /** Takes many rows in as a sheet; `rows` hold the words a clerk writes. */
  const importSheet = async (key: string, rows: readonly WrittenRow[]): Promise<ImportedRecords> => {
    const { keeper } = await actorsOf(key);
    const { definition } = await openRegister(house.as(keeper), { key });
    const { path } = await uploaded(house, keeper, key, exportColumns(definition, true), rows);
    return importRecords(house.as(keeper), { key, path, name: 'sheet.xlsx', importId: `${key} ${rows.length}` });
  };

  /** What a form as filled in is refused with; null when it is taken. */
  const refused = async (key: string, data: Data): Promise<Refused | null> => {
    const { keeper } = await actorsOf(key);
    return createRecord(house.as(keeper), { key, data }).then(
      () => null,
      (error: Refused) => error,
    );
  };
  return { schoolId, school, enter, importSheet, refused };
}
