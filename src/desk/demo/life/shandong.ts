import { showEmploymentWishes } from '../../../employment/wishes/show-wishes.ts';
import { recordEmploymentWishes } from '../../../employment/wishes/record-wishes.ts';
import { createRecord, setStage } from '../../../registers/index.ts';
import type { Actor } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { plainDate } from '../../../platform/plain-date.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { syntheticCitizenId } from '../../../standards/index.ts';
import { activateCard, draftCard, publishCard, scoreSubject } from '../../../supervision/scorecards/keep-card.ts';
import { decideSelection, enterCandidate, startSelection } from '../../../supervision/selections/keep-selection.ts';
import { ENTERPRISE } from '../accounts.ts';
import { chanceOf } from '../chance.ts';
import { dayOf, type DayOf } from './office-life.ts';
import { FOCUS } from '../places.ts';
import { institutionActor, officeActor } from '../units.ts';

/** What the Shandong plan asks beside the route: schools that take on tasks, posts for interns, work wished, and selections of projects. */
export async function demoShandong(services: Services): Promise<void> {
  const day = dayOf(services);
  const schools = await schoolsOfCity(services);
  await taskSchools(services, day, schools);
  await internships(day, await institutionActor(services, ENTERPRISE, 'enterprise_officer'));
  await wishes(services, day);
  await selections(
    day,
    await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer'),
    schools.map((s) => s.name),
  );
}

type School = { id: string; name: string; grade: string | null };

function schoolsOfCity(services: Services): Promise<School[]> {
  return transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('institution')
      .select(['institution_id as id', 'name', 'grade'])
      .where('kind', '=', 'technical_school')
      .where('location_code', '>=', FOCUS.city)
      .where('location_code', '<', FOCUS.city + 100_000_000)
      .orderBy('name')
      .limit(8)
      .execute(),
  );
}

async function taskSchools(services: Services, day: DayOf, schools: readonly School[]): Promise<void> {
  const city = await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer');
  const typeOf = (grade: string | null) =>
    grade?.includes('技师') ? 'technician_college' : grade?.includes('高级') ? 'senior' : 'ordinary';
  for (const [i, school] of schools.entries())
    await createRecord(makeContext(day(110 - i), city), {
      key: 'sd2017-task-schools',
      data: {
        school: school.id,
        school_type: typeOf(school.grade),
        ownership: ['public', 'private', 'enterprise'][i % 3]!,
        accepted: i % 4 !== 3,
        ...(i % 4 === 3
          ? {}
          : { tasks: ['enrolment', 'training', 'teaching_support'].slice(0, 1 + (i % 3)), accepted_on: '2018-03-15' }),
      },
    });
}

async function internships(day: DayOf, enterprise: Actor): Promise<void> {
  const trades = ['木工', '喷漆', '数控', '质检', '包装', '电工'];
  const chance = chanceOf(2017);
  for (const [i, trade] of trades.entries()) {
    const ctx = makeContext(day(100 - i), enterprise);
    const { recordId } = await createRecord(ctx, {
      key: 'sd2017-internship-posts',
      data: { post: `${trade}岗位`, enterprise: ENTERPRISE, major: trade, pay: String(1800 + 100 * i) },
    });
    if (i > 3) continue;
    await createRecord(makeContext(day(90 - i), enterprise), {
      key: 'sd2017-interns',
      data: {
        person: {
          name: ['许文静', '何志强', '吕小雨', '施向阳'][i]!,
          idNumber: syntheticCitizenId({
            region: '371721',
            birth: plainDate(`2001-0${i + 2}-1${i}`),
            sequence: chance.int(100, 400),
            sex: i % 2 ? '男' : '女',
          }),
        },
        school: '菏泽技师学院',
        post: recordId,
        began_on: day(90 - i).clock.today(),
        insurance: `实习责任险 2020-${600 + i}`,
        mentor: ['周师傅', '郑师傅', '冯师傅', '陈师傅'][i]!,
        ...(i < 3 ? { meets: i !== 2 } : {}),
        ...(i === 0 ? { offered_on: day(30).clock.today(), hired_on: day(20).clock.today() } : {}),
      },
    });
    await setStage(makeContext(day(89 - i), enterprise), { recordId, stage: 'assigned' });
  }
}

/** Asks half of those of the county who finished what work they wish. */
async function wishes(services: Services, day: DayOf): Promise<void> {
  const county = await officeActor(services, FOCUS.county, 'hr', 'county_hr_officer');
  const ctx = makeContext(day(20), county);
  const { notAsked } = await showEmploymentWishes(makeContext(day(0), county), { page: 1, size: 1 });
  const asked = notAsked.rows.filter((_, i) => i % 2 === 0).slice(0, 60);
  if (asked.length === 0) return;
  const sectors = ['木制品加工', '汽车维修', '电工', '家政服务', '电子商务'];
  await recordEmploymentWishes(ctx, {
    rows: asked.map((p, i) => ({
      personId: p.personId,
      selfEmployed: i % 7 === 3,
      sector: sectors[i % sectors.length]!,
      place: i % 3 === 0 ? '本县' : i % 3 === 1 ? '本市' : '省内',
      wageFen: 300_000 + (i % 5) * 50_000,
      statedOn: ctx.clock.today(),
    })),
  });
}

const DIMENSIONS = [
  { key: 'party_building', name: '党建与事业发展', weight: 30 },
  { key: 'moral_education', name: '立德树人成效', weight: 30 },
  { key: 'cooperation', name: '校企合作成效', weight: 40 },
];

async function selections(day: DayOf, province: Actor, schools: readonly string[]): Promise<void> {
  const names = schools.slice(0, 5);
  if (names.length < 3) return;
  const at = (ago: number) => makeContext(day(ago), province);
  const year = Number(day(200).clock.today().slice(0, 4)) - 1;
  const { cardId } = await draftCard(at(150), {
    kind: 'school',
    title: '技工院校技能扶贫成效评价',
    year,
    dimensions: DIMENSIONS,
    threshold: 80,
    validMonths: 24,
  });
  await activateCard(at(150), { cardId });
  for (const [i, name] of names.entries())
    for (const { key } of DIMENSIONS)
      await scoreSubject(at(140), {
        cardId,
        subject: name,
        subjectName: name,
        dimension: key,
        achieved: [91, 84, 76, 88, 70][i]!,
        basis: `${year}年度台账和实地核查`,
      });
  await publishCard(at(130), { cardId });
  const held = async (kind: 'featured_school' | 'master_workstation', title: string, scores: number[], ago: number) => {
    const { selectionId } = await startSelection(at(ago), { kind, title, places: 2 });
    for (const [i, score] of scores.entries())
      await enterCandidate(at(ago - 5), { selectionId, name: names[i]!, score, complete: i !== 4 });
    return selectionId;
  };
  const first = await held('featured_school', '省技工教育特色名校评选', [92, 90, 90, 95, 88], 100);
  await decideSelection(at(80), { selectionId: first });
  await held('master_workstation', '齐鲁技能大师特色工作站评选', [85, 88, 85], 15);
}
