import { describe, expect, it } from 'vitest';
import { transaction } from '../../platform/db.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { addEntry } from '../entries/add-entry.ts';
import { publishedCatalogue } from '../builders.ts';
import { checkChoice } from '../choices/choice.ts';
import { compareVersions } from './compare-versions.ts';
import { declareSeats } from '../entries/declare-seats.ts';
import { findChoices } from '../choices/find-choices.ts';
import { listEntries } from '../entries/list-entries.ts';
import { listVersions } from './list-versions.ts';
import { publicHistory } from '../choices/public-catalogue.ts';
import { removeEntry } from '../entries/remove-entry.ts';
import { resumeEntry } from '../entries/resume-entry.ts';
import { takeSeats } from '../entries/seats.ts';
import { entriesOf, publishedVersion } from '../store.ts';
import { suspendEntry } from '../entries/suspend-entry.ts';
import { audited, movableClock, openCatalogueHouse } from '../testing-city.ts';

const clock = movableClock('2018-08-15');
const house = await openCatalogueHouse({ clock });
const officer = anActor('city_hr_officer', PLACES.city);
const city = house.as(officer);
const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
const province = house.as(anActor('province_hr_officer', PLACES.province));
const clerk = house.as(anActor('village_clerk', 371721104201));
const first = await publishedCatalogue(house, {
  cityCode: PLACES.city,
  year: 2018,
  entries: [{ major: '烹饪' }, { major: '焊接' }, { major: '护理' }, { major: '会计', programmeSeats: 5 }],
});
const keyOf = (major: string) => first.entries.find((e) => e.major === major)!.entryKey;
const current = () => house.system((tx) => publishedVersion(tx, PLACES.city, 2018));
const majors = async (ctx = clerk) => (await findChoices(ctx, { year: 2018 })).rows.map((r) => r.major).sort();
const facts = {
  schoolName: '测试技师学院',
  major: '物流',
  level: '中级工',
  base: '初中',
  years: 3,
  tuitionFen: 1,
  accommodationFen: 1,
  designated: true,
} as const;

describe('a published catalogue', () => {
  it('[SD2017-3.3-18] a major removed from a day on is no longer chosen, who was admitted before stays admitted, and the history is public', async () => {
    clock.to('2018-08-20');
    const admitted = await transaction(city, async (tx) => {
      const check = await checkChoice(tx, { entryKey: keyOf('焊接'), year: 2018, onDate: '2018-08-20' });
      await takeSeats(tx, { entryKey: keyOf('焊接'), year: 2018, count: 1, seats: null });
      return check;
    });
    expect(admitted).toMatchObject({ ok: true, choice: { versionId: first.versionId, major: '焊接' } });
    await house.owner(
      `insert into admission (person_id, admission_id, application_id, number, sequence, year, city_code, village_code, institution_id, entry_key,
         version_id, school_name, major, level, years, admitted_on, admitted_by, admitted_at)
       select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '录2018-1', 1, 2018, $1, 371721104201, institution_id, entry_key, version_id,
         school_name, major, level, years, '2018-08-20', 'u', now() from catalogue_entry where version_id = $2 and entry_key = $3`,
      [PLACES.city, first.versionId, keyOf('焊接')],
    );
    const before = (await house.owner('select * from admission')).rows;
    clock.to('2018-08-25');
    const removed = await removeEntry(city, {
      year: 2018,
      entryKey: keyOf('焊接'),
      reason: '实训条件不足',
      effectiveFrom: '2018-09-01',
    });
    expect(removed).toMatchObject({ version: 2, changed: true });
    clock.to('2018-08-31');
    expect(await majors()).toContain('焊接');
    clock.to('2018-09-02');
    expect(await majors()).not.toContain('焊接');
    const later = await transaction(city, (tx) =>
      checkChoice(tx, { entryKey: keyOf('焊接'), year: 2018, onDate: '2018-09-02' }),
    );
    expect(later).toMatchObject({ ok: false, code: 'removed' });
    expect((await house.owner('select * from admission')).rows).toEqual(before);
    expect(await house.system((tx) => entriesOf(tx, first.versionId))).toEqual(first.entries);
    const { rows } = await publicHistory(house.as(null), { year: 2018, cityCode: PLACES.city });
    expect(rows.map((v) => [v.version, v.current, v.reason, v.effectiveFrom])).toEqual([
      [2, true, '实训条件不足', '2018-09-01'],
      [1, false, null, '2018-02-20'],
    ]);
    expect(rows[0]!.changes).toMatchObject([
      { major: '焊接', state: 'removed', from: '2018-09-01', reason: '实训条件不足' },
    ]);
    expect(await audited(house, 'catalogue.remove_entry')).toBe(1);
  });

  it('is suspended and resumed entry by entry, each time as a new version; a repeat changes nothing', async () => {
    const act = { year: 2018, entryKey: keyOf('护理'), reason: '师资调整' };
    expect(await suspendEntry(city, act)).toMatchObject({ version: 3, changed: true });
    expect(await suspendEntry(city, act)).toMatchObject({ version: 3, changed: false });
    expect(await majors()).toEqual(['会计', '烹饪']);
    expect(await resumeEntry(city, { ...act, reason: '师资到位' })).toMatchObject({ version: 4, changed: true });
    expect(await majors()).toEqual(['会计', '护理', '烹饪']);
    const planned = { ...act, reason: '拟停招', effectiveFrom: '2018-10-01' };
    await suspendEntry(city, planned);
    await expect(removeEntry(city, act)).rejects.toMatchObject({ code: 'CATALOGUE_ENTRY_PENDING' });
    expect(await resumeEntry(city, { ...act, reason: '不停了' })).toMatchObject({ version: 6 });
    expect(await majors()).toContain('护理');
    const backdated = suspendEntry(city, { ...act, effectiveFrom: '2018-08-01' });
    await expect(backdated).rejects.toMatchObject({ code: 'CATALOGUE_BACKDATED' });
    expect(await audited(house, 'catalogue.suspend_entry')).toBe(2);
    expect(await audited(house, 'catalogue.resume_entry')).toBe(2);
  });

  it('gains an entry that opens on its day, and never the same entry twice', async () => {
    const added = await addEntry(city, { year: 2018, reason: '新增专业', effectiveFrom: '2018-09-10', entry: facts });
    expect(added).toMatchObject({ changed: true });
    expect(await addEntry(city, { year: 2018, reason: '新增专业', entry: facts })).toMatchObject({
      changed: false,
      version: added.version,
    });
    const other = addEntry(city, { year: 2018, reason: '重复', entry: { ...facts, tuitionFen: 2 } });
    await expect(other).rejects.toMatchObject({ code: 'CATALOGUE_ENTRY_TAKEN' });
    expect(await majors()).not.toContain('物流');
    clock.to('2018-09-10');
    expect(await majors()).toContain('物流');
    const found = await compareVersions(city, { fromId: first.versionId, toId: added.versionId });
    expect(found.added.map((e) => e.major)).toEqual(['物流']);
    expect(found.changed.map((c) => c.entry.major).sort()).toEqual(['焊接']);
  });

  it('keeps the seats a school declares, never below those taken', async () => {
    const act = { year: 2018, entryKey: keyOf('会计'), reason: '学校申报' };
    const taken = (seats: number | null, count: number) =>
      transaction(city, (tx) => takeSeats(tx, { entryKey: act.entryKey, year: 2018, count, seats }));
    await taken(null, 2);
    await expect(declareSeats(city, { ...act, programmeSeats: 1 })).rejects.toMatchObject({
      code: 'CATALOGUE_SEATS_BELOW_TAKEN',
    });
    expect(await declareSeats(city, { ...act, programmeSeats: 2 })).toMatchObject({ changed: true });
    expect(await declareSeats(city, { ...act, programmeSeats: 2 })).toMatchObject({ changed: false });
    expect(await taken(2, 1)).toEqual({ granted: 0, taken: 2 });
    const listed = await listEntries(city, { versionId: (await current())!.versionId, major: '会计' });
    expect(listed.rows).toMatchObject([{ programmeSeats: 2, taken: 2 }]);
    const choice = await findChoices(clerk, { year: 2018, major: '会计' });
    expect(choice.rows).toMatchObject([{ seatsLeft: 0 }]);
    expect(await audited(house, 'catalogue.declare_seats')).toBe(1);
  });

  it('changed by several at once loses none of the changes', async () => {
    const from = (await current())!.version;
    const adds = Array.from({ length: 6 }, (_, i) =>
      addEntry(city, { year: 2018, reason: '并发', entry: { ...facts, major: `新专业${i}` } }),
    );
    const done = await Promise.all(adds);
    expect(done.map((d) => d.version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6].map((n) => from + n));
    const { versionId } = (await current())!;
    expect((await listEntries(city, { versionId, major: '新专业' })).total).toBe(6);
  });

  it('is changed by its own city only, and is not edited even behind the program', async () => {
    const act = { year: 2018, entryKey: keyOf('烹饪'), reason: '试' };
    for (const verb of [suspendEntry, resumeEntry, removeEntry]) {
      await expect(verb(province, act)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
      await expect(verb(neighbour, { ...act, cityCode: PLACES.city })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(verb(neighbour, act)).rejects.toMatchObject({ code: 'CATALOGUE_NOT_PUBLISHED' });
    }
    await expect(declareSeats(clerk, { ...act, programmeSeats: 1 })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(addEntry(clerk, { ...act, entry: facts })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(listVersions(neighbour, { year: 2018, cityCode: PLACES.city })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const ctx of [city, neighbour]) {
      const touched = await transaction(ctx, (tx) =>
        tx
          .updateTable('catalogue_entry')
          .set({ tuition_fen: 0 })
          .where('version_id', '=', first.versionId)
          .executeTakeFirst(),
      );
      expect(Number(touched.numUpdatedRows)).toBe(0);
    }
    const edit = house.owner('update catalogue_version set published_on = $2 where version_id = $1', [
      first.versionId,
      '2018-01-01',
    ]);
    await expect(edit).rejects.toThrow('never edited');
  });
});
