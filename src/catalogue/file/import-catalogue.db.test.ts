import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { expectedFor } from '../../testing/sample-files.ts';
import { correctEntry } from '../entries/correct-entry.ts';
import { discardDraft } from '../versions/discard-draft.ts';
import { importCatalogue } from './import-catalogue.ts';
import { publishVersion } from '../versions/publish-version.ts';
import { receiveCatalogue } from './receive-catalogue.ts';
import { resolveProblems } from './resolve-problems.ts';
import { draftVersion, entriesOf, publishedVersion } from '../store.ts';
import { strikeEntry } from '../entries/strike-entry.ts';
import { audited, catalogueCsv, csvLine, openCatalogueHouse, uploaded, worked } from '../testing-city.ts';

const house = await openCatalogueHouse();
const officer = anActor('city_hr_officer', PLACES.city);
const city = house.as(officer);
const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
const clerk = house.as(anActor('village_clerk', 371721104201));

async function imported(year: number, file: Parameters<typeof uploaded>[2]) {
  const upload = await uploaded(house, officer, file);
  const received = await receiveCatalogue(city, { fileId: upload.fileId, year });
  const job = await worked(house, officer, received.jobId);
  return { ...received, upload, job };
}

const openSeqs = async (listId: string | null): Promise<number[]> => {
  const { rows } = await house.owner(
    `select seq from import_problem where list_id = $1 and decision = 'review' and resolution is null order by seq`,
    [listId],
  );
  return rows.map((r) => r.seq);
};

describe('the sample catalogue of the city', () => {
  it('becomes a draft of 88 entries with every problem kept, and comes only once', async () => {
    const { listId, job, upload, jobId } = await imported(2020, { sample: 'catalogue-heze.xlsx' });
    expect(job.state).toBe('done');
    expect(job.result).toMatchObject({ rows: 89, accepted: 88, refused: 0, version: 1 });
    const draft = await house.system((tx) => draftVersion(tx, PLACES.city, 2020));
    expect(draft).toMatchObject({ entries: 88, listId, state: 'draft' });
    const expected = expectedFor('catalogue-heze.xlsx').problems;
    const { rows } = await house.owner(
      `select code, row from import_problem where list_id = $1 and decision <> 'skip'`,
      [listId],
    );
    expect(rows.map((r) => `${r.row} ${r.code}`).sort()).toEqual(expected.map((p) => `${p.row} ${p.kind}`).sort());
    const again = await receiveCatalogue(city, { fileId: upload.fileId, year: 2020 });
    expect(again).toEqual({ listId, jobId, earlier: true, versionId: draft!.versionId });
    await worked(house, officer, jobId);
    expect(await audited(house, 'catalogue.import', draft!.versionId)).toBe(1);
    expect(await audited(house, 'catalogue.receive', listId!)).toBe(1);
  });

  it('waits while problems are open, and is published once with new schools on record', async () => {
    const draft = (await house.system((tx) => draftVersion(tx, PLACES.city, 2020)))!;
    const publish = () => publishVersion(city, { versionId: draft.versionId });
    await expect(publish()).rejects.toMatchObject({ code: 'CATALOGUE_HAS_REVIEWS', details: { open: 6 } });
    const seqs = await openSeqs(draft.listId);
    const note = '已与学校核实';
    expect(await resolveProblems(city, { versionId: draft.versionId, seqs, resolution: 'accepted', note })).toEqual({
      resolved: 6,
      left: 0,
    });
    expect(await resolveProblems(city, { versionId: draft.versionId, seqs, resolution: 'accepted', note })).toEqual({
      resolved: 0,
      left: 0,
    });
    const answers = await Promise.all([publish(), publish(), publish()]);
    expect(new Set(answers.map((a) => a.checksum)).size).toBe(1);
    expect(answers.flatMap((a) => a.newSchools)).toHaveLength(12);
    expect(await audited(house, 'catalogue.publish', draft.versionId)).toBe(1);
    const { rows } = await house.owner(
      `select name, grade, location_code::text as at from institution where name in ('曹县启航技工学校', '菏泽牡丹技师学院') order by name`,
    );
    expect(rows).toEqual([
      { name: '曹县启航技工学校', grade: '技工学校', at: '371721000000' },
      { name: '菏泽牡丹技师学院', grade: '技师学院', at: '371700000000' },
    ]);
  });

  it('imported again keeps the keys, the seats and the suspensions of the entries, and carries the unlisted over as removed', async () => {
    const before = (await house.system((tx) => publishedVersion(tx, PLACES.city, 2020)))!;
    const old = await house.system((tx) => entriesOf(tx, before.versionId));
    const kept = old.find((e) => e.schoolName === '曹县启航技工学校' && e.major === '焊接加工')!;
    const text = catalogueCsv([
      csvLine('曹县启航技工学校', '焊接加工', { 7: 4300 }),
      csvLine('曹县启航技工学校', '新开专业'),
    ]);
    const { job } = await imported(2020, { name: '调整.csv', text });
    expect(job.result).toMatchObject({ accepted: 2, carriedOver: 87, newSchools: [] });
    const draft = (await house.system((tx) => draftVersion(tx, PLACES.city, 2020)))!;
    const entries = await house.system((tx) => entriesOf(tx, draft.versionId));
    expect(entries.find((e) => e.entryKey === kept.entryKey)).toMatchObject({ tuitionFen: 430_000, state: 'open' });
    expect(entries.filter((e) => e.state === 'removed')).toHaveLength(87);
    expect(await discardDraft(city, { versionId: draft.versionId, reason: '只是试一试' })).toEqual({
      state: 'discarded',
    });
    expect(await discardDraft(city, { versionId: draft.versionId, reason: '只是试一试' })).toEqual({
      state: 'discarded',
    });
    expect(await audited(house, 'catalogue.discard', draft.versionId)).toBe(1);
  });
});

describe('what a draft still lacks', () => {
  it('must be decided by a person before it is published', async () => {
    const rows = [
      csvLine('测试甲技工学校', '烹饪', { 3: '看情况', 7: '' }),
      csvLine('测试甲技工学校', '焊接', { 9: '待定' }),
      csvLine('测试甲技工学校', '护理'),
    ];
    const { listId, job } = await imported(2021, { name: '缺项.csv', text: catalogueCsv(rows) });
    expect(job.result).toMatchObject({ accepted: 3, review: 2, newSchools: ['测试甲技工学校'] });
    const draft = (await house.system((tx) => draftVersion(tx, PLACES.city, 2021)))!;
    const { versionId } = draft;
    const [cook, weld, nurse] = await house.system((tx) => entriesOf(tx, versionId));
    const seqs = await openSeqs(listId);
    const accept = resolveProblems(city, { versionId, seqs, resolution: 'accepted', note: '就这样' });
    await expect(accept).rejects.toMatchObject({ code: 'CATALOGUE_PROBLEM_VALUE' });
    await correctEntry(city, { versionId, entryKey: cook!.entryKey, changes: { level: '中级工' } });
    await correctEntry(city, { versionId, entryKey: weld!.entryKey, changes: { designated: false } });
    expect(await openSeqs(listId)).toEqual([]);
    await expect(publishVersion(city, { versionId })).rejects.toMatchObject({
      code: 'CATALOGUE_INCOMPLETE',
      fields: [{ message: '测试甲技工学校 烹饪（中级工）：学费尚未核定' }],
    });
    const twin = { major: '护理' };
    await correctEntry(city, { versionId, entryKey: cook!.entryKey, changes: { tuitionFen: 420_000 } });
    await expect(correctEntry(city, { versionId, entryKey: cook!.entryKey, changes: twin })).rejects.toMatchObject({
      code: 'CATALOGUE_ENTRY_TAKEN',
    });
    expect(await strikeEntry(city, { versionId, entryKey: nurse!.entryKey, reason: '学校未开设' })).toEqual({
      struck: true,
    });
    expect(await strikeEntry(city, { versionId, entryKey: nurse!.entryKey, reason: '学校未开设' })).toEqual({
      struck: false,
    });
    expect(await publishVersion(city, { versionId })).toMatchObject({ entries: 2, version: 1 });
    const late = correctEntry(city, { versionId, entryKey: cook!.entryKey, changes: { plan: 1 } });
    await expect(late).rejects.toMatchObject({ code: 'CATALOGUE_NOT_DRAFT' });
    await expect(discardDraft(city, { versionId, reason: '不要了' })).rejects.toMatchObject({
      code: 'CATALOGUE_NOT_DRAFT',
    });
    expect(await audited(house, 'catalogue.correct_entry', versionId)).toBe(3);
    expect(await audited(house, 'catalogue.strike_entry', versionId)).toBe(1);
  });

  it('a school named after another city goes to review, a known short name is linked, a likely name is not', async () => {
    await house.owner(`insert into institution (institution_id, kind, name, short_names, location_code, valid_from)
      values (gen_random_uuid(), 'technical_school', '测试工程技师学院', '{测试工院}', 371721000000, '2016-01-01')`);
    const rows = [csvLine('滨州测试技师学院', '烹饪'), csvLine('测试工院', '烹饪'), csvLine('测试工程学院', '烹饪')];
    const { job } = await imported(2022, { name: '校名.csv', text: catalogueCsv(rows) });
    expect(job.result).toMatchObject({ review: 1, newSchools: ['滨州测试技师学院', '测试工程学院'] });
    const draft = (await house.system((tx) => draftVersion(tx, PLACES.city, 2022)))!;
    const entries = await house.system((tx) => entriesOf(tx, draft.versionId));
    expect(entries.map((e) => e.schoolName)).toEqual(['滨州测试技师学院', '测试工程技师学院', '测试工程学院']);
    expect(entries[0]!.doubts).toEqual(['schoolName']);
    const blocked = uploaded(house, officer, { name: '另一份.csv', text: catalogueCsv(rows.slice(1)) });
    const second = receiveCatalogue(city, { fileId: (await blocked).fileId, year: 2022 });
    await expect(second).rejects.toMatchObject({ code: 'CATALOGUE_DRAFT_OPEN' });
  });
});

describe('who may import what', () => {
  it('refuses other posts, and keeps another city out', async () => {
    const draft = (await house.system((tx) => draftVersion(tx, PLACES.city, 2022)))!;
    const { versionId } = draft;
    const entryKey = (await house.system((tx) => entriesOf(tx, versionId)))[0]!.entryKey;
    const acts = [
      (ctx: typeof city) => publishVersion(ctx, { versionId }),
      (ctx: typeof city) => discardDraft(ctx, { versionId, reason: '试' }),
      (ctx: typeof city) => correctEntry(ctx, { versionId, entryKey, changes: { plan: 1 } }),
      (ctx: typeof city) => strikeEntry(ctx, { versionId, entryKey, reason: '试' }),
      (ctx: typeof city) => resolveProblems(ctx, { versionId, seqs: [1], resolution: 'accepted', note: '试' }),
    ];
    for (const act of acts) {
      await expect(act(clerk)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
      await expect(act(neighbour)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(act(house.as(null))).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    }
    const upload = await uploaded(house, officer, {
      name: '邻市.csv',
      text: catalogueCsv([csvLine('测试校', '烹饪')]),
    });
    await expect(receiveCatalogue(neighbour, { fileId: upload.fileId, year: 2020 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const foreign = receiveCatalogue(city, { fileId: upload.fileId, year: 2020, cityCode: PLACES.otherCity });
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(receiveCatalogue(clerk, { fileId: upload.fileId, year: 2020 })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });

  it('a dry run tells everything and stores nothing', async () => {
    const path = join(import.meta.dirname, '../../../samples/catalogue-heze.xlsx');
    const told = await importCatalogue(city, {
      path,
      name: 'catalogue-heze.xlsx',
      sha256: 'x',
      year: 2023,
      dryRun: true,
    });
    expect(told).toMatchObject({ rows: 89, accepted: 88, review: 6, refused: 0, versionId: null, listId: null });
    expect(await house.system((tx) => draftVersion(tx, PLACES.city, 2023))).toBeNull();
    const upload = await uploaded(house, officer, { sample: 'catalogue-heze.xlsx' });
    const { jobId } = await receiveCatalogue(city, { fileId: upload.fileId, year: 2023, dryRun: true });
    expect(await worked(house, officer, jobId)).toMatchObject({
      state: 'done',
      result: { accepted: 88, versionId: null },
    });
    expect(await house.system((tx) => draftVersion(tx, PLACES.city, 2023))).toBeNull();
  });

  it('a file that is no catalogue is refused with its reason and leaves no draft', async () => {
    const { listId, job } = await imported(2024, { name: '名单.csv', text: '姓名,电话\r\n某某,15400000001' });
    expect(job.state).toBe('done');
    const { rows } = await house.owner('select state, refusal_code from source_list where list_id = $1', [listId]);
    expect(rows[0]).toEqual({ state: 'refused', refusal_code: expect.stringMatching(/^SHEET_/) });
    expect(await house.system((tx) => draftVersion(tx, PLACES.city, 2024))).toBeNull();
  });
});
