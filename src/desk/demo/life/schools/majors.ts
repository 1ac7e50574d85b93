import { FOCUS } from '../../places.ts';
import { student, type Entering } from './entering.ts';

/** Levels of schools, classes opened, majors new, traditional, warned of and scarce. */
export async function majors({ day, offices: { school, city, county, province }, enter, on }: Entering): Promise<void> {
  const levels = ['technical_school', 'technician_college', undefined];
  const schools = [];
  for (const [i, level] of levels.entries())
    schools.push(
      await enter(day, 200 - i, 'fyp14-school-levels', city, {
        name: ['曹县技工学校', '菏泽技师学院', '单县职业技术学校'][i]!,
        ...(level ? { level } : {}),
      }),
    );
  const major = await enter(day, 300, 'fyp14-major-catalogue', province, {
    code: '0110',
    name: '焊接加工',
    version: 2018,
    change: 'kept',
  });
  await enter(day, 60, 'fyp14-class-openings', school, {
    name: '2020级焊接1班',
    school: schools[0]!,
    class_level: 'intermediate',
    major,
    opens_on: on(40),
    teach_out: false,
    exception: false,
  });
  for (const [i, group] of ['other', 'new_energy', 'nursing'].entries())
    await enter(day, 12 - i, 'fyp14-major-applications', school, {
      major: ['工艺美术', '光伏组件制造', '护理'][i]!,
      group,
    });
  for (const [i, progress] of ['upgraded', 'open'].entries())
    await enter(day, 90 - i, 'fyp14-traditional-majors', school, {
      major: ['建筑施工', '服装制作'][i]!,
      field: ['building', 'light'][i]!,
      progress,
      ...(i === 0 ? { project: '装配式建筑实训升级' } : {}),
    });
  for (const [i, name] of ['焊接加工', '文秘'].entries())
    await enter(day, 80 - i, 'fyp14-major-warnings', school, {
      major: name,
      year: Number(on(80).slice(0, 4)),
      employment: [96, 61][i]!,
      employment_before: [95, 64][i]!,
      intake: [80, 60][i]!,
      demand: [120, 25][i]!,
    });
  const scarce = [];
  for (const name of ['养老护理员', '工业机器人系统操作员', '育婴员'])
    scarce.push(await enter(day, 110, 'fyp14-scarce-occupations', county, { name }));
  await enter(day, 100, 'fyp14-offered-majors', school, { major: '养老服务', occupation: scarce[0]! });
  await enter(day, 500, 'fyp14-demand-reviews', school, { major: '焊接加工', reviewed_on: on(500), orders: 60 });
  await enter(day, 15, 'fyp14-major-alignments', school, {
    major: '焊接加工',
    industry: '家具五金企业用工调研',
    standard: '焊工国家职业标准对照表',
    process: '一体化课程工作页',
  });
  await enter(day, 120, 'fyp14-lead-industries', county, { name: '木制品', place: String(FOCUS.county) });
  await enter(day, 90, 'fyp14-featured-projects', school, {
    major: '家具设计与制作',
    industry: '木制品',
    place: String(FOCUS.county),
    since: on(90),
  });
}

/** A school of an enterprise that is being taken over: four of the five steps are done. */
export async function takeover({ day, offices: { schoolId, city }, enter, on }: Entering): Promise<void> {
  await enter(day, 300, 'fyp14-school-owners', city, { school: schoolId, owner: 'enterprise', from_on: '1998-09-01' });
  await enter(day, 60, 'fyp14-takeovers', city, {
    school: schoolId,
    former_owner: '曹县纺织集团',
    assets: '3200',
    staff: 86,
    students: 1450,
    handed_on: on(-90),
    agreed: true,
    assets_taken: true,
    staff_taken: true,
    files_taken: true,
  });
}

/** Persons approached through a station, the qualification to enrol, plan and actual, the green channel. */
export async function recruitment({
  day,
  offices: { school, schoolId, city, county },
  enter,
  on,
  listed,
}: Entering): Promise<void> {
  const station = await enter(day, 120, 'fyp14-service-stations', county, {
    name: '青堌集就业服务站',
    place: String(FOCUS.county),
  });
  const year = Number(on(30).slice(0, 4));
  const groups = ['junior_new', 'senior_past', 'help_child', 'help_child', 'veteran', 'employee'];
  for (const [i, group] of groups.entries())
    await enter(day, 40 - i, 'fyp14-recruits', school, {
      person: student(i),
      group,
      year,
      contacted_on: on(40 - i),
      ...(i < 3 ? { station } : {}),
      ...(i < 4 ? { mode: i % 2 ? 'offline' : 'online', applied_on: on(30 - i) } : {}),
      ...(i < 3 ? { enrolled_on: on(20 - i), class_level: i === 2 ? 'senior' : 'intermediate' } : {}),
    });
  await enter(day, 300, 'fyp14-school-qualifications', city, {
    name: '曹县技工学校',
    school: schoolId,
    valid_to: on(-200),
  });
  await enter(day, 100, 'fyp14-enrolment-plans', school, {
    name: `曹县技工学校 ${year}年`,
    school: schoolId,
    open_on: on(100),
    plan: 500,
    admitted: 240,
    withdrawn: 12,
  });
  const [applicant] = listed;
  if (applicant) await enter(day, 5, 'n2021-green-applications', school, { student: applicant, filed_on: on(5) });
}
