import type { Actor } from '../../platform/context.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { aUnit, aUser } from '../builders.ts';
import { loadActor } from '../session/load-actor.ts';

export const TODAY = '2020-09-01';
export const COUNTY = 371721000000;
export const TOWNSHIP = 371721103000;
export const OTHER_COUNTY = 371722000000;

/** Two offices of a county with an administrator and an officer, and the administrator of the county beside it. */
export type TestCounty = {
  house: TestHouse;
  countyHr: string;
  countyPoverty: string;
  otherHr: string;
  admin: Actor;
  officer: Actor;
  otherAdmin: Actor;
  /** Whom a person is at a unit (null: their first) on a day, for whom they stand in. */
  actorOf: (userId: string, unitId?: string | null, today?: string, onBehalfOf?: string | null) => Promise<Actor>;
};

/** Opens a test house with the county's offices in it. */
export async function openTestCounty(): Promise<TestCounty> {
  const house = await openTestHouse();
  const actorOf: TestCounty['actorOf'] = async (userId, unitId = null, today = TODAY, onBehalfOf = null) =>
    (await loadActor(house.services.db, userId, unitId, today, onBehalfOf))!;
  const unit = (line: string, divisionCode: number, name: string) =>
    house.system((tx) => aUnit(tx, { level: 'county', line, divisionCode, name }));
  const person = async (name: string, unitId: string, role: 'unit_administrator' | 'county_hr_officer') =>
    actorOf(await house.system((tx) => aUser(tx, { name, posts: [{ unitId, role }] })));
  const countyHr = await unit('hr', COUNTY, '曹县人力资源和社会保障局');
  const countyPoverty = await unit('poverty', COUNTY, '曹县扶贫开发领导小组办公室');
  const otherHr = await unit('hr', OTHER_COUNTY, '单县人力资源和社会保障局');
  return {
    house,
    countyHr,
    countyPoverty,
    otherHr,
    admin: await person('管理员甲', countyHr, 'unit_administrator'),
    officer: await person('经办人乙', countyHr, 'county_hr_officer'),
    otherAdmin: await person('管理员丙', otherHr, 'unit_administrator'),
    actorOf,
  };
}
