import { expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { flushReads } from '../../people/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { admitApplications } from '../city/admit-applications.ts';
import { applications, type ApplicationSpec } from '../builders.ts';
import { chooseMajors } from '../application/choose-majors.ts';
import { hearDoubts } from './hear-doubts.ts';
import { listImported } from './list-imported.ts';
import { openApplication } from '../application/open-application.ts';
import { previewAdmission } from '../city/preview-admission.ts';

const house = await openTestHouse();
const clerk = anActor('city_hr_officer', PLACES.city);
const city = house.as(clerk);
const made = await publishedCatalogue(house, {
  cityCode: PLACES.city,
  year: 2020,
  entries: [
    { schoolName: '甲技工学校', major: '烹饪' },
    { schoolName: '甲技工学校', major: '焊接' },
    { schoolName: '乙技工学校', major: '烹饪' },
  ],
});
const [cook, weld, other] = made.entries;

/** Persons who came by a form: a school, no major. */
async function imported(count: number, changes: ApplicationSpec['changes'] = {}, school = cook!) {
  const choice = { ...school, versionId: made.versionId, cityCode: PLACES.city };
  const spec = { state: 'city_accepted', year: 2020, choice, changes: { entered_as: 'imported_at_city', ...changes } };
  const apps = await applications(
    house,
    Array.from({ length: count }, () => spec as ApplicationSpec),
  );
  const ids = apps.map((a) => a.application_id);
  await house.owner(
    `update application set entry_key = null, version_id = null, major = null, level = null, years = null where application_id = any ($1)`,
    [ids],
  );
  return ids;
}
const stored = (ids: string[]) =>
  house.system((tx) =>
    tx.selectFrom('application').selectAll().where('application_id', 'in', ids).orderBy('number').execute(),
  );

it('the city settles the major of many persons of one school at once, within that school only, and then admits them', async () => {
  const ids = await imported(12);
  const seen = await listImported(city, { show: 'to_choose', school: '甲技工学校' });
  expect(seen).toMatchObject({ total: 12, schools: [{ schoolName: '甲技工学校', toChoose: 12 }] });
  const early = await admitApplications(city, { ids });
  expect(early).toMatchObject({ admitted: [], reselect: [] });
  expect(early.held).toHaveLength(12);
  expect(new Set((await stored(ids)).map((a) => a.state))).toEqual(new Set(['city_accepted']));
  await expect(chooseMajors(city, { ids, entryKey: other!.entryKey })).rejects.toMatchObject({
    code: 'IMPORTED_OTHER_SCHOOL',
  });
  expect(await chooseMajors(city, { ids, entryKey: weld!.entryKey })).toEqual({ chosen: 12, skipped: [] });
  expect(await chooseMajors(city, { ids: ids.slice(0, 2), entryKey: cook!.entryKey })).toMatchObject({ chosen: 2 });
  const before = (await stored(ids)).map((a) => a.version);
  await chooseMajors(city, { ids: ids.slice(0, 2), entryKey: cook!.entryKey });
  expect((await stored(ids)).map((a) => a.version)).toEqual(before);
  const outcome = await admitApplications(city, { ids });
  expect(outcome.admitted).toHaveLength(12);
  const admitted = await house.system((tx) =>
    tx.selectFrom('admission').select('major').where('application_id', 'in', ids).execute(),
  );
  expect(admitted.filter((a) => a.major === '烹饪')).toHaveLength(2);
  const kept = await house.system((tx) =>
    tx
      .selectFrom('audit_entry')
      .select('action')
      .where('action', '=', 'admission.choose_majors')
      .where('user_id', '=', clerk.userId)
      .execute(),
  );
  expect(kept).toHaveLength(2);
  expect(await chooseMajors(city, { ids, entryKey: cook!.entryKey })).toMatchObject({
    chosen: 0,
    skipped: [{ reason: '当前状态：已录取', count: 12 }],
  });
});

it('whom the rules say no to is held until the city decides with its reason, which stays in the history', async () => {
  const [no] = await imported(1, { eligibility: 'no' });
  const [yes] = await imported(1, { eligibility: 'yes' });
  const ids = [no!, yes!];
  await chooseMajors(city, { ids, entryKey: cook!.entryKey });
  expect((await listImported(city, { show: 'held' })).rows).toMatchObject([{ id: no, held: true, heard: null }]);
  expect(await previewAdmission(city, { ids })).toMatchObject({ willAdmit: 1, held: [{ id: no }] });
  const first = await admitApplications(city, { ids });
  expect(first.admitted.map((a) => a.id)).toEqual([yes]);
  expect(first.held).toMatchObject([{ id: no, reason: expect.stringContaining('核定') }]);
  await expect(hearDoubts(city, { ids: [no!], reason: ' ' })).rejects.toThrow('请写明理由');
  const reason = '县扶贫办函告：已于2020年8月补录';
  expect(await hearDoubts(city, { ids: [no!], reason })).toMatchObject({ heard: 1 });
  expect(await hearDoubts(city, { ids: [no!], reason: '再次' })).toMatchObject({ heard: 0 });
  const [row] = (await listImported(city, { show: 'ready' })).rows.filter((r) => r.id === no);
  expect(row).toMatchObject({ held: false, heard: { reason, by: clerk.name } });
  expect((await admitApplications(city, { ids: [no!] })).admitted).toHaveLength(1);
  const history = (await openApplication(city, { id: no! })).history.map((h) => h.event);
  expect(history.slice(-3)).toEqual(['choose_major', 'hear_doubt', 'admit']);
});

it('only the own city settles imported persons, and no case that came up by the route', async () => {
  const [id] = await imported(1);
  const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
  const given = { ids: [id!], entryKey: cook!.entryKey };
  await expect(chooseMajors(neighbour, given)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(hearDoubts(neighbour, { ids: [id!], reason: '测试' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await listImported(neighbour, {})).total).toBe(0);
  const county = house.as(anActor('county_hr_officer', PLACES.county));
  await expect(chooseMajors(county, given)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(listImported(county, {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  const [came] = await applications(house, [{ state: 'city_accepted', year: 2020 }]);
  const usual = [came!.application_id];
  await expect(chooseMajors(city, { ids: usual, entryKey: cook!.entryKey })).rejects.toMatchObject({
    code: 'IMPORTED_ONLY',
  });
  await expect(hearDoubts(city, { ids: usual, reason: '测试' })).rejects.toMatchObject({ code: 'IMPORTED_ONLY' });
});

it('two clerks who settle the same persons at the same moment leave one choice each person can be admitted with', async () => {
  const ids = await imported(6);
  await Promise.all([
    chooseMajors(city, { ids, entryKey: cook!.entryKey }),
    chooseMajors(city, { ids: [...ids].reverse(), entryKey: weld!.entryKey }),
  ]);
  const rows = await stored(ids);
  expect(new Set(rows.map((r) => r.entry_key)).size).toBe(1);
  expect(rows.every((r) => r.major !== null && r.version_id === made.versionId)).toBe(true);
});

it('opening an application is logged like opening a person’s file', async () => {
  const [id] = await imported(1);
  const reader = anActor('city_hr_officer', PLACES.city);
  const { personId } = await openApplication(house.as(reader), { id: id! });
  await flushReads(house.services.db);
  const log = await house.system((tx) =>
    tx.selectFrom('read_log').select(['act', 'person_id']).where('user_id', '=', reader.userId).execute(),
  );
  expect(log).toEqual([{ act: 'open_file', person_id: personId }]);
});
