import { expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { movableClock } from '../../catalogue/testing-city.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { consolidateSeason } from './consolidate-season.ts';
import { ANNEX1_COLUMNS, type Annex1Figures } from '../annex1/figure.ts';
import { openSeason } from './open-season.ts';
import { receiveReport } from '../report/steps/receive-report.ts';
import { carried, cityPeople, divisions, openSeasonHouse, reportOf, type CityPeople } from './testing-season.ts';

const house = await openSeasonHouse({ clock: movableClock('2018-12-10') });
const { heze, binzhou, province } = house;
const season = { year: 2018, half: 'second' as const };

/** The cities of 山东 in 2018 besides the two of the house, 莱芜 among them. */
const OTHERS = [3701, 3702, 3703, 3704, 3705, 3706, 3707, 3708, 3709, 3710, 3711, 3712, 3713, 3714, 3715].map(
  (c) => c * 100_000_000,
);

/** Figures of the n-th city, different in every cell and such as can be true. */
const figuresOf = (n: number): Annex1Figures => ({ C: n, D: 20 + n, E: 17 + n, F: 2 * n - 1, G: 60 + n, H: 3 * n });

/** A city's table with one school, sent with the given figures. */
async function sent(city: CityPeople, figures: Annex1Figures): Promise<string> {
  const { schools } = await publishedCatalogue(house, {
    cityCode: city.code,
    year: 2018,
    entries: [{ schoolName: `${city.code}技工学校` }],
  });
  const reportId = await reportOf(house, city.code, 2018, 'second');
  const [schoolId] = [...schools.values()] as [string];
  for (const figure of ANNEX1_COLUMNS)
    await adjustReport(city.prepare, { reportId, schoolId, figure, delta: figures[figure]!, reason: '线下统计' });
  await carried(city, reportId, 'send');
  return reportId;
}

it('[SD2017-3.1-17] with 16 of 17 city tables accepted the province’s table says 16/17; with all 17 each of the six totals is the sum of the cities', async () => {
  await divisions(
    house,
    OTHERS.map((code) => [code, `测试${code}市`, 'city'] as const),
  );
  await openSeason(province, { year: 2018 });
  const cities = [heze, binzhou];
  for (const code of OTHERS) cities.push(await cityPeople(house, code, `测试${code}市`));
  const reports: string[] = [];
  for (const [i, city] of cities.entries()) reports.push(await sent(city, figuresOf(i + 1)));
  const last = reports.pop()!;
  for (const reportId of reports) await receiveReport(province, { reportId });
  const partial = await consolidateSeason(province, season);
  expect(partial).toMatchObject({ accepted: 16, expected: 17, complete: false, without: ['测试371500000000市'] });
  await receiveReport(province, { reportId: last });
  const whole = await consolidateSeason(province, season);
  expect(whole).toMatchObject({ accepted: 17, expected: 17, complete: true, without: [] });
  const oneTo17 = cities.map((_, i) => figuresOf(i + 1));
  for (const column of ANNEX1_COLUMNS)
    expect(whole.total[column], column).toBe(oneTo17.reduce((sum, f) => sum + f[column]!, 0));
  expect(whole.rows.map((r) => r.figures).toSorted((a, b) => a.C! - b.C!)).toEqual(oneTo17);
});
