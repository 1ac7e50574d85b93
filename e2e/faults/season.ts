import type pg from 'pg';
import { applications, type BuiltChoice } from '../../src/enrolment/builders.ts';
import { correctReport } from '../../src/reporting/report/steps/correct-report.ts';
import { FOCUS } from '../../src/desk/demo/places.ts';
import { carryToSignature, peopleOf, sealedPicture } from '../../src/desk/demo/life/season.ts';
import { syntheticCitizenId } from '../../src/standards/index.ts';
import { plainDate } from '../../src/platform/plain-date.ts';
import { makeContext, type Services } from '../../src/platform/services.ts';

/** Cases laid out for one run before anything is killed, each group waiting for one office. */
export type Season = {
  village: string[];
  reviews: string[];
  county: string[];
  few: string[];
  many: string[];
  register: { numbers: string[]; csv: Buffer };
  /** A correction of the city's table, signed and not yet locked, and the scan of its sealed print. */
  report: { id: string; scan: Buffer };
};

const HOUSEHOLDS = 40;

/** Lays out the cases of run `n` in the demonstration's focus offices, for the pair of the school whose account signs in. */
export async function layOut(services: Services, owner: pg.Client, n: number): Promise<Season> {
  const choice = await openPair(owner);
  const { rows } = await owner.query<{ code: number }>(
    `select u.division_code::bigint as code from role_assignment r join auth_user a on a.id = r.user_id join unit u on u.unit_id = r.unit_id where a.username = 'cun'`,
  );
  const villageCode = Number(rows[0]!.code);
  const house = { as: () => makeContext(services, null) };
  const group = async (
    count: number,
    state: 'village_registered' | 'township_review' | 'township_passed' | 'city_accepted',
  ) => {
    const specs = Array.from({ length: count }, () => ({ state, villageCode, choice, year: 2020 }));
    return (await applications(house, specs)).map((a) => a.application_id);
  };
  return {
    village: await group(12, 'village_registered'),
    reviews: await group(10, 'township_review'),
    county: await group(8, 'township_passed'),
    few: await group(5, 'city_accepted'),
    many: await group(60, 'city_accepted'),
    register: registerOf(n),
    report: { id: await signedCorrection(services, owner), scan: await sealedPicture() },
  };
}

/** Opens a correction of what the province holds of the city's first half-year and carries it to the signature. */
async function signedCorrection(services: Services, owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ report_id: string }>(
    `select report_id from report where city_code = $1 and year = 2020 and half = 'first' and state = 'received'`,
    [FOCUS.city],
  );
  const received = rows[0];
  if (!received) throw new Error('the province holds no table of the city to be corrected');
  const people = await peopleOf(services, FOCUS.city);
  const { nextId } = await correctReport(people.prepare, { reportId: received.report_id, reason: '重新核对台账' });
  await carryToSignature(people, { city_code: FOCUS.city, report_id: nextId });
  return nextId;
}

async function openPair(owner: pg.Client): Promise<BuiltChoice> {
  const { rows } = await owner.query(
    `select e.entry_key as "entryKey", e.version_id as "versionId", e.institution_id as "institutionId", e.school_name as "schoolName", e.major, e.level, e.years::float8 as years
       from role_assignment r join auth_user a on a.id = r.user_id join unit u on u.unit_id = r.unit_id
       join catalogue_entry e on e.institution_id = u.institution_id join catalogue_version v on v.version_id = e.version_id
      where a.username = 'xuexiao' and v.state = 'published' and v.year = 2020 and v.city_code = $1 and e.state = 'open' and e.designated and e.programme_seats is null
      order by e.position limit 1`,
    [FOCUS.city],
  );
  if (!rows[0]) throw new Error('the school of the demonstration has no open pair without a seat limit');
  return { ...(rows[0] as BuiltChoice), cityCode: FOCUS.city };
}

/** A supplement of the county's register: forty households of three, persons nobody has had before. */
function registerOf(n: number): Season['register'] {
  const lines = ['户编号,户主,姓名,与户主关系,性别,民族,证件号码,户类型,识别时间'];
  const numbers: string[] = [];
  for (let i = 0; i < HOUSEHOLDS * 3; i++) {
    const at = n * HOUSEHOLDS * 3 + i;
    const birth = plainDate(
      new Date(Date.UTC(1925, 0, 1) + Math.floor(at / 400) * 86_400_000).toISOString().slice(0, 10),
    );
    const number = syntheticCitizenId({ region: '371721', birth, sex: '男', sequence: (at % 400) * 2 });
    const household = Math.floor(at / 3);
    const name = (k: number) =>
      `${'赵钱孙'[k]}${String.fromCodePoint(0x4e00 + (household % 5000))}${String.fromCodePoint(0x5e00 + Math.floor(household / 5000))}`;
    numbers.push(number);
    lines.push(
      [
        `371721103${String(500_000 + household)}`,
        name(0),
        name(i % 3),
        i % 3 === 0 ? '户主' : '长子',
        '男',
        '汉族',
        number,
        '一般脱贫户',
        '2014-12-31',
      ].join(','),
    );
  }
  return { numbers, csv: Buffer.from(`${lines.join('\r\n')}\r\n`) };
}
