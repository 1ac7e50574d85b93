import { describe, expect, test } from 'vitest';
import fc from '../testing/properties.ts';
import { publishedCatalogue } from '../catalogue/builders.ts';
import { aPerson, publishedRegister } from '../people/builders.ts';
import type { Actor } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { addDays, plainDate } from '../platform/plain-date.ts';
import { studentStatuses } from '../students/builders.ts';
import { anActor } from '../testing/actors.ts';
import { draftAgreement } from './agreements/draft-agreement.ts';
import { listAgreements } from './agreements/list-agreements.ts';
import { moveAgreement } from './agreements/move-agreement.ts';
import { openAgreement } from './agreements/open-agreement.ts';
import { listEntries } from './entries/list-entries.ts';
import { moveEntries } from './entries/move-entries.ts';
import { dailyChecks } from './measures/daily-checks.ts';
import { openPartnershipHouse, pairingDraft, type School } from './testing-house.ts';

const house = await openPartnershipHouse('2020-03-01');
type Draft = Parameters<typeof draftAgreement>[1];
let used = 40;
const aProvince = () => {
  used += 1;
  const code = used * 10_000_000_000;
  return { office: anActor('province_hr_officer', code), place: (n = 1) => code + n * 1_000_000 };
};
const school = (name: string, code: number) => house.institution(`${name}${used}`, code);
const enterprise = (name: string, code: number) => house.institution(`${name}${used}`, code, 'enterprise');
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const on = (more: object = {}) => ({ onDate: '2020-02-03', ...more });
const between = (kind: string, sides: [string, School][], more: Partial<Draft> = {}): Draft => ({
  kind,
  title: `协议 ${kind}`,
  startsOn: '2020-01-01',
  endsOn: '2022-12-31',
  parties: sides.map(([role, s]) => ({ role, institutionId: s.id })),
  ...more,
});
const actors = (sides: [string, School][]): Actor[] => sides.map(([, s]) => s.actor);
const inForce = (kind: string, sides: [string, School][], more: Partial<Draft> = {}) =>
  house.agreed(actors(sides), between(kind, sides, more));
const labels = (...names: string[]) => names.map((label) => expect.objectContaining({ label }));

async function aPair(kind = 'sd2017_pairing', more: Partial<Draft> = {}) {
  const { office, place } = aProvince();
  const [a, b] = [await school('援助学院', place(1)), await school('受援学校', place(2))];
  const sides: [string, School][] = [
    ['helper', a],
    ['recipient', b],
  ];
  return { office, a, b, id: await inForce(kind, sides, more) };
}

describe('the board', () => {
  test('[N2019-5.1] of ten pairings eight with a signed agreement run, two are stopped before it, and each shows two responsible persons or is flagged', async () => {
    const { office, place } = aProvince();
    for (let i = 0; i < 10; i += 1) {
      const [a, b] = [await school(`机制帮扶${i}-`, place(1)), await school(`机制受援${i}-`, place(2))];
      if (i < 8) await house.pairing(a, b);
      else {
        const draft = pairingDraft(a, b);
        await draftAgreement(house.as(a.actor), {
          ...draft,
          parties: draft.parties.map((p, n) => (i === 9 && n === 1 ? { ...p, officer: null } : p)),
        });
      }
    }
    const board = await listAgreements(house.as(office), { size: 200 });
    expect(board.states).toEqual({ in_force: 8, draft: 2 });
    expect(
      board.rows
        .filter((r) => r.state === 'draft')
        .map((r) => r.withoutOfficer)
        .toSorted(),
    ).toEqual([0, 1]);
    expect(
      board.rows.filter((r) => r.state === 'in_force').every((r) => r.parties.length === 2 && r.withoutOfficer === 0),
    ).toBe(true);
    expect(await house.measure(office, 'pairings_signed')).toMatchObject({ value: 8, of: 10 });
  });
});

describe('fixed-point assistance under SD2017', () => {
  test('[SD2017-3.5-03] a second helper of the same school is refused until the first agreement is ended with a reason', async () => {
    const { b, id, a } = await aPair();
    const c = await house.institution(`第二援助学院${used}`, 370100000000);
    const sides: [string, School][] = [
      ['helper', c],
      ['recipient', b],
    ];
    await expect(inForce('sd2017_pairing', sides)).rejects.toMatchObject({ code: 'AGREEMENT_TAKEN' });
    const end = (reason: string | null) => moveAgreement(house.as(a.actor), { agreementId: id, action: 'end', reason });
    await expect(end(null)).rejects.toMatchObject({ code: 'AGREEMENT_REASON_NEEDED' });
    await end('任务调整');
    expect(await inForce('sd2017_pairing', sides)).toBeTruthy();
  });

  test('[SD2017-3.5-04] activities in four of five areas leave the fifth highlighted', async () => {
    const { a, id } = await aPair();
    await house.record(
      a.actor,
      'support_activity',
      ['staff', 'curriculum', 'majors', 'practice'].map((code) => on({ code, aboutName: '活动' })),
      id,
    );
    expect(await house.measure(a.actor, 'support_areas', { agreementId: id })).toMatchObject({
      value: 4,
      of: 5,
      missing: labels('规划布局'),
    });
  });

  test('[SD2017-3.5-05] three managers and twelve teachers trained in the year show apart', async () => {
    const { a, id } = await aPair('sd2017_pairing', { startsOn: '2018-01-01' });
    await house.record(
      a.actor,
      'people_trained',
      [
        on({ onDate: '2018-05-01', code: 'manager', quantity: 3 }),
        on({ onDate: '2018-05-01', code: 'teacher', quantity: 7 }),
        on({ onDate: '2018-10-01', code: 'teacher', quantity: 5 }),
        on({ onDate: '2019-05-01', code: 'teacher', quantity: 9 }),
      ],
      id,
    );
    const shown = await house.measure(a.actor, 'trained_by_category', {
      agreementId: id,
      from: '2018-01-01',
      to: '2018-12-31',
    });
    expect(shown.groups.map((g) => [g.key, g.value])).toEqual([
      ['manager', 3],
      ['teacher', 12],
    ]);
  });

  test('[SD2017-3.5-06] of three reformed courses two have documents and count; the third is told as lacking evidence', async () => {
    const { a, id } = await aPair();
    const course = (aboutName: string, evidence: string[]) => ({ ...on({ aboutName }), evidence });
    await house.record(
      a.actor,
      'reformed_course',
      [course('数控编程', [newId()]), course('电工基础', [newId()]), course('钳工工艺', [])],
      id,
    );
    expect(await house.measure(a.actor, 'courses_with_evidence', { agreementId: id })).toMatchObject({
      value: 2,
      lacking: labels('钳工工艺'),
    });
  });

  test('[SD2017-3.5-07] a new major stands with both its helper and its receiver', async () => {
    const { a, b, id } = await aPair();
    await house.confirmed(a.actor, b.actor, 'major_built', [on({ aboutName: '新能源汽车维修' })], id);
    const file = await openAgreement(house.as(b.actor), { agreementId: id });
    const { rows } = await listEntries(house.as(b.actor), { agreementId: id, kind: 'major_built' });
    expect([rows[0]!.aboutName, ...file.parties.map((p) => p.name)]).toEqual(['新能源汽车维修', a.name, b.name]);
  });

  test('[SD2017-3.5-08] gifts of 50,000 and 30,000 yuan and 20 shared stations are summed apart; a gift outside the term is refused', async () => {
    const { a, id } = await aPair();
    const gift = (quantity: number, onDate = '2020-02-03') =>
      on({ onDate, code: 'equipment', quantity, aboutName: '机床' });
    await house.record(
      a.actor,
      'practice_support',
      [gift(50_000), gift(30_000), on({ code: 'stations', quantity: 20, aboutName: '共享车间' })],
      id,
    );
    const shown = await house.measure(a.actor, 'practice_by_form', { agreementId: id });
    expect(shown.groups.map((g) => [g.key, g.value])).toEqual([
      ['equipment', 80_000],
      ['stations', 20],
    ]);
    await expect(house.record(a.actor, 'practice_support', [gift(1000, '2019-12-31')], id)).rejects.toMatchObject({
      message: '记录不符合要求：日期在协议期限之外',
    });
  });

  test('[SD2017-3.6-02] of six agreements with enterprises one has expired and five count', async () => {
    const { office, place } = aProvince();
    const home = await school('校企学校', place());
    for (let i = 0; i < 6; i += 1)
      await inForce(
        'sd2017_enterprise',
        [
          ['enterprise', await enterprise(`合作企业${i}-`, place())],
          ['school', home],
        ],
        { endsOn: i === 0 ? '2020-02-20' : '2020-12-31' },
      );
    expect((await house.measure(office, 'enterprise_agreements_active')).value).toBe(5);
  });
});

describe('enterprises, institutions and students: 50, 100 and 3,000', () => {
  test('[SD2017-3.6-04] 48 selected enterprises are within the tolerance of about 50 (at least 45)', async () => {
    const { office, place } = aProvince();
    const firms = await Promise.all(many(48, (i) => enterprise(`公益企业${i}-`, place())));
    await house.record(
      office,
      'public_spirited_enterprise',
      firms.map((f) => on({ aboutInstitution: f.id })),
    );
    expect(await house.measure(office, 'enterprises_selected')).toMatchObject({ value: 48, of: 50, met: true });
    const { rows } = await listEntries(house.as(office), { kind: 'public_spirited_enterprise', size: 200 });
    await moveEntries(house.as(office), { entryIds: rows.slice(0, 4).map((r) => r.entryId), action: 'withdraw' });
    expect(await house.measure(office, 'enterprises_selected')).toMatchObject({ value: 44, met: false });
  });

  test('[SD2017-3.6-05] 120 matches of 50 enterprises over 98 institutions count 98/100; a school that is not designated is refused', async () => {
    const { office, place } = aProvince();
    const firms = await Promise.all(many(50, (i) => enterprise(`对接企业${i}-`, place())));
    const { recorded } = await house.record(
      office,
      'public_spirited_enterprise',
      firms.map((f) => on({ aboutInstitution: f.id })),
    );
    const { schools } = await publishedCatalogue(house, {
      cityCode: 371700000000,
      year: 2020,
      entries: many(98, (i) => ({ schoolName: `定点学校${i}` })),
    });
    const designated = [...schools.values()];
    await house.record(
      office,
      'enterprise_match',
      many(120, (i) => on({ parentId: recorded[i % 50], aboutInstitution: designated[i % 98] })),
    );
    expect(await house.measure(office, 'institutions_matched')).toMatchObject({ value: 98, of: 100, percent: 98 });
    const other = await school('非定点学校', place());
    await expect(
      house.record(office, 'enterprise_match', [on({ parentId: recorded[0], aboutInstitution: other.id })]),
    ).rejects.toMatchObject({ message: '记录不符合要求：这所院校不承担精准技能扶贫' });
  });

  test('[SD2017-3.6-06] 3,100 awards to 2,950 students count 2950/3000, 98.3 percent', async () => {
    const city = anActor('city_hr_officer', 371700000000);
    const home = await house.institution('受助学校', 371700000000);
    const persons = await enrolled(home, 2950);
    const award = (personId: string) => on({ personId, quantity: 2000, data: { conduct: 'good', study: 'good' } });
    const all = [...persons, ...persons.slice(0, 150)].map(award);
    for (let i = 0; i < all.length; i += 500)
      expect((await house.record(city, 'student_award', all.slice(i, i + 500))).refused).toEqual([]);
    expect(await house.measure(city, 'students_awarded')).toMatchObject({ value: 2950, of: 3000, percent: 98.3 });
  });

  test('[SD2017-3.6-07] a nominated student who left school is refused on being enrolled', async () => {
    const city = anActor('city_hr_officer', 371700000000);
    const home = await house.institution('离校学校', 371700000000);
    const [left] = await enrolled(home, 1, true);
    await expect(
      house.record(city, 'student_award', [
        on({ personId: left, quantity: 2000, data: { conduct: 'good', study: 'good' } }),
      ]),
    ).rejects.toMatchObject({
      message: '记录不符合要求：“在校”条件不符：这名学生不在校',
    });
  });

  /** Assisted persons with a student status since last autumn; `left` if they left school. */
  async function enrolled(home: School, count: number, left = false): Promise<string[]> {
    const rows = many(count, (i) =>
      aPerson({ birth: addDays(plainDate(left ? '2002-01-01' : '2003-01-01'), Math.floor(i / 400)) }),
    );
    const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-01-10' });
    const personIds = rows.map(idOf);
    await studentStatuses(
      house,
      personIds.map((personId) => ({
        personId,
        institutionId: home.id,
        villageCode: rows[0]!.villageCode,
        enrolledOn: '2019-09-01',
        ...(left ? { events: [{ act: 'leave' as const, on: '2020-01-15', reason: '退学' }] } : {}),
      })),
    );
    return personIds;
  }
});

describe('East and West', () => {
  test('[N2021-4.4] three activities of teacher exchange and one online class are two of four channels', async () => {
    const { a, id } = await aPair('n2021_pairing');
    await house.record(
      a.actor,
      'channel_activity',
      [...Array(3).fill('teacher_exchange'), 'online_class'].map((code) => on({ code, aboutName: '活动' })),
      id,
    );
    expect(await house.measure(a.actor, 'channels_in_use', { agreementId: id })).toMatchObject({ value: 2, of: 4 });
  });

  test('[N2021-4.5] 500 students before and 650 after are growth of 30.0 percent when the sheet is closed', async () => {
    const { a, id } = await aPair('n2021_pairing');
    const { recorded } = await house.record(
      a.actor,
      'purpose_line',
      [on({ code: 'size', data: { before: 500, after: 650 } })],
      id,
    );
    await moveEntries(house.as(a.actor), { entryIds: recorded, action: 'close' });
    expect(await house.measure(a.actor, 'purposes_reached', { agreementId: id })).toMatchObject({
      percent: 30,
      groups: [{ key: 'size', value: 30 }],
    });
  });

  test('[N2021-4.6] an alliance of six eastern and eight western schools lists 14 members by side; a one-sided one is refused', async () => {
    const { place } = aProvince();
    const east = await Promise.all(many(6, (i) => school(`东部校${i}-`, 370100000000 + i)));
    const west = await Promise.all(many(8, (i) => school(`西部校${i}-`, place(i + 1))));
    const side = (role: string, list: School[]): [string, School][] => list.map((s) => [role, s]);
    await expect(
      draftAgreement(house.as(east[0]!.actor), between('n2021_alliance', side('eastern', east))),
    ).rejects.toMatchObject({ code: 'AGREEMENT_PARTIES_WRONG' });
    const id = await inForce('n2021_alliance', [...side('eastern', east), ...side('western', west)]);
    const shown = await house.measure(west[0]!.actor, 'alliance_members', { agreementId: id });
    expect([shown.value, shown.groups.map((g) => [g.key, g.value])]).toEqual([
      14,
      [
        ['eastern', 6],
        ['western', 8],
      ],
    ]);
  });

  test('[N2021-4.7] forty students of a joint programme of 40 places have one student status each, and both schools see the same forty', async () => {
    const { place } = aProvince();
    const [east, west] = [await house.institution(`联办东校${used}`, 370100000000), await school('联办西校', place())];
    const id = await inForce(
      'n2021_joint_programme',
      [
        ['eastern', east],
        ['western', west],
      ],
      { commitments: [{ kind: 'joint_places', quantity: 40 }] },
    );
    const persons = many(40, () => newId());
    await studentStatuses(
      house,
      persons.map((personId) => ({
        personId,
        institutionId: west.id,
        villageCode: place() + 1001,
        enrolledOn: '2020-01-05',
      })),
    );
    const { recorded, refused } = await house.record(
      west.actor,
      'joint_student_place',
      persons.map((personId) => on({ personId })),
      id,
    );
    expect([recorded.length, refused]).toEqual([40, []]);
    const { waiting } = await moveEntries(house.as(east.actor), { entryIds: recorded, action: 'confirm' });
    const seen = async (s: School) =>
      (await listEntries(house.as(s.actor), { agreementId: id, size: 200 })).rows.map((r) => r.personId).toSorted();
    expect([waiting, await seen(east), await seen(west)]).toEqual([[], persons.toSorted(), persons.toSorted()]);
    const { rows } = await house.owner(
      'select count(*)::int as statuses, count(distinct person_id)::int as persons, count(distinct institution_id)::int as schools from student_status where person_id = any($1)',
      [persons],
    );
    expect(rows[0]).toEqual({ statuses: 40, persons: 40, schools: 1 });
  });
});

describe('schools and enterprises under FYP14', () => {
  const cooperation = async (kind: string, i: number, place: number, more: Partial<Draft> = {}) =>
    inForce(
      kind,
      [
        ['school', await school(`院校${i}-`, place)],
        ['enterprise', await enterprise(`企业${i}-`, place)],
      ],
      more,
    );

  test('[FYP14-9-03] of five industry colleges one has expired and one lacks a leading enterprise: four active and one warning', async () => {
    const { office, place } = aProvince();
    for (let i = 0; i < 5; i += 1)
      await cooperation('fyp14_industry_college', i, place(), {
        title: `产业学院${i}`,
        endsOn: i === 0 ? '2020-02-01' : '2022-12-31',
        data: { leading_enterprise: i !== 1 },
      });
    expect((await house.measure(office, 'industry_colleges')).value).toBe(4);
    expect(await house.measure(office, 'industry_colleges_leading')).toMatchObject({
      missing: labels('产业学院1'),
      alert: '有产业学院缺少龙头企业',
    });
  });

  test('[FYP14-11-02] a group of one quality school alone is not put in force; with two enterprises it is, and counts once in each region of its members', async () => {
    const { place, office } = aProvince();
    const home = await school('集团学校', place());
    const alone = {
      kind: 'fyp14_group',
      title: '集团',
      parties: [{ role: 'school', institutionId: home.id }],
      data: { sort: 'regional' },
    };
    await expect(house.agreed([home.actor], alone)).rejects.toMatchObject({
      code: 'AGREEMENT_NOT_READY',
      details: { missing: ['集团中没有企业成员'] },
    });
    const elsewhere = aProvince();
    const firms = [await enterprise('集团企业一', place()), await enterprise('集团企业二', elsewhere.place())];
    await inForce(
      'fyp14_group',
      [
        ['school', home],
        ['enterprise', firms[0]!],
        ['enterprise', firms[1]!],
      ],
      { data: { sort: 'regional' } },
    );
    for (const reader of [office, elsewhere.office]) {
      const shown = await house.measure(reader, 'groups_by_region');
      expect(shown.groups.map((g) => g.value)).toEqual([1, 1]);
      expect(shown.value).toBe(1);
    }
  });

  test('[FYP14-B3-01] 60 regional, 25 sectoral and 7 other alliances are 92 of about 100; three dissolved ones are history', async () => {
    const { office, place } = aProvince();
    const home = await school('联盟学校', place());
    const firm = await enterprise('联盟企业', place());
    const sorts = [...Array(62).fill('regional'), ...Array(26).fill('sectoral'), ...Array(7).fill('other')];
    const ids: string[] = [];
    for (const sort of sorts)
      ids.push(
        await inForce(
          'fyp14_group',
          [
            ['school', home],
            ['enterprise', firm],
          ],
          { data: { sort } },
        ),
      );
    for (const agreementId of [ids[0]!, ids[1]!, ids[62]!])
      await moveAgreement(house.as(home.actor), { agreementId, action: 'end', reason: '解散' });
    expect((await house.measure(office, 'alliances_by_sort')).groups.map((g) => g.value)).toEqual([60, 25, 7]);
    expect(await house.measure(office, 'alliances_about_100')).toMatchObject({ value: 92, of: 100, percent: 92 });
    expect((await listAgreements(house.as(office), { state: 'ended' })).total).toBe(3);
  });

  test('[FYP14-12-01] with input in planning, courses and textbooks a major stands at 3/4 and teaching is named', async () => {
    const { place } = aProvince();
    const home = await school('专业学校', place());
    const id = await inForce('fyp14_cooperation', [
      ['school', home],
      ['enterprise', await enterprise('专业企业', place())],
    ]);
    await house.record(
      home.actor,
      'partner_input',
      ['planning', 'courses', 'textbooks'].map((code) => on({ code, aboutName: '某企业' })),
      id,
    );
    expect(await house.measure(home.actor, 'partner_fields', { agreementId: id })).toMatchObject({
      value: 3,
      of: 4,
      missing: [{ key: 'teaching' }],
    });
  });

  test('[FYP14-12-04] an order class of 40 posts with 38 graduated and 36 hired is 94.7 percent of graduates and 90.0 of posts', async () => {
    const { place } = aProvince();
    const home = await school('订单学校', place());
    const id = await inForce(
      'fyp14_order_class',
      [
        ['school', home],
        ['enterprise', await enterprise('订单企业', place())],
      ],
      { commitments: [{ kind: 'order_posts', quantity: 40 }] },
    );
    await house.record(
      home.actor,
      'order_result',
      [on({ code: 'graduated', quantity: 38 }), on({ code: 'hired', quantity: 36 })],
      id,
    );
    expect((await house.measure(home.actor, 'hired_of_graduates', { agreementId: id })).percent).toBe(94.7);
    expect((await house.measure(home.actor, 'hired_of_posts', { agreementId: id })).percent).toBe(90);
  });

  test('[FYP14-12-07] evidence for six of eight joint fields rates 75 percent and names two; a field ticked without evidence does not count', async () => {
    const { place } = aProvince();
    const home = await school('八共同学校', place());
    const id = await inForce('fyp14_cooperation', [
      ['school', home],
      ['enterprise', await enterprise('八共同企业', place())],
    ]);
    const fields = ['enrolment', 'majors', 'courses', 'teachers', 'bases', 'management', 'platforms'];
    await house.record(
      home.actor,
      'joint_field',
      fields.map((code, i) => ({ ...on({ code }), evidence: i < 6 ? [newId()] : [] })),
      id,
    );
    expect(await house.measure(home.actor, 'eight_joint_fields', { agreementId: id })).toMatchObject({
      value: 6,
      of: 8,
      percent: 75,
      missing: [{ key: 'platforms' }, { key: 'evaluation' }],
      lacking: [{ label: '共搭管理平台' }],
    });
  });

  test('[FYP14-13-01] of twelve agreements 5, 4 and 2 stand in the three modes and one without a mode is open', async () => {
    const { office, place } = aProvince();
    const modes = [
      ...Array(5).fill('enterprise_in_school'),
      ...Array(4).fill('school_in_enterprise'),
      ...Array(2).fill('unity'),
      null,
    ];
    for (const [i, mode] of modes.entries())
      await cooperation('fyp14_cooperation', i, place(), { title: `合作${i}`, data: mode ? { mode } : {} });
    const shown = await house.measure(office, 'cooperation_modes');
    expect([shown.value, shown.groups.map((g) => g.value), shown.missing.map((m) => m.label)]).toEqual([
      11,
      [5, 4, 2],
      ['合作11'],
    ]);
  });
});

describe('days that matter', () => {
  test('[N2019-3.4] an agreement of 40 posts that ends on 2020-12-31 is to be renewed from 2020-12-01 on, told once', async () => {
    const { place } = aProvince();
    const home = await school('续签学校', place());
    const firm = await enterprise('续签企业', place());
    const { agreementId } = await draftAgreement(house.as(home.actor), {
      ...between('n2019_enterprise', [
        ['enterprise', firm],
        ['school', home],
      ]),
      endsOn: '2020-12-31',
      commitments: [{ kind: 'posts', quantity: 40 }],
      sections: [{ section: 'training_mode', words: '订单培养' }],
    });
    const { confirmSection } = await import('./agreements/confirm-section.ts');
    await moveAgreement(house.as(home.actor), { agreementId, action: 'send' });
    for (const s of [home, firm]) {
      await confirmSection(house.as(s.actor), { agreementId, section: 'training_mode' });
      await moveAgreement(house.as(s.actor), { agreementId, action: 'sign' });
    }
    await moveAgreement(house.as(home.actor), { agreementId, action: 'activate' });
    const reminders = async (day: string) => {
      house.setDay(day);
      await dailyChecks(house.as(null));
      await dailyChecks(house.as(null));
      const { rows } = await house.owner(
        `select count(*)::int as n from message where to_institution_id = $1 and title like '协议将于 2020-12-31 到期%'`,
        [firm.id],
      );
      return rows[0].n;
    };
    expect(await reminders('2020-11-30')).toBe(0);
    expect(await reminders('2020-12-01')).toBe(1);
    house.setDay('2020-03-01');
  });

  test('[N2021-1.1] when 2022 begins a pairing closed for 2021 and not ended has a cycle of 2022 to be planned, exactly once', async () => {
    const { a, id } = await aPair('n2021_pairing', { endsOn: '2025-12-31' });
    house.setDay('2021-01-01');
    await dailyChecks(house.as(null));
    const cycles = async () =>
      (await listEntries(house.as(a.actor), { agreementId: id, kind: 'cycle' })).rows.map(
        (r) => [r.code, r.state, r.entryId] as const,
      );
    const [first] = await cycles();
    house.setDay('2021-12-30');
    await moveEntries(house.as(a.actor), { entryIds: [first![2]], action: 'close' });
    house.setDay('2022-01-01');
    await Promise.all([dailyChecks(house.as(null)), dailyChecks(house.as(null))]);
    await dailyChecks(house.as(null));
    expect((await cycles()).map(([year, state]) => [year, state])).toEqual([
      ['2022', 'recorded'],
      ['2021', 'closed'],
    ]);
    house.setDay('2020-03-01');
  });

  test('[N2019-5.15] seven days after an expert arrived with five of six conditions confirmed one alert is sent, and the residency shows 5/6', async () => {
    const { place } = aProvince();
    const [a, b] = [await school('驻站帮扶', place(1)), await school('驻站受援', place(2))];
    house.setDay('2020-02-01');
    const id = await house.pairing(a, b);
    const [staffId] = await house.staff(a, [{ name: '驻站专家', duty: 'expert' }]);
    house.setDay('2020-03-01');
    const residency = await house.record(
      a.actor,
      'residency',
      [{ onDate: '2020-03-01', code: '汽车维修', staffId: staffId! }],
      id,
    );
    const five = ['housing', 'meals', 'office', 'transport', 'insurance'];
    await house.record(
      b.actor,
      'living_condition',
      five.map((code) => ({ onDate: '2020-03-01', code, parentId: residency.recorded[0]! })),
      id,
    );
    const alerts = async (day: string) => {
      house.setDay(day);
      await dailyChecks(house.as(null));
      await dailyChecks(house.as(null));
      const { rows } = await house.owner(
        `select count(*)::int as n from message where to_institution_id = $1 and title like '工作生活条件没有落实%'`,
        [b.id],
      );
      return rows[0].n;
    };
    expect([await alerts('2020-03-07'), await alerts('2020-03-08')]).toEqual([0, 1]);
    expect(await house.measure(b.actor, 'residency_conditions', { agreementId: id })).toMatchObject({
      value: 5,
      of: 6,
      missing: [{ label: '联系人' }],
    });
    house.setDay('2020-03-01');
  });
});

describe('who sees what', () => {
  test('each side’s entries are open to the other from the day the agreement is sent until the day it ends, in both directions, and to nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        async (byHelper, lasts) => {
          const { place } = aProvince();
          const far = aProvince();
          const stranger = anActor('province_hr_officer', aProvince().place() - 1_000_000);
          const [a, b] = [await school('可见甲', place()), await school('可见乙', far.place())];
          const offices = [anActor('county_hr_officer', place()), anActor('county_hr_officer', far.place())];
          house.setDay('2020-03-01');
          const id = await inForce('n2021_pairing', [
            ['helper', a],
            ['recipient', b],
          ]);
          for (const helper of byHelper)
            await house.record(
              (helper ? a : b).actor,
              'channel_activity',
              [on({ code: 'online_class', aboutName: '课' })],
              id,
            );
          const seen = async (reader: Actor) => (await listEntries(house.as(reader), { agreementId: id })).rows.length;
          const all = byHelper.length;
          const mine = byHelper.filter(Boolean).length;
          for (const reader of [a.actor, b.actor, ...offices]) expect(await seen(reader)).toBe(all);
          expect(await seen(stranger)).toBe(0);
          const end = `2020-03-${String(1 + lasts).padStart(2, '0')}`;
          house.setDay(end);
          await moveAgreement(house.as(b.actor), { agreementId: id, action: 'end', reason: '期满' });
          expect([await seen(a.actor), await seen(b.actor)]).toEqual([mine, all - mine]);
          expect(await Promise.all(offices.map(seen))).toEqual([mine, all - mine]);
          house.setDay('2020-03-01');
        },
      ),
      { numRuns: 5 },
    );
  });

  test('what was confirmed up to the end of an agreement stands as its execution and never moves', async () => {
    const { a, b, id } = await aPair('sd2017_pairing', {
      commitments: [{ kind: 'sd_majors', quantity: 2, dueOn: '2020-02-20' }],
    });
    await house.confirmed(a.actor, b.actor, 'major_built', [on({ aboutName: '焊接' })], id);
    await moveAgreement(house.as(a.actor), { agreementId: id, action: 'end', reason: '期满' });
    const file = await openAgreement(house.as(b.actor), { agreementId: id });
    expect(file.execution).toMatchObject({ rate: 50, overdue: 1, commitments: [{ done: 1, quantity: 2, excess: 0 }] });
    await expect(house.record(a.actor, 'major_built', [on({ aboutName: '补记' })], id)).rejects.toMatchObject({
      code: 'AGREEMENT_WRONG_STATE',
    });
  });
});

test('[N2019-5.5] of ten commitments eight are due and six of those delivered: 6/8 = 75.0%, each commitment with where it stands', async () => {
  house.setDay('2020-03-01');
  const { a, b, id } = await aPair('sd2017_pairing', {
    commitments: many(10, (i) => ({ kind: 'sd_majors', quantity: 1, dueOn: i < 8 ? '2020-02-20' : '2020-12-31' })),
  });
  const before = await openAgreement(house.as(a.actor), { agreementId: id });
  const due = before.execution.commitments.filter((c) => c.dueOn === '2020-02-20');
  for (const c of due.slice(0, 6))
    await house.confirmed(a.actor, b.actor, 'major_built', [on({ aboutName: '专业', commitmentId: c.id })], id);
  const { execution } = await openAgreement(house.as(a.actor), { agreementId: id });
  expect(execution.due).toEqual({ due: 8, delivered: 6, rate: 75 });
  expect(execution.commitments.filter((c) => c.overdue)).toHaveLength(2);
});
