import { draftAgreement } from '../../../partnerships/agreements/draft-agreement.ts';
import { moveAgreement } from '../../../partnerships/agreements/move-agreement.ts';
import { moveEntries } from '../../../partnerships/entries/move-entries.ts';
import { recordEntries } from '../../../partnerships/entries/record-entries.ts';
import { addStaff } from '../../../partnerships/service/add-staff.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Actor } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';
import { officeActor, schoolActor } from '../units.ts';

type School = { id: string; name: string; actor: Actor };

/** School pairings of the province at every stage, the busiest school among the helpers: signed and running with activities, to be signed, in the plan. */
export async function demoPartnerships(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  const on = (day: string): Services => ({ ...services, clock: fixedClock(`${day}T10:00:00+08:00`) });
  const schools = await someSchools(services);
  const half = Math.floor(schools.length / 2);
  for (let i = 0; i < half; i += 1) {
    const [helper, recipient] = [schools[i]!, schools[half + i]!];
    const agreementId = await drafted(on(`${year}-01-10`), helper, recipient, year, i);
    if (i % 5 === 4) continue;
    const at = (actor: Actor, day: string) => makeContext(on(day), actor);
    await moveAgreement(at(helper.actor, `${year}-01-12`), { agreementId, action: 'send' });
    await moveAgreement(at(helper.actor, `${year}-01-12`), { agreementId, action: 'sign' });
    if (i % 5 === 3) continue;
    await moveAgreement(at(recipient.actor, `${year}-01-15`), { agreementId, action: 'sign' });
    await moveAgreement(at(helper.actor, `${year}-01-16`), { agreementId, action: 'activate' });
    await activities((actor) => at(actor, `${year}-06-30`), agreementId, helper, recipient, year, i);
  }
  await needs(on(`${year}-03-02`), schools.slice(half));
}

/** The busiest school (it has an account) first, then others of the province. */
async function someSchools(services: Services): Promise<School[]> {
  const rows = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('institution as i')
      .innerJoin('unit as u', 'u.institution_id', 'i.institution_id')
      .leftJoin('role_assignment as r', (j) =>
        j.onRef('r.unit_id', '=', 'u.unit_id').on('r.role', '=', 'school_officer'),
      )
      .select(['i.institution_id', 'i.name'])
      .where('i.kind', '=', 'technical_school')
      .where('i.location_code', '>=', FOCUS.province)
      .orderBy('r.user_id')
      .orderBy('i.institution_id')
      .limit(16)
      .execute(),
  );
  const found: School[] = [];
  for (const row of rows)
    found.push({ id: row.institution_id, name: row.name, actor: await schoolActor(services, row.institution_id) });
  return found;
}

const MAJORS = ['汽车维修', '数控加工', '烹饪', '电子商务', '焊接加工', '幼儿教育'];
const PEOPLE = ['李建平', '王晓东', '张红梅', '刘志刚', '陈立华', '赵海涛', '孙文静', '周永胜'];

async function drafted(
  services: Services,
  helper: School,
  recipient: School,
  year: number,
  i: number,
): Promise<string> {
  const ctx = makeContext(services, helper.actor);
  const { agreementId } = await draftAgreement(ctx, {
    kind: 'n2019_pairing',
    title: `${helper.name}帮扶${recipient.name}`,
    startsOn: `${year}-01-01`,
    endsOn: `${year + 2}-12-31`,
    parties: [
      {
        role: 'helper',
        institutionId: helper.id,
        officer: PEOPLE[i % 8]!,
        officerPhone: `0531-555${String(1000 + i)}`,
        responsibleUnit: helper.name,
      },
      {
        role: 'recipient',
        institutionId: recipient.id,
        ...(i % 4 === 3
          ? {}
          : {
              officer: PEOPLE[(i + 3) % 8]!,
              officerPhone: `0530-555${String(2000 + i)}`,
              responsibleUnit: recipient.name,
            }),
      },
    ],
    commitments: [
      { kind: 'focus_major', code: MAJORS[i % 6]! },
      { kind: 'focus_major', code: MAJORS[(i + 1) % 6]! },
      { kind: 'send_people', quantity: 4, dueOn: `${year}-12-31` },
      { kind: 'take_people', quantity: 3, dueOn: `${year}-06-30` },
      { kind: 'bring_enterprise', quantity: 1, dueOn: `${year}-10-31` },
      { kind: 'give_equipment', quantity: 80_000, dueOn: `${year}-08-31` },
    ],
  });
  const team = ['leader', 'member', 'member'].map((code, n) => ({
    code,
    aboutName: PEOPLE[(i + n) % 8]!,
    onDate: `${year}-01-08`,
  }));
  await recordEntries(ctx, { kind: 'team_member', agreementId, rows: team });
  return agreementId;
}

type As = (actor: Actor) => ReturnType<typeof makeContext>;

async function activities(
  as: As,
  agreementId: string,
  helper: School,
  recipient: School,
  year: number,
  i: number,
): Promise<void> {
  const { staffIds } = await addStaff(as(helper.actor), {
    people: [
      { name: PEOPLE[(i + 4) % 8]!, duty: 'expert', title: '正高级讲师', specialty: MAJORS[i % 6]! },
      { name: PEOPLE[(i + 5) % 8]!, duty: 'teacher', title: '高级讲师', specialty: MAJORS[(i + 1) % 6]! },
    ],
  });
  const major = MAJORS[i % 6]!;
  const record = (actor: Actor, kind: string, rows: Parameters<typeof recordEntries>[1]['rows']) =>
    recordEntries(as(actor), { kind, agreementId, rows });
  const given = [
    await record(helper.actor, 'residency', [
      { onDate: `${year}-03-01`, endedOn: `${year}-05-31`, code: major, staffId: staffIds[0]! },
    ]),
    await record(helper.actor, 'dispatch', [
      { onDate: `${year}-03-15`, endedOn: `${year}-06-20`, staffId: staffIds[1]! },
    ]),
    await record(
      helper.actor,
      'guidance',
      ['major_plan', 'talent_plan', 'course_building'].map((second, n) => ({
        onDate: `${year}-04-0${n + 1}`,
        code: major,
        second,
        aboutName: '现场指导',
      })),
    ),
    ...(i % 3 === 0
      ? []
      : [
          await record(helper.actor, 'enterprise_brought', [
            {
              onDate: `${year}-05-10`,
              code: major,
              aboutName: '鲁能装备制造有限公司',
              data: { advanced: true, matched: true, large: i % 2 === 0 },
            },
          ]),
        ]),
  ];
  const committee = {
    onDate: `${year}-02-20`,
    data: {
      members: [
        { name: PEOPLE[i % 8]!, side: 'helper' },
        { name: PEOPLE[(i + 3) % 8]!, side: 'recipient' },
      ],
    },
  };
  given.push(await record(helper.actor, 'committee', [committee]));
  if (i % 2 === 0)
    given.push(await record(recipient.actor, 'expert_station', [{ onDate: `${year}-02-25`, aboutName: '实训楼二层' }]));
  const nominated = await record(
    recipient.actor,
    'nomination',
    ['manager', 'teacher', 'teacher', 'teacher'].map((code, n) => ({
      onDate: `${year}-04-10`,
      code,
      aboutName: PEOPLE[(i + n + 2) % 8]!,
    })),
  );
  await moveEntries(as(helper.actor), { entryIds: nominated.recorded, action: 'confirm' });
  const confirmed = given.flatMap((g) => g.recorded).slice(0, i % 2 === 0 ? 4 : 2);
  await moveEntries(as(recipient.actor), { entryIds: confirmed, action: 'confirm' });
}

/** What recipient schools need; the province has offers for most. */
async function needs(services: Services, schools: readonly School[]): Promise<void> {
  const day = services.clock.today();
  const province = makeContext(services, await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer'));
  for (const [i, school] of schools.entries()) {
    const codes = ['teachers', 'workshops', 'equipment'].slice(0, (i % 3) + 1);
    const { recorded } = await recordEntries(makeContext(services, school.actor), {
      kind: 'need',
      rows: codes.map((code) => ({
        onDate: day,
        code,
        aboutName: `${school.name}：${code === 'teachers' ? '骨干教师短缺' : code === 'workshops' ? '实训工位不足' : '设备陈旧'}`,
      })),
    });
    if (i % 3 !== 2)
      await recordEntries(province, {
        kind: 'need_offer',
        rows: recorded.slice(0, 1).map((parentId) => ({ onDate: day, parentId, aboutName: '由省内优质技师学院提供' })),
      });
  }
  await recordEntries(province, {
    kind: 'recipient_school',
    rows: schools.map((s) => ({ onDate: day, aboutInstitution: s.id })),
  });
}
