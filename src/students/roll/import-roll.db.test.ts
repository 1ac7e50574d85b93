import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { report, score } from '../../testing/import-score.ts';
import {
  cityOfficer,
  houseWithRegister,
  importSampleRoll,
  registerRows,
  sampleFile,
} from '../../testing/sample-city.ts';
import { expectedFor } from '../../testing/sample-files.ts';
import { importRoll, type ImportedRoll } from './import-roll.ts';

const house = await houseWithRegister();
const answers = expectedFor('students-caonan.xlsx') as ReturnType<typeof expectedFor> & {
  matches: { row: number; decision: string; register_row?: number; why?: string }[];
};
const count = async (text: string) => Number((await house.owner(`select count(*) as n from ${text}`)).rows[0].n);

describe('the registration export of a school', () => {
  let imported: ImportedRoll;
  beforeAll(async () => {
    const tried = await importRoll(house.as(cityOfficer), { ...sampleFile('students-caonan.xlsx'), dryRun: true });
    expect(tried).toMatchObject({ rows: 1197, accepted: 1192, listId: null });
    expect(await count('student_listing')).toBe(0);
    expect(await count(`institution where name like '%曹南%'`)).toBe(0);
    imported = await importSampleRoll(house);
  });

  test('every problem of the file and against the register is named, and nothing is invented', async () => {
    const wanted = answers.problems.map((p) => (p.cleaned === undefined ? { ...p, column: undefined } : p));
    const result = score(imported.problems as never, wanted);
    report('students-caonan.xlsx with the register', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented.length / result.expected).toBeLessThanOrEqual(0.02);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
    expect(await count('import_problem')).toBeGreaterThan(300);
  });

  test('each line finds its person of the register, the doubtful are offered, and the others stay alone', async () => {
    const rowOf = await registerRows(house);
    const got = new Map(imported.matched.map((m) => [m.row, m]));
    const wrong = answers.matches.flatMap((m) => {
      const mine = got.get(m.row);
      const same =
        (mine?.decision ?? 'none') === m.decision &&
        (m.decision === 'none' || rowOf.get(mine!.candidates[0]!.personId) === m.register_row) &&
        (m.decision !== 'review' || mine!.reason === m.why || m.why === 'id_typo');
      return same ? [] : [`${m.row}: ${mine?.decision} ${mine?.reason} / ${m.decision} ${m.why}`];
    });
    expect(wrong).toEqual([]);
    expect(imported.matches).toEqual({ auto: 659, review: 25, none: 513 });
  });

  test('the school stands recorded at its place, and who imported what is in the audit', async () => {
    const school = await house.owner(`select name, kind from institution where name like '%曹南%'`);
    expect(school.rows).toEqual([{ name: '菏泽曹南工程技师学院', kind: 'technical_school' }]);
    const entry = await house.owner(`select summary from audit_entry where action = 'student.import'`);
    expect(entry.rows[0].summary).toContain('1197 行');
  });

  test('the same file again changes nothing', async () => {
    const before = [await count('student_listing'), await count('person'), await count('record_match')];
    const again = await importSampleRoll(house);
    expect(again).toMatchObject({ earlier: true, rows: 1197, accepted: 1192 });
    expect([await count('student_listing'), await count('person'), await count('record_match')]).toEqual(before);
  });

  test('a school imports its own roll only, and an office without the right none', async () => {
    const { institution_id } = (await house.owner(`select institution_id from institution where name like '%曹南%'`))
      .rows[0];
    const other = anActor('school_officer', PLACES.county, {
      areas: [],
      institutionId: institution_id,
      level: 'institution',
    });
    expect(await importRoll(house.as(other), sampleFile('students-caonan.xlsx'))).toMatchObject({ earlier: true });
    await house.owner(`insert into institution (institution_id, kind, name, location_code, valid_from)
      values ('00000000-0000-7000-8000-00000000aaaa', 'technical_school', '菏泽另一所技工学校', 371700000000, '2016-01-01')`);
    const stranger = { ...other, institutionId: '00000000-0000-7000-8000-00000000aaaa' };
    await expect(importRoll(house.as(stranger), sampleFile('students-caonan.xlsx'))).rejects.toMatchObject({
      code: 'LIST_OF_ANOTHER',
    });
    const reader = anActor('county_hr_officer', PLACES.county);
    await expect(importRoll(house.as(reader), sampleFile('students-caonan.xlsx'))).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });
});
