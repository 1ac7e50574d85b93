import { describe, expect, it } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { aUnit } from '../../organizations/builders.ts';
import { addEntry } from '../entries/add-entry.ts';
import { publishedCatalogue } from '../builders.ts';
import { compareFiling } from './compare-filing.ts';
import { fileWithProvince } from './file-with-province.ts';
import { filingBoard } from './filing-board.ts';
import { listVersions } from '../versions/list-versions.ts';
import { publishVersion } from '../versions/publish-version.ts';
import { receiveFiling } from './receive-filing.ts';
import { audited, movableClock, openCatalogueHouse } from '../testing-city.ts';

const clock = movableClock('2020-02-29');
const house = await openCatalogueHouse({ clock });
const city = house.as(anActor('city_hr_officer', PLACES.city));
const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
const province = house.as(anActor('province_hr_officer', PLACES.province));
const county = house.as(anActor('county_hr_officer', PLACES.county));
const otherProvince = house.as(anActor('province_hr_officer', 410000000000));
const officeId = await house.system((tx) =>
  aUnit(tx, { level: 'province', line: 'hr', divisionCode: PLACES.province }),
);

/** Thirteen majors in five schools, entered by hand into a draft and published by the city. */
async function published(year: number) {
  const schools = ['测试甲校', '测试乙校', '测试丙校', '测试丁校', '测试戊校'];
  const facts = {
    level: '中级工',
    base: '初中',
    years: 3,
    tuitionFen: 440_000,
    accommodationFen: 70_000,
    designated: true,
  } as const;
  let versionId = '';
  for (let n = 0; n < 13; n += 1) {
    const entry = { ...facts, schoolName: schools[n % 5]!, major: `专业${n}` };
    versionId = (await addEntry(city, { year, reason: '年度目录', entry })).versionId;
  }
  return publishVersion(city, { versionId });
}

const boardRow = async (name: string) => {
  const board = await filingBoard(province, { year: 2020 });
  return { ...board.rows.find((r) => r.city === name)!, board };
};

describe('publishing and filing by the last day of February', () => {
  it('[SD2017-3.3-15] a city that publishes on 29 February 2020 is in time, one without a list on 1 March is overdue and the province sees it', async () => {
    expect(await listVersions(city, { year: 2020 })).toMatchObject({
      publishing: { due: '2020-02-29', state: 'pending' },
    });
    const done = await published(2020);
    expect(done).toMatchObject({ publishedOn: '2020-02-29', entries: 13 });
    expect((await boardRow('菏泽市')).publishing).toEqual({
      due: '2020-02-29',
      doneOn: '2020-02-29',
      state: 'on_time',
    });
    expect((await boardRow('滨州市')).publishing.state).toBe('pending');
    clock.to('2020-03-01');
    const row = await boardRow('滨州市');
    expect(row.publishing).toEqual({ due: '2020-02-29', doneOn: null, state: 'overdue' });
    expect(row.board.publishing).toMatchObject({ on_time: 1, overdue: 1 });
    expect((await boardRow('菏泽市')).publishing.state).toBe('on_time');
    expect((await boardRow('菏泽市')).filing.state).toBe('overdue');
    const page = await listVersions(city, { year: 2020 });
    expect(page.versions[0]).toMatchObject({ state: 'published', publishedAt: '2020-02-29T01:00:00.000Z' });
  });

  it('[SD2017-3.3-16] the filing comes from the published list, gets a receipt number, counts as in time or not, and a list that differs by one major is told by its name', async () => {
    clock.to('2020-02-28');
    const { published: versionId } = await listVersions(city, { year: 2020 });
    const filing = await fileWithProvince(city, { versionId: versionId! });
    expect(filing).toMatchObject({ entries: 13, filedOn: '2020-02-28', receiptNumber: null });
    expect(await fileWithProvince(city, { versionId: versionId! })).toEqual(filing);
    const { rows } = await house.owner('select title from message where to_unit_id = $1', [officeId]);
    expect(rows).toHaveLength(1);
    const received = await Promise.all([1, 2, 3].map(() => receiveFiling(province, { filingId: filing.filingId })));
    expect(new Set(received.map((r) => r.receiptNumber))).toEqual(new Set(['目录备〔2020〕0001号']));
    expect((await boardRow('菏泽市')).filing).toEqual({ due: '2020-02-29', doneOn: '2020-02-28', state: 'on_time' });
    expect(await compareFiling(province, { year: 2020, cityCode: PLACES.city })).toMatchObject({
      same: true,
      onlyPublished: [],
      onlyFiled: [],
    });
    clock.to('2020-03-10');
    const facts = {
      level: '中级工',
      base: '初中',
      years: 3,
      tuitionFen: 1,
      accommodationFen: 1,
      designated: true,
    } as const;
    await addEntry(city, { year: 2020, reason: '增补', entry: { ...facts, schoolName: '测试甲校', major: '烹饪' } });
    const compared = await compareFiling(province, { year: 2020, cityCode: PLACES.city });
    expect(compared).toMatchObject({
      same: false,
      published: { counts: { schools: 5, majors: 14 } },
      filing: { counts: { schools: 5, majors: 13 } },
      onlyPublished: ['测试甲校 烹饪'],
      onlyFiled: [],
    });
    expect((await boardRow('菏泽市')).same).toBe(false);
    expect(await audited(house, 'catalogue.file', filing.filingId)).toBe(1);
    expect(await audited(house, 'catalogue.receive_filing', filing.filingId)).toBe(1);
  });

  it('receipt numbers of a year have no gap when several filings come at once', async () => {
    const own = [PLACES.city, PLACES.otherCity];
    const filings = [];
    for (const code of own) {
      const made = await publishedCatalogue(house, { cityCode: code, year: 2019 });
      filings.push(await fileWithProvince(code === PLACES.city ? city : neighbour, { versionId: made.versionId }));
    }
    const numbers = await Promise.all(filings.map((f) => receiveFiling(province, { filingId: f.filingId })));
    expect(numbers.map((n) => n.receiptNumber).sort()).toEqual(['目录备〔2019〕0001号', '目录备〔2019〕0002号']);
    const { rows } = await filingBoard(province, { year: 2019 });
    expect(rows.map((r) => [r.city, r.publishing.state, r.filing.state])).toEqual([
      ['滨州市', 'on_time', 'late'],
      ['菏泽市', 'on_time', 'late'],
    ]);
  });

  it('where no rule sets a day there is none, and nothing is called late', async () => {
    const { rows } = await filingBoard(province, { year: 2025 });
    expect(rows.every((r) => r.publishing.state === 'no_deadline')).toBe(true);
  });

  it("other posts are refused, and what is another place's is not found", async () => {
    const { published: versionId, versions } = await listVersions(city, { year: 2020 });
    const filingId = versions.find((v) => v.filing)!.filing!.filingId;
    await expect(fileWithProvince(county, { versionId: versionId! })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(fileWithProvince(neighbour, { versionId: versionId! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(receiveFiling(city, { filingId })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(receiveFiling(otherProvince, { filingId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(filingBoard(city, { year: 2020 })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(compareFiling(neighbour, { year: 2020, cityCode: PLACES.city })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await filingBoard(otherProvince, { year: 2020 })).rows).toEqual([]);
    const old = versions.find((v) => v.state === 'superseded')!;
    expect(await fileWithProvince(city, { versionId: old.versionId })).toMatchObject({ filingId });
  });
});
