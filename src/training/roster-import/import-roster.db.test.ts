import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { report, score } from '../../testing/import-score.ts';
import {
  cityOfficer,
  houseWithRegister,
  importSampleRoll,
  importSampleRoster,
  registerRows,
  sampleFile,
} from '../../testing/sample-city.ts';
import { expectedFor } from '../../testing/sample-files.ts';
import { importRoster, type ImportedRoster } from './import-roster.ts';

const house = await houseWithRegister();
type Answer = Omit<ReturnType<typeof expectedFor>, 'rows'> & {
  rows: {
    row: number;
    match: { decision: string; register_row?: number; why?: string };
    participation: string;
    held_for?: string[];
  }[];
};
const answers = expectedFor('training-roster-qihang.xlsx') as unknown as Answer;
const count = async (text: string) => Number((await house.owner(`select count(*) as n from ${text}`)).rows[0].n);

describe('rosters of training classes', () => {
  let imported: ImportedRoster;
  beforeAll(async () => {
    await importSampleRoll(house);
    const tried = await importRoster(house.as(cityOfficer), {
      ...sampleFile('training-roster-qihang.xlsx'),
      dryRun: true,
    });
    expect(tried).toMatchObject({ rows: 429, listId: null });
    expect(await count('training_class')).toBe(0);
    imported = await importSampleRoster(house);
  });

  test('every problem of the file and against the register is named, and nothing is invented', () => {
    const result = score(imported.problems as never, answers.problems);
    report('training-roster-qihang.xlsx with the register', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('each participant finds the person of the register, the doubtful are offered, and the others stay alone', async () => {
    const rowOf = await registerRows(house);
    const got = new Map(imported.matched.map((m) => [m.row, m]));
    const wrong = answers.rows.flatMap(({ row, match }) => {
      const mine = got.get(row);
      const same =
        (mine?.decision ?? 'none') === match.decision &&
        (match.decision === 'none' || rowOf.get(mine!.candidates[0]!.personId) === match.register_row) &&
        (match.decision !== 'review' || mine!.reason === match.why);
      return same ? [] : [`${row}: ${mine?.decision} ${mine?.reason} / ${match.decision} ${match.why}`];
    });
    expect(wrong).toEqual([]);
  });

  test('who died, is too old or goes to school is held until somebody has looked', () => {
    const held = answers.rows
      .filter((r) => r.participation === 'held')
      .map((r) => ({ row: r.row, reasons: r.held_for }));
    expect(imported.held).toEqual(held);
  });

  test('classes stand with their days, and the same file again changes nothing', async () => {
    const classes = await house.owner(`select name, doubts, participants from training_class order by head_row`);
    expect(classes.rows).toHaveLength(14);
    expect(classes.rows[11]).toMatchObject({ doubts: ['impossible_hours'], participants: 32 });
    const before = [await count('training_participation'), await count('person'), await count('record_match')];
    expect(await importSampleRoster(house)).toMatchObject({ earlier: true, rows: 429 });
    expect([await count('training_participation'), await count('person'), await count('record_match')]).toEqual(before);
    expect(await count(`audit_entry where action = 'training.import'`)).toBe(2);
  });

  test('an office without the right imports none', async () => {
    const poverty = anActor('county_poverty_officer', PLACES.county);
    await expect(importRoster(house.as(poverty), sampleFile('training-roster-qihang.xlsx'))).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });
});
