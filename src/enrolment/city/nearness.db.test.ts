import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { findChoices, type Entry } from '../../catalogue/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { applications, type ApplicationSpec, type BuiltChoice } from '../builders.ts';
import { withdrawApplication } from '../application/withdraw-application.ts';
import { aPhoto } from '../testing-village.ts';
import { admitApplications } from './admit-applications.ts';
import { showNearness } from './show-nearness.ts';

/** 河南省开封市兰考县, another county of the city, and 洛阳市 of the same province. */
const [HENAN, KAIFENG, LANKAO, QIXIAN, LUOYANG] = [
  410000000000, 410200000000, 410225000000, 410221000000, 410300000000,
];
const villageOf = (county: number): number => county + 100_201;

const house = await openTestHouse();
const city = anActor('city_hr_officer', KAIFENG);
const province = anActor('province_hr_officer', HENAN);
/** Schools 60 km off in the same city, then next door, then in another city: the order they were listed in is not the order asked for. */
let far: Entry, near: Entry, other: Entry;
const choices = new Map<Entry, BuiltChoice>();

beforeAll(async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '兰考县', 'county', null, '1949-10-01', '开封市兰考县'), ($2, '杞县', 'county', null, '1949-10-01', '开封市杞县') on conflict do nothing`,
    [LANKAO, QIXIAN],
  );
  const publish = async (cityCode: number, names: string[], locations: Record<string, number>) => {
    const entries = names.map((schoolName) => ({ schoolName }));
    const made = await publishedCatalogue(house, { cityCode, year: 2020, entries, locations });
    for (const e of made.entries) choices.set(e, { ...e, versionId: made.versionId, cityCode });
    return made.entries;
  };
  const kaifeng = { 阿城技师学院: QIXIAN, 兰考技工学校: LANKAO };
  [far, near] = (await publish(KAIFENG, Object.keys(kaifeng), kaifeng)) as [Entry, Entry];
  [other] = (await publish(LUOYANG, ['洛阳技师学院'], {})) as [Entry];
});

/** Admits so many of a county into a school, and gives their applications. */
async function admitted(count: number, county: number, entry: Entry) {
  const spec: ApplicationSpec = { state: 'city_accepted', villageCode: villageOf(county), choice: choices.get(entry)! };
  const made = await applications(
    house,
    Array.from({ length: count }, () => spec),
  );
  await admitApplications(house.as(city), { ids: made.map((a) => a.application_id) });
  return made;
}

describe('study near home', () => {
  it('[HA2020-2.5] schools are suggested same county first, then same city, then same province; 30 placed 18, 9 and 3 are 60.0, 30.0 and 10.0 %', async () => {
    const clerk = house.as(anActor('village_clerk', villageOf(LANKAO)));
    const offered = await findChoices(clerk, { year: 2020, villageCode: villageOf(LANKAO) });
    expect(offered.rows.map((c) => [c.schoolName, c.nearness])).toEqual([
      ['兰考技工学校', 'county'],
      ['阿城技师学院', 'city'],
      ['洛阳技师学院', 'province'],
    ]);
    await admitted(18, LANKAO, near);
    await admitted(9, LANKAO, far);
    await admitted(3, LANKAO, other);
    const { total } = await showNearness(house.as(province), { year: 2020 });
    expect(total.placed).toBe(30);
    expect(total.rings.map((r) => [r.ring, r.count, r.share])).toEqual([
      ['county', 18, 60],
      ['city', 9, 30],
      ['province', 3, 10],
      ['elsewhere', 0, 0],
    ]);
  });

  it('is shown by home, and who gave the place up is not counted', async () => {
    const [gone] = await admitted(3, QIXIAN, far);
    const clerk = house.as(anActor('village_clerk', villageOf(QIXIAN)));
    await withdrawApplication(clerk, {
      id: gone!.application_id,
      evidenceFileId: await aPhoto(clerk),
      reason: '外出务工',
    });
    const { rows, total } = await showNearness(house.as(city), { year: 2020 });
    expect(total.placed).toBe(32);
    expect(rows.map((r) => [r.name, r.placed, r.rings[0]!.share])).toEqual([
      ['兰考县', 30, 60],
      ['杞县', 2, 100],
    ]);
    expect((await showNearness(house.as(city), { year: 2019 })).total).toMatchObject({ placed: 0 });
  });

  it('is of a school’s own students for the school, and of nobody else’s area', async () => {
    const school = anActor('school_officer', KAIFENG, { line: 'school', institutionId: near.institutionId, areas: [] });
    expect((await showNearness(house.as(school), { year: 2020 })).total.placed).toBe(18);
    await expect(showNearness(house.as(city), { year: 2020, division: LUOYANG })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      showNearness(house.as(anActor('village_clerk', villageOf(LANKAO))), { year: 2020 }),
    ).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });
});
