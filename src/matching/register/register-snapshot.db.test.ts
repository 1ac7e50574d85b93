import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { cityOfficer, houseWithRegister } from '../../testing/sample-city.ts';
import { threadCrew } from '../engine/threads/thread-crew.ts';
import { registerAt, withEntry } from './register-source.ts';

const house = await houseWithRegister();
const city = house.as(cityOfficer);
const crew = threadCrew(2);
afterAll(() => crew.end());
const today = '2020-09-01';
let folder = '';
const kept = (): string[] => readdirSync(folder);

beforeEach(async () => {
  folder = await city.files.workFolder('register-snapshots');
});

describe('the register that is kept ready for comparisons', () => {
  test('is written once, sealed and for its owner alone, and opened again without the tables', async () => {
    const first = await registerAt(city, crew, today);
    const [file] = kept();
    const path = join(folder, file!);
    const bytes = readFileSync(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { rows } = await house.owner(
      `select name, person_id from person where source = 'assisted_register' limit 20`,
    );
    for (const { name, person_id } of rows) {
      expect(bytes.includes(Buffer.from(name))).toBe(false);
      expect(bytes.includes(Buffer.from(person_id))).toBe(false);
    }
    const written = statSync(path).mtimeMs;
    const again = await registerAt(city, crew, today);
    expect(again).toMatchObject({
      rows: first.rows,
      hash: first.hash,
      knownAt: first.knownAt,
      listDate: first.listDate,
    });
    expect(statSync(path).mtimeMs).toBe(written);
    expect(kept()).toEqual([file]);
  });

  test.each([
    [
      'a person',
      `update person set phone_mask = phone_mask where person_id = (select person_id from person where source = 'assisted_register' limit 1)`,
    ],
    [
      'a status',
      `update person_status set note = note where status_id = (select status_id from person_status limit 1)`,
    ],
    [
      'a household',
      `update household set head_name = head_name where household_id = (select household_id from household limit 1)`,
    ],
    [
      'a number as it was written',
      `update import_problem set was = was where (list_id, seq) = (select list_id, seq from import_problem where field = 'id_number' limit 1)`,
    ],
    [
      'a death',
      `insert into person_event (person_id, event_id, village_code, kind, on_date, reason, known_from, recorded_at, recorded_by)
      select person_id, gen_random_uuid(), village_code, 'died', '2020-08-01', '病故', 1, now(), 'system' from person limit 1`,
    ],
  ])('is made anew when %s was written, and the old one is gone', async (_what, change) => {
    await registerAt(city, crew, today);
    const before = kept();
    await house.owner(change);
    await registerAt(city, crew, today);
    expect(kept()).toHaveLength(1);
    expect(kept()).not.toEqual(before);
  });

  test('stands when a record of another list was written, and when a statement wrote nothing', async () => {
    await registerAt(city, crew, today);
    const before = kept();
    await house.owner(`insert into person select * from jsonb_populate_record((select p from person p limit 1),
      jsonb_build_object('person_id', gen_random_uuid(), 'source', 'students'))`);
    await house.owner(`update person_status set note = note where false`);
    await registerAt(city, crew, today);
    expect(kept()).toEqual(before);
  });

  test('is made anew when its bytes were changed or its day is over', async () => {
    const { hash } = await registerAt(city, crew, today);
    const path = join(folder, kept()[0]!);
    const bytes = readFileSync(path);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(path, bytes);
    expect((await registerAt(city, crew, today)).hash).toBe(hash);
    const whole = readFileSync(path);
    const later = {
      ...city,
      clock: { today: () => today, now: () => new Date(city.clock.now().getTime() + 25 * 3_600_000) },
    };
    expect((await registerAt(later, crew, today)).hash).toBe(hash);
    expect(readFileSync(path).equals(whole)).toBe(false);
  });

  test('gives each line back with what the register says of it, which no answer shows', () => {
    const answer = {
      rowId: '1',
      personId: 'p-1#dAbc_-9',
      zone: 'auto',
      grade: 'proved',
      rule: 'id_exact_name',
      candidates: ['p-1#dAbc_-9', 'p-2#lX'],
    } as const;
    const told = withEntry({
      ...answer,
      candidates: [...answer.candidates],
      reason: 'name=equal runner_up=p-2#lX margin=1',
    } as Parameters<typeof withEntry>[0]);
    expect(told).toMatchObject({
      personId: 'p-1',
      entry: 'dAbc_-9',
      deceased: true,
      candidates: ['p-1', 'p-2'],
      reason: 'name=equal runner_up=p-2 margin=1',
    });
  });
});
