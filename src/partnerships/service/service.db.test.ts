import { beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openPartnershipHouse, type School } from '../testing-house.ts';
import { certifyService, issueCertificate } from './issue-certificate.ts';
import { serviceCertificate } from './certificate-letter.ts';
import { checkCertificate } from './check-certificate.ts';
import { listStaff } from './list-staff.ts';
import { rankRequests } from './rank-requests.ts';
import { rankReview } from './rank-review.ts';
import { serviceStatement } from './service-statement.ts';

const house = await openPartnershipHouse('2018-01-02');
const province = anActor('province_hr_officer', 370000000000);
let helper: School;
let recipient: School;
let pairing: string;
let county: School;
let countyPairing: string;
let counter = 0;

beforeAll(async () => {
  await loadPolicy(house.services, 'rules');
  helper = await house.institution('烟台技师学院', 370600000000);
  recipient = await house.institution('甘孜技工学校', 513300000000);
  const draft = { startsOn: '2017-12-23', endsOn: '2024-12-31' };
  county = await house.institution('曹县技工学校', 371721000000);
  countyPairing = await sd2017Pairing(helper);
  house.setDay('2019-09-10');
  pairing = await house.pairing(helper, recipient, draft);
});

/** A technician college helps the county school for the time of the document. */
function sd2017Pairing(school: School): Promise<string> {
  return house.agreed([school.actor, county.actor], {
    kind: 'sd2017_pairing',
    title: `${school.name}定点援助曹县技工学校`,
    startsOn: '2017-12-23',
    endsOn: '2020-12-31',
    parties: [
      { role: 'helper', institutionId: school.id },
      { role: 'recipient', institutionId: county.id },
    ],
  });
}

/** Somebody of the helping college who served at the county school. */
async function taught(span: [string, string], approved = true): Promise<string> {
  counter += 1;
  const [staffId] = await house.staff(helper, [{ name: `支教教师${counter}`, duty: 'teacher' }]);
  const rows = [{ onDate: span[0], endedOn: span[1], staffId: staffId! }];
  if (approved) await house.confirmed(helper.actor, county.actor, 'sd_teaching_support', rows, countyPairing);
  else await house.record(helper.actor, 'sd_teaching_support', rows, countyPairing);
  return staffId!;
}

/** Somebody of a school who served, confirmed by the other side unless told. */
async function served(
  spans: [string, string][],
  approved = true,
  school = helper,
  agreement = pairing,
): Promise<string> {
  counter += 1;
  const [staffId] = await house.staff(school, [{ name: `支教教师${counter}`, duty: 'teacher' }]);
  const rows = spans.map(([onDate, endedOn]) => ({ onDate, endedOn, staffId: staffId! }));
  if (approved) await house.confirmed(school.actor, recipient.actor, 'dispatch', rows, agreement);
  else await house.record(school.actor, 'dispatch', rows, agreement);
  return staffId!;
}

async function certificateOf(staffId: string): Promise<string> {
  await issueCertificate(house.as(helper.actor), { staffId });
  const { rows } = await house.owner(
    'select number from service_certificate where staff_id = $1 and revoked_on is null',
    [staffId],
  );
  return rows[0].number;
}

test('[N2019-4.6] overlapping dispatches are certified as one period of 123 days', async () => {
  house.setDay('2020-03-01');
  const staffId = await served([
    ['2019-10-01', '2019-12-31'],
    ['2019-12-15', '2020-01-31'],
  ]);
  const printed = await issueCertificate(house.as(helper.actor), { staffId });
  expect(printed.mediaType).toBe('application/pdf');
  const { rows } = await house.owner('select periods, days from service_certificate where staff_id = $1', [staffId]);
  expect(rows).toEqual([{ periods: [{ from: '2019-10-01', to: '2020-01-31' }], days: 123 }]);
});

test('[SD2017-3.5-09] service from 2018-03-01 to 2019-02-28 is 12 months', async () => {
  house.setDay('2020-03-01');
  const staffId = await taught(['2018-03-01', '2019-02-28']);
  const { rows } = await listStaff(house.as(helper.actor), {});
  expect(rows.find((r) => r.staffId === staffId)).toMatchObject({ months: 12, days: 365 });
});

test('[SD2017-3.5-10] approved service is printed with start, end and 12 months and verifies by its code; what is not approved cannot be printed', async () => {
  house.setDay('2020-03-01');
  const staffId = await taught(['2018-03-01', '2019-02-28']);
  const certificate = await certifyService(house.as(helper.actor), { staffId });
  expect(certificate).toMatchObject({ periods: [{ from: '2018-03-01', to: '2019-02-28' }], months: 12 });
  const letter = serviceCertificate(certificate);
  expect(letter.data).toMatchObject({ periods: ['2018年3月1日至2019年2月28日'], months: 12 });
  expect(await checkCertificate(house.as(null), { code: certificate.checkCode })).toMatchObject({
    state: 'valid',
    months: 12,
    number: certificate.number,
  });
  const pending = await taught(['2019-03-01', '2020-02-28'], false);
  await expect(issueCertificate(house.as(helper.actor), { staffId: pending })).rejects.toMatchObject({
    code: 'SERVICE_NONE',
  });
});

test('[SD2017-3.5-11] of ten teachers the eight who served in the period are exported for title review with their months, the others not', async () => {
  house.setDay('2020-03-01');
  const school = await house.institution('潍坊技师学院', 370700000000);
  const agreement = await house.pairing(school, recipient, { startsOn: '2017-12-23', endsOn: '2024-12-31' });
  for (let i = 0; i < 8; i += 1) await served([['2019-01-01', `2019-0${i + 2}-27`]], true, school, agreement);
  await house.staff(school, [
    { name: '未支教一', duty: 'teacher' },
    { name: '未支教二', duty: 'teacher' },
  ]);
  const { lines } = await serviceStatement(house.as(school.actor), { from: '2019-01-01', to: '2019-12-31' });
  expect(lines).toHaveLength(8);
  expect(lines.every((l) => l.months > 0)).toBe(true);
  expect(lines.map((l) => l.months).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('[N2019-4.5] a teacher with 60 days shows factor 1.2; a school that has set no weight stands in the list of gaps', async () => {
  house.setDay('2020-03-01');
  const weighted = await house.institution('有系数技师学院', 370800000000);
  const without = await house.institution('无系数技师学院', 370900000000);
  for (const school of [weighted, without]) {
    const agreement = await house.pairing(school, recipient);
    await served([['2020-01-01', '2020-02-29']], true, school, agreement);
  }
  await house.record(weighted.actor, 'performance_weight', [{ onDate: '2020-01-01', quantity: 1.2 }]);
  const { lines, gaps } = await serviceStatement(house.as(province), { from: '2020-01-01', to: '2020-02-29' });
  expect(lines.find((l) => l.institutionId === weighted.id)).toMatchObject({ days: 60, factor: 1.2 });
  expect(gaps.map((g) => g.institution)).toContain('无系数技师学院');
  expect(gaps.map((g) => g.institution)).not.toContain('有系数技师学院');
});

test('[N2019-4.7] of two candidates with 86 points the certificate holder is first and the use is logged; with 85 against 86 the order stands', async () => {
  house.setDay('2020-04-01');
  const certificate = await certificateOf(await served([['2020-01-01', '2020-02-29']]));
  const rank = (points: number, review: string) =>
    rankReview(house.as(province), {
      ranking: 'n2019.service-preference',
      use: 'title',
      review,
      candidates: [
        { name: '未支教', points: 86 },
        { name: '已支教', points, certificate },
      ],
    });
  const equal = await rank(86, '职称评审');
  expect(equal.ranked.map((r) => r.name)).toEqual(['已支教', '未支教']);
  expect([equal.used, equal.ranked[0]!.decidedTie]).toEqual([1, true]);
  const { rows } = await house.owner(
    `select u.review, u.decided_tie from preference_use u join service_certificate c using (certificate_id) where c.number = $1`,
    [certificate],
  );
  expect(rows).toEqual([{ review: '职称评审', decided_tie: true }]);
  expect((await rank(85, '职称评审二')).ranked.map((r) => r.name)).toEqual(['未支教', '已支教']);
});

describe('preferences of SD2017', () => {
  const rank = (
    ranking: string,
    use: 'post' | 'chief_technician' | 'outstanding_technician',
    review: string,
    candidates: Parameters<typeof rankReview>[1]['candidates'],
  ) => rankReview(house.as(province), { ranking, use, review, candidates });

  test('[SD2017-3.5-12] a preference used on 2019-05-01 stands once in the teacher’s record', async () => {
    house.setDay('2019-05-01');
    const staffId = await taught(['2018-03-01', '2019-02-28']);
    const certificate = await certificateOf(staffId);
    for (let i = 0; i < 2; i += 1)
      await rank('sd2017.post-preference', 'post', '岗位聘用', [{ name: '教师', points: 80, certificate }]);
    const { rows } = await listStaff(house.as(helper.actor), {});
    expect(rows.find((r) => r.staffId === staffId)!.uses).toEqual([{ review: '岗位聘用', usedOn: '2019-05-01' }]);
  });

  test('[SD2017-3.5-13] of two with 88 points the one with 12 approved months is first and the tie-break recorded; at 88 and 89 the months change nothing', async () => {
    house.setDay('2020-03-01');
    const staffId = await taught(['2018-03-01', '2019-02-28']);
    const candidates = (other: number) => [
      { name: '无支教', points: other },
      { name: '有支教', points: 88, staffId },
    ];
    const tied = await rank('sd2017.chief-technician-preference', 'chief_technician', '齐鲁首席技师', candidates(88));
    expect(tied.ranked[0]).toMatchObject({ name: '有支教', months: 12, decidedTie: true });
    const { rows } = await house.owner(
      `select payload from audit_entry where action = 'service.rank' and subject_id = '齐鲁首席技师' order by at desc limit 1`,
    );
    expect(rows[0].payload.order[0]).toMatchObject({ name: '有支教', decidedTie: true });
    const apart = await rank(
      'sd2017.chief-technician-preference',
      'chief_technician',
      '齐鲁首席技师二',
      candidates(89),
    );
    expect(apart.ranked.map((r) => r.name)).toEqual(['无支教', '有支教']);
  });

  test('[SD2017-3.5-14] of two tied the one with 6 approved months is first; pending months give no preference', async () => {
    house.setDay('2020-03-01');
    const approved = await taught(['2019-03-01', '2019-08-31']);
    const pending = await taught(['2019-03-01', '2019-08-31'], false);
    const order = async (staffId: string, review: string) =>
      (
        await rank('sd2017.outstanding-technician-preference', 'outstanding_technician', review, [
          { name: '甲', points: 90 },
          { name: '乙', points: 90, staffId },
        ])
      ).ranked;
    expect((await order(approved, '突出贡献技师'))[0]).toMatchObject({ name: '乙', months: 6 });
    expect(await order(pending, '突出贡献技师二')).toMatchObject([
      { name: '甲', preferred: false },
      { name: '乙', preferred: false },
    ]);
  });
});

describe('requests for support', () => {
  const nation = anActor('nation_hr_officer', 0);
  const request = async (name: string, code: number, quantity: number | null, college = false) => ({
    onDate: '2021-09-01',
    aboutInstitution: (await house.institution(name, code)).id,
    ...(quantity ? { quantity } : {}),
    data: college ? { tibet_college: true } : {},
  });

  test('only the rankings in force that day are offered, in the words of the law', async () => {
    const offered = async (day: string) => {
      house.setDay(day);
      const { rankings, rows } = await rankRequests(house.as(nation), {});
      expect(rows).toEqual([]);
      return rankings.map((r) => [r.key, r.document, r.clause]);
    };
    expect(await offered('2020-09-01')).toEqual([]);
    expect(await offered('2021-09-02')).toEqual([['n2021.support-tilt', 'N2021', '三(一)']]);
    expect((await offered('2021-12-01')).map(([key]) => key)).toEqual([
      'n2021.support-tilt',
      'fyp14.region-assistance',
    ]);
  });

  test('[N2021-3.8] of five requests for three packages the two of Tibet Technician College and southern Xinjiang are among the three', async () => {
    house.setDay('2021-09-02');
    const rows = [
      await request('甲校', 620100000000, null),
      await request('乙校', 630100000000, null),
      await request('丙校', 640100000000, null),
      await request('西藏技师学院', 540100000000, null, true),
      await request('喀什技工学校', 653100000000, null),
    ];
    await house.record(nation, 'support_request', rows);
    const { rows: ranked } = await rankRequests(house.as(nation), { ranking: 'n2021.support-tilt', packages: 3 });
    const granted = ranked.filter((r) => r.granted).map((r) => r.name);
    expect(granted).toHaveLength(3);
    expect(granted).toEqual(expect.arrayContaining(['西藏技师学院', '喀什技工学校']));
  });

  test('[FYP14-14-12] of two requests with equal score that of the key region is first', async () => {
    house.setDay('2022-05-01');
    await house.owner(`update agreement_entry set state = 'withdrawn' where kind = 'support_request'`);
    await house.record(nation, 'support_request', [
      await request('平分校', 620100000001, 90),
      await request('和田技工学校', 653200000000, 90),
    ]);
    const { rows } = await rankRequests(house.as(nation), { ranking: 'fyp14.region-assistance' });
    expect(rows.map((r) => [r.name, r.tilted])).toEqual([
      ['和田技工学校', true],
      ['平分校', false],
    ]);
  });
});

test('a code nobody issued is unknown', async () => {
  expect(await checkCertificate(house.as(null), { code: 'AAAAA-BBBBB' })).toMatchObject({
    state: 'unknown',
    days: null,
  });
});
