import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { Download } from '../../platform/http.ts';
import { inspectUpload, readRows } from '../../platform/sheets/index.ts';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { A_VILLAGE, aHousehold, aPerson, publishedRegister, type PublishedRegister } from '../builders.ts';
import { exportPeople } from './export-people.ts';
import { listPeople } from './list-people.ts';
import { openPerson } from './open-person.ts';
import { flushReads } from './read-log.ts';
import { recordWish } from '../wishes/record-wish.ts';
import { openPeopleHouse } from '../testing-house.ts';
import { unmaskPerson } from './unmask-person.ts';

const house = await openPeopleHouse();
const clerk = anActor('village_clerk', A_VILLAGE);
const county = anActor('county_poverty_officer', PLACES.county);
const stranger = anActor('county_poverty_officer', PLACES.otherCounty);
const family = aHousehold([
  { name: '欧阳明月', birth: '1975-03-03' },
  { name: '欧阳小山', birth: '2003-09-02', inSchool: '九年级' },
  { name: '单雄信', birth: '2003-09-01', sex: '男' },
]);
const elsewhere = aPerson({ name: '欧阳明月', villageCode: 371721103289, veteran: true, householdTypes: ['低保户'] });
let list: PublishedRegister;
beforeAll(async () => {
  list = await publishedRegister(house, [...family, elsewhere]);
});
const names = async (actor: typeof clerk, filter: Parameters<typeof listPeople>[1]) =>
  (await listPeople(house.as(actor), filter)).rows.map((r) => r.name);

describe('the list of people', () => {
  test('a clerk sees the own village by pinyin, the county both villages, another county nobody', async () => {
    expect(await names(clerk, {})).toEqual(['欧阳明月', '欧阳小山', '单雄信']);
    expect(await names(county, {})).toHaveLength(4);
    expect(await names(stranger, {})).toEqual([]);
    await expect(listPeople(house.as(clerk), { division: 371721103289 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listPeople(house.as(anActor('auditor', PLACES.county)), {})).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });

  test('names are found by characters, pinyin and initials', async () => {
    for (const name of ['欧阳明月', '明月', 'ouyangmingyue', 'oymy'])
      expect(await names(county, { name })).toEqual(['欧阳明月', '欧阳明月']);
    expect(await names(county, { name: 'shanxiongxin' })).toEqual(['单雄信']);
    expect(await names(county, { name: '诸葛' })).toEqual([]);
    expect(await names(county, { name: '!!' })).toEqual([]);
  });

  test('a whole number finds exactly its person, the last four only within a township', async () => {
    const { idNumber } = family[1]!;
    expect(await names(county, { idNumber: ` ${idNumber!.toLowerCase()} ` })).toEqual(['欧阳小山']);
    expect(await names(stranger, { idNumber: idNumber! })).toEqual([]);
    expect(await names(clerk, { idTail: idNumber!.slice(-4) })).toContain('欧阳小山');
    await expect(listPeople(house.as(county), { idTail: idNumber!.slice(-4) })).rejects.toMatchObject({
      code: 'SEARCH_NEEDS_AREA',
    });
  });

  test('age counts completed years, and the register’s columns filter', async () => {
    expect(await names(clerk, { ageFrom: 17, ageTo: 17 })).toEqual(['单雄信']);
    expect(await names(clerk, { ageFrom: 16, ageTo: 16 })).toEqual(['欧阳小山']);
    expect(await names(clerk, { inSchool: 'yes' })).toEqual(['欧阳小山']);
    expect(await names(county, { veteran: 'yes', householdType: '低保户' })).toEqual(['欧阳明月']);
  });

  test('pages follow one another and the total is exact while it is small', async () => {
    const first = await listPeople(house.as(county), { size: 3 });
    const second = await listPeople(house.as(county), { size: 3, page: 2 });
    expect([first.rows.length, second.rows.length, first.total, second.total]).toEqual([3, 1, 4, 4]);
  });

  test('a record of a roll is listed beside the person of the register until the link book joins them, and again when the link is undone', async () => {
    const known = list.idOf(family[1]!);
    const record = '00000000-0000-7000-8000-0000000000a1';
    await house.owner(
      `insert into person (person_id, source, name, name_key, name_sort, sex, birth, id_kind, id_state, id_number, id_index, id_tail_index, id_mask, village_code, created_seq)
        select $2, 'students', name, name_key, name_sort, sex, birth, id_kind, id_state, id_number, id_index, id_tail_index, id_mask, village_code, created_seq from person where person_id = $1`,
      [known, record],
    );
    await house.owner(
      'insert into person_token (token, person_id, village_code) select token, $2, village_code from person_token where person_id = $1',
      [known, record],
    );
    const link = (minute: number, valid: boolean) =>
      house.owner(
        `insert into identity_link (person_id, link_id, canonical_id, valid, certainty, rule, recorded_at, recorded_by)
          values ($1, gen_random_uuid(), $2, $3, 'proved', 'test', '2020-09-01'::timestamptz + make_interval(mins => $4), 'test')`,
        [record, known, valid, minute],
      );
    const shown = async (): Promise<string[][]> => {
      const found: string[][] = [];
      for (const asked of [{}, { name: '小山' }, { idNumber: family[1]!.idNumber! }]) {
        const { rows, total } = await listPeople(house.as(clerk), asked);
        expect(total).toBe(rows.length);
        found.push(rows.filter((r) => r.name === '欧阳小山').map((r) => r.personId));
      }
      return found;
    };
    const both = [record, known];
    expect(await shown()).toEqual([both, both, both]);
    await link(1, true);
    expect(await shown()).toEqual([[known], [known], [known]]);
    await link(2, false);
    expect(await shown()).toEqual([both, both, both]);
    await link(3, true);
    expect((await listPeople(house.as(clerk), { name: '小山', size: 1 })).total).toBe(1);
  });

  test('whether the wish of the year was given filters', async () => {
    await recordWish(house.as(clerk), {
      personId: list.idOf(family[2]!),
      year: 2020,
      study: true,
      train: false,
      askedBy: '吴伟',
      askedOn: '2020-08-01',
    });
    expect(await names(clerk, { wish: 'answered' })).toEqual(['单雄信']);
    expect(await names(clerk, { wish: 'study' })).toEqual(['单雄信']);
    expect(await names(clerk, { wish: 'unanswered' })).toHaveLength(2);
  });
});

describe('a person’s file', () => {
  test('shows household, statuses with their list, and the masked number; each opening is logged within a second', async () => {
    const personId = list.idOf(family[1]!);
    const file = await openPerson(house.as(clerk), { personId });
    expect(file).toMatchObject({
      name: '欧阳小山',
      age: 16,
      householdNo: family[0]!.householdNo,
      headName: '欧阳明月',
    });
    expect(file.idMask).toMatch(/^371721\*{8}/);
    expect(file.members.map((m) => m.name)).toEqual(['欧阳明月', '单雄信']);
    expect(file.current!.list).toMatchObject({ listId: list.listId, listDate: '2020-06-20' });
    expect(file.timeline.map((t) => t.kind)).toContain('listed');
    expect(JSON.stringify(file)).not.toContain(family[1]!.idNumber!);
    await flushReads(house.services.db);
    const again = await openPerson(house.as(county), { personId });
    expect(again.readers).toMatchObject([{ userId: clerk.userId, act: 'open_file' }]);
  });

  test('a person outside one’s scope is not found, and nothing tells that there is one', async () => {
    const school = anActor('school_officer', PLACES.county, {
      areas: [],
      institutionId: '00000000-0000-7000-8000-00000000abcd',
    });
    const personId = list.idOf(family[1]!);
    for (const actor of [stranger, school]) {
      await expect(openPerson(house.as(actor), { personId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        unmaskPerson(house.as(actor), { personId, field: 'id_number', purpose: '看看' }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const nobody = await openPerson(house.as(stranger), { personId: '00000000-0000-7000-8000-000000000000' }).catch(
      (e: Error) => e.message,
    );
    const somebody = await openPerson(house.as(stranger), { personId }).catch((e: Error) => e.message);
    expect(somebody).toBe(nobody);
  });

  test('un-masking needs a purpose and is in the read log and the audit at once', async () => {
    const personId = list.idOf(family[1]!);
    await expect(unmaskPerson(house.as(clerk), { personId, field: 'id_number', purpose: ' ' })).rejects.toThrow();
    const shown = await unmaskPerson(house.as(clerk), { personId, field: 'id_number', purpose: '填写报名表' });
    expect(shown.value).toBe(family[1]!.idNumber);
    const log = await house.owner(`select purpose from read_log where act = 'unmask' and person_id = $1`, [personId]);
    expect(log.rows).toEqual([{ purpose: '填写报名表' }]);
    const entry = await house.owner(`select summary, payload from audit_entry where action = 'person.unmask'`);
    expect(entry.rows).toHaveLength(1);
    expect(JSON.stringify(entry.rows)).not.toContain(family[1]!.idNumber!);
  });
});

describe('export', () => {
  test('a county export gives masked rows with a watermark and one log entry with the number of persons', async () => {
    const file = await exportPeople(house.as(county), { purpose: '入户走访' });
    expect(file).toBeInstanceOf(Download);
    const chunks: Buffer[] = [];
    for await (const chunk of file.body as AsyncIterable<Buffer>) chunks.push(chunk);
    const path = join(mkdtempSync(join(tmpdir(), 'jiqiao-test-')), 'out.xlsx');
    writeFileSync(path, Buffer.concat(chunks));
    expect((await inspectUpload(path, 'out.xlsx')).format).toBe('xlsx');
    const texts: string[] = [];
    for await (const row of readRows(path)) texts.push(row.cells.join(' '));
    const all = texts.join('\n');
    expect(all).toContain('用途：入户走访');
    expect(all).toContain('欧阳小山');
    expect(all).not.toContain(family[1]!.idNumber!);
    const log = await house.owner(`select persons, purpose from read_log where act = 'export'`);
    expect(log.rows).toEqual([{ persons: 4, purpose: '入户走访' }]);
  });

  test('a village clerk may not export', async () => {
    await expect(exportPeople(house.as(clerk), { purpose: '备份' })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });
});
