import { beforeEach, describe, expect, test } from 'vitest';
import { publicRegister } from './exchange/public-register.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { listRecords } from './records/list-records.ts';
import { openRecord } from './records/open-record.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import { keepersOf, person, type Data } from './testing-entering.ts';
import {
  anInstitution,
  countyOffice,
  figuresOf,
  ministry,
  provinceOffice,
  registersHouse,
} from './testing-registers.ts';

const house = await registersHouse();
const { schoolId, enter, refused } = await keepersOf(house);

beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

describe('the registers of N2021 and N2019', () => {
  test('[N2021-3.10] 10 national, 35 provincial and 50 municipal bases approved are 95 of 100 with three sub-lines', async () => {
    const levels = [...Array(10).fill('nation'), ...Array(35).fill('province'), ...Array(50).fill('city')] as string[];
    await enter('n2021-bases', 95, (i) => ({
      name: `基地${i}`,
      level: levels[i]!,
      host: schoolId,
      approved_on: '2021-12-01',
    }));
    const { total } = await figuresOf(house, 'n2021-bases');
    expect(total).toMatchObject({ value: 95, to: 100, share: 95 });
    expect(total!.groups.map((g) => [g.title, g.value])).toEqual([
      ['市级', 50],
      ['国家级', 10],
      ['省级', 35],
    ]);
  });

  test('[FYP14-B2-04] of six bases at quality schools the one whose host lost its status carries a warning', async () => {
    const lost = await anInstitution(house, '失格学院');
    const [, status] = await enter('fyp14-quality-schools', 2, (i) => ({
      name: `院校${i}`,
      school: i === 0 ? schoolId : lost,
      college: false,
      selected_on: '2021-01-01',
    }));
    await enter('n2021-bases', 6, (i) => ({
      name: `基地${i}`,
      level: ['nation', 'province', 'province', 'city', 'city', 'city'][i]!,
      host: i === 5 ? lost : schoolId,
      approved_on: '2021-12-01',
    }));
    await stepRecord(house.as(ministry), { recordId: status!, act: 'revoke', reason: '复核不合格' });
    const { total, host_not_quality: warned } = await figuresOf(house, 'n2021-bases');
    expect(total!.groups.map((g) => g.value).sort()).toEqual([1, 2, 3]);
    expect(warned).toMatchObject({ value: 1, names: [{ title: '基地5' }] });
    const file = await openRecord(house.as(ministry), { recordId: warned!.names[0]!.recordId });
    expect(file.warnings).toEqual([{ path: 'host', message: '依托院校不是优质院校' }]);
  });

  const studio = (i: number, more: Data = {}): Data => ({
    name: `工作室${i}`,
    leader: person(i),
    craft: '木雕',
    set_up_on: '2021-07-01',
    ...more,
  });
  test('[N2021-3.13] of 41 studios registered 3 are revoked, and 38 of 100 are valid', async () => {
    const ids = await enter('n2021-studios', 41, (i) => studio(i));
    for (const recordId of ids.slice(0, 3))
      await stepRecord(house.as(countyOffice), { recordId, act: 'revoke', reason: '停止活动' });
    expect((await figuresOf(house, 'n2021-studios')).valid).toMatchObject({ value: 38, to: 100 });
  });

  test('[N2021-3.15] a studio with a leader and no member is not set to operating; with three members it is', async () => {
    const [alone, team] = await enter('n2021-studios', 2, (i) => studio(i, { members: i * 3 }));
    await expect(setStage(house.as(countyOffice), { recordId: alone!, stage: 'operating' })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
    });
    expect(await setStage(house.as(countyOffice), { recordId: team!, stage: 'operating' })).toMatchObject({
      stage: 'operating',
    });
  });

  test('[N2021-3.16] a studio with entries in three functions this year shows 3 of 4 and names the missing one', async () => {
    const [id] = await enter('n2021-studios', 1, (i) => studio(i));
    await enter('n2021-studio-activities', 4, (i) => ({
      title_text: `活动${i}`,
      studio: id!,
      function: ['teach', 'solve', 'inherit', 'spread'][i]!,
      on: i === 3 ? '2021-09-01' : '2022-03-01',
    }));
    const { functions } = await figuresOf(house, 'n2021-studio-activities');
    expect(functions).toMatchObject({ value: 3, to: 4, missing: [{ of: '工作室0', titles: ['技能推广'] }] });
  });

  test('[FYP14-9-06] eight studios, five own and three co-built, one of them without activity for twelve months', async () => {
    const ids = await enter('n2021-studios', 8, (i) => studio(i, { way: i < 5 ? 'own' : 'joint' }));
    await enter('n2021-studio-activities', 8, (i) => ({
      title_text: `活动${i}`,
      studio: ids[i]!,
      function: 'teach',
      on: i === 7 ? '2021-06-29' : '2022-01-05',
    }));
    const { valid, inactive } = await figuresOf(house, 'n2021-studios');
    expect(valid!.groups.map((g) => [g.title, g.value])).toEqual([
      ['校企共建', 3],
      ['自建', 5],
    ]);
    expect(inactive).toMatchObject({ value: 1, names: [{ title: '工作室7' }] });
  });

  test('[N2021-3.17] with tea and embroidery as local industries, four of five craftsmen match: 80.0%', async () => {
    await enter('n2021-local-industries', 2, (i) => ({ name: ['茶叶', '刺绣'][i]! }));
    await enter('n2021-craftsmen', 5, (i) => ({
      person: person(i),
      industry: ['茶叶', '茶叶', '刺绣', '刺绣', '烟花'][i]!,
      recognised_on: '2022-01-01',
    }));
    expect((await figuresOf(house, 'n2021-craftsmen')).match).toMatchObject({ value: 4, to: 5, share: 80 });
  });

  test('[N2021-3.39] of three hosts the one that is no quality school shows one failed condition and needs a written reason to go on', async () => {
    const plain = await anInstitution(house, '普通学校');
    const other = await anInstitution(house, '另一优质学校');
    await enter('fyp14-quality-schools', 2, (i) => ({
      name: `优质${i}`,
      school: [schoolId, other][i]!,
      college: true,
      selected_on: '2021-01-01',
    }));
    const base = (i: number): Data => ({ name: `集训基地${i}`, host: [schoolId, other, plain][i]!, skill: '焊接' });
    await enter('n2021-contest-bases', 2, base);
    const third = await refused('n2021-contest-bases', base(2));
    expect(third).toMatchObject({
      code: 'RECORD_NEEDS_REASON',
      fields: [{ path: 'host', message: '承办院校不是优质院校' }, { path: 'reason' }],
    });
    const gone = await createRecord(house.as(countyOffice), {
      key: 'n2021-contest-bases',
      data: base(2),
      reason: '当地唯一具备场地',
    });
    expect(gone).toMatchObject({ state: 'submitted', warnings: [{ message: '承办院校不是优质院校' }] });
    expect((await figuresOf(house, 'n2021-contest-bases')).bases!.value).toBe(2);
  });

  test('[N2021-3.40] two camps with 30 entrants and one course with 25 workers are told apart', async () => {
    await enter('fyp14-quality-schools', 1, () => ({
      name: '优质',
      school: schoolId,
      college: true,
      selected_on: '2021-01-01',
    }));
    const [base] = await enter('n2021-contest-bases', 1, () => ({ name: '基地B', host: schoolId, skill: '焊接' }));
    const people = [12, 18, 25];
    await enter('n2021-contest-camps', 3, (i) => ({
      title_text: `班${i}`,
      base: base!,
      kind: i < 2 ? 'camp' : 'course',
      people: people[i]!,
      on: '2022-02-01',
    }));
    const { entrants, workers } = await figuresOf(house, 'n2021-contest-camps');
    expect([entrants!.value, workers!.value]).toEqual([30, 25]);
  });

  const teacherBase = (kind: string) => (i: number) => ({
    name: `${kind}${i}`,
    host: schoolId,
    kind,
    capacity: 100 + i,
    selected_on: '2022-01-01',
  });
  test('[N2021-4.22] of eight applicants three are selected: three are active and their capacity alone is summed', async () => {
    await enter('n2021-teacher-bases', 5, (i) => teacherBase('integrated')(i + 3), { pass: false });
    await enter('n2021-teacher-bases', 3, teacherBase('integrated'));
    const { active, capacity, applied } = await figuresOf(house, 'n2021-teacher-bases');
    expect([applied!.value, active!.value, capacity!.value]).toEqual([8, 3, 303]);
  });

  test.each([
    [
      '[FYP14-B5-16] 45 bases selected of which 2 lost the title are 43 of about 50 (86.0%)',
      'integrated',
      'active',
      45,
      2,
      43,
      50,
      86,
    ],
    [
      '[FYP14-4-04] 29 bases selected of which 1 was revoked later are 28 of about 30 (93.3%), the revoked one only in its history',
      'ideology',
      'ideology',
      29,
      1,
      28,
      30,
      93.3,
    ],
  ] as const)('%s', async (_title, kind, figure, selected, lost, value, to, share) => {
    const ids = await enter('n2021-teacher-bases', selected, teacherBase(kind));
    if (kind === 'ideology') await enter('n2021-teacher-bases', 11, (i) => teacherBase(kind)(i + 29), { pass: false });
    for (const recordId of ids.slice(0, lost))
      await stepRecord(house.as(ministry), { recordId, act: 'revoke', reason: '复核不合格' });
    expect((await figuresOf(house, 'n2021-teacher-bases'))[figure]).toMatchObject({ value, to, share });
    const file = await openRecord(house.as(ministry), { recordId: ids[0]! });
    expect(file).toMatchObject({
      state: 'revoked',
      history: [{ action: 'revoke' }, { action: 'pass' }, { action: 'submit' }],
    });
  });

  test('[N2021-4.27] ten trainers and six mentors with twenty start-ups: 3.3 start-ups a mentor', async () => {
    await enter('n2021-mentors', 16, (i) => ({
      person: person(i),
      kind: i < 10 ? 'trainer' : 'mentor',
      startups: i < 10 ? 0 : [4, 4, 3, 3, 3, 3][i - 10]!,
    }));
    const { people, per_mentor: ratio } = await figuresOf(house, 'n2021-mentors');
    expect(people!.groups.map((g) => g.value).sort()).toEqual([10, 6]);
    expect(ratio).toMatchObject({ value: 20, to: 6, share: 3.3 });
  });

  test('[N2021-4.28] twenty experts with none in technology development: that field shows none and is flagged', async () => {
    await enter('n2021-experts', 20, (i) => ({ person: person(i), field: ['management', 'majors', 'reform'][i % 3]! }));
    const { experts } = await figuresOf(house, 'n2021-experts');
    expect(experts).toMatchObject({ value: 20, missing: [{ of: null, titles: ['技术开发'] }] });
    expect(experts!.groups.find((g) => g.code === 'technology')).toMatchObject({ title: '技术开发', value: 0 });
  });

  test('[N2021-5.2] a mechanism with the HR department as only member is refused until a government leader and another department are present', async () => {
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'county', 'hr', '曹县人社局', 371721000000, '2016-01-01') on conflict do nothing`,
      [countyOffice.unitId],
    );
    const alone = { name: '县技能帮扶联席会议', coordinator: countyOffice.unitId, founded_on: '2021-08-01' };
    expect((await refused('n2021-mechanisms', alone))?.fields?.map((f) => f.path)).toEqual(['leader', 'departments']);
    expect(
      (await refused('n2021-mechanisms', { ...alone, leader: '副县长 李明' }))?.fields?.map((f) => f.path),
    ).toEqual(['departments']);
    await enter('n2021-mechanisms', 1, () => ({ ...alone, leader: '副县长 李明', departments: ['rural'] }));
    expect((await figuresOf(house, 'n2021-mechanisms')).mechanisms!.value).toBe(1);
  });

  const practice = (i: number) => ({ title_text: `做法${i}`, summary: '校企共建实训车间' });
  test('[N2021-5.18] of six submissions two are published, and when a third area marks reuse the item counts one', async () => {
    await enter('n2021-practices', 4, (i) => practice(i + 2), { pass: false });
    const [one] = await enter('n2021-practices', 2, practice);
    expect((await publicRegister(house.as(null), { key: 'n2021-practices' })).total).toBe(2);
    await enter('n2021-practice-adoptions', 1, () => ({ area: '单县', practice: one!, on: '2022-05-01' }));
    const file = await openRecord(house.as(countyOffice), { recordId: one! });
    expect(file.related).toMatchObject([{ register: 'n2021-practice-adoptions', count: 1, rows: [{ title: '单县' }] }]);
  });

  test('[FYP14-23-08] of twelve published items five are adopted, one by two regions: 41.7% and six adoptions', async () => {
    const ids = await enter('n2021-practices', 12, practice);
    await enter('n2021-practice-adoptions', 6, (i) => ({
      area: `地区${i}`,
      practice: ids[Math.min(i, 4)]!,
      on: '2022-05-01',
    }));
    const { adopted, adoptions } = await figuresOf(house, 'n2021-practices');
    expect(adopted).toMatchObject({ value: 5, to: 12, share: 41.7 });
    expect(adoptions!.value).toBe(6);
  });

  test.each([
    ['[N2021-3.9] a memorandum with 9 measures, 6 done and 1 overdue shows 6 of 9 and the overdue one', 9, 66.7],
    [
      'a memorandum of 10 measures, 6 done and 1 overdue shows 60% and the overdue one to the province responsible',
      10,
      60,
    ],
  ] as const)('%s', async (_title, count, share) => {
    await enter('n2021-memoranda', count, (i) => ({
      measure: `措施${i}`,
      memorandum: '部区共建备忘录',
      ...(i < 6 ? { done_on: '2022-01-01' } : { due_on: i === 6 ? '2022-06-29' : '2022-12-31' }),
    }));
    const { done, overdue } = await figuresOf(house, 'n2021-memoranda', { by: provinceOffice });
    expect(done).toMatchObject({ value: 6, to: count, share });
    expect(overdue!.names.map((n) => n.title)).toEqual(['措施6']);
  });

  test('[N2021-3.7] of ten support measures two go to private schools: 20.0%', async () => {
    await enter('n2021-support-measures', 10, (i) => ({ measure: `措施${i}`, private: i < 2, on: '2022-01-01' }));
    expect((await figuresOf(house, 'n2021-support-measures')).private).toMatchObject({ value: 2, to: 10, share: 20 });
  });

  test('[N2021-3.6] four enterprise sponsors added in 2022 make four rows with form and amount', async () => {
    await enter('n2021-school-sponsors', 5, (i) => ({
      sponsor: `企业${i}`,
      school: '曹县技工学校',
      sponsor_kind: 'enterprise',
      form: 'sponsored',
      amount: '1000000',
      since: i === 4 ? '2021-05-01' : '2022-05-01',
    }));
    const { this_year: added } = await figuresOf(house, 'n2021-school-sponsors', { on: '2022-12-31' });
    expect(added).toMatchObject({ value: 4 });
    expect(added!.names).toHaveLength(4);
    const { rows } = await listRecords(house.as(countyOffice), { key: 'n2021-school-sponsors' });
    expect(rows[0]!.shown).toMatchObject({ form: '举办', amount: '1,000,000.00' });
  });

  test('[N2019-3.2] three schools run and two co-run by enterprises are five rows when filtered by kind of sponsor, split 3 and 2', async () => {
    await enter('n2021-school-sponsors', 6, (i) => ({
      sponsor: `举办者${i}`,
      school: `学校${i}`,
      sponsor_kind: i === 5 ? 'institution' : 'enterprise',
      form: i < 3 ? 'sponsored' : 'joint',
      since: '2020-05-01',
    }));
    expect(
      (await listRecords(house.as(countyOffice), { key: 'n2021-school-sponsors', sponsor_kind: 'enterprise' })).total,
    ).toBe(5);
    const { enterprise } = await figuresOf(house, 'n2021-school-sponsors');
    expect(enterprise!.groups.map((g) => [g.title, g.value])).toEqual([
      ['参与办学', 2],
      ['举办', 3],
    ]);
  });

  test('[N2019-1.2] six of the seven jurisdictions with a task show 6 of 7 and the missing one', async () => {
    const codes = ['sichuan', 'yunnan', 'tibet', 'gansu', 'qinghai', 'xinjiang'];
    await enter('n2019-construction-tasks', 7, (i) => ({ task: `任务${i}`, jurisdiction: codes[i % 6]! }));
    const { covered } = await figuresOf(house, 'n2019-construction-tasks');
    expect(covered).toMatchObject({ value: 6, to: 7, missing: [{ titles: ['新疆生产建设兵团'] }] });
  });

  test('[N2019-1.6] a base under building with a guidance visit shows that visit, and may next be set to accepted alone', async () => {
    const [base] = await enter('n2019-public-bases', 1, () => ({ name: '基地G', place: '371721000000' }));
    await enter('n2019-base-visits', 1, () => ({ guidance: '设备选型', base: base!, on: '2020-03-10' }));
    const file = await openRecord(house.as(countyOffice), { recordId: base! });
    expect(file.related).toMatchObject([{ count: 1, rows: [{ countedOn: '2020-03-10' }] }]);
    expect(file.stages.map((s) => s.code)).toEqual(['accepted']);
    await expect(setStage(house.as(countyOffice), { recordId: base!, stage: 'building' })).rejects.toMatchObject({
      code: 'RECORD_WRONG_STAGE',
    });
  });

  test('[N2019-5.13] a school filed 45%: the HR office cannot save 60% over it, only return it with a comment', async () => {
    const data = { project: '实训楼', progress: 45, as_of: '2022-05-31' };
    const [recordId] = await enter('n2019-construction-progress', 1, () => data, { pass: false });
    await expect(
      changeRecord(house.as(countyOffice), { recordId: recordId!, data: { ...data, progress: 60 } }),
    ).rejects.toMatchObject({ code: 'RECORD_KEPT_BY_OTHER' });
    await expect(stepRecord(house.as(countyOffice), { recordId: recordId!, act: 'return' })).rejects.toMatchObject({
      code: 'RECORD_NEEDS_REASON',
    });
    await stepRecord(house.as(countyOffice), { recordId: recordId!, act: 'return', reason: '请附监理报告' });
    const file = await openRecord(house.as(countyOffice), { recordId: recordId! });
    expect(file).toMatchObject({ data: { progress: 45 }, state: 'returned' });
    expect(file.acts).toEqual([]);
    expect(file.history.filter((h) => h.action === 'return')).toHaveLength(1);
  });
});

describe('the registers of HA2020 and SD2017', () => {
  test('[HA2020-3.1] four institutions for 80,000 workers are 0.5 for every 10,000, and the county without one is listed', async () => {
    await enter('ha2020-institution-density', 3, (i) => ({
      county: `县${i}`,
      institutions: [3, 1, 0][i]!,
      workers: [40_000, 25_000, 15_000][i]!,
    }));
    const { density, none } = await figuresOf(house, 'ha2020-institution-density');
    expect(density).toMatchObject({ value: 4, to: 80_000, share: 0.5 });
    expect(none!.names.map((n) => n.title)).toEqual(['县2']);
  });

  test('[HA2020-3.7] of 60 willing teachers 57 finished a training of province or city: 95.0% and three names; county courses count nothing', async () => {
    const ids = await enter('ha2020-willing-teachers', 60, (i) => ({ person: person(i) }));
    await enter('ha2020-teacher-trainings', 60, (i) => ({
      course: '师资班',
      teacher: ids[i]!,
      level: i < 30 ? 'province' : i < 57 ? 'city' : 'county',
      finished: true,
      on: '2022-01-10',
    }));
    const { trained, untrained } = await figuresOf(house, 'ha2020-willing-teachers');
    expect(trained).toMatchObject({ value: 57, to: 60, share: 95 });
    expect(untrained!.names.map((n) => n.title)).toEqual(['人员57', '人员58', '人员59']);
  });

  const story = (i: number, consent = true): Data => ({
    headline: `事例${i}`,
    person: person(i),
    story: '学一门手艺',
    consent,
  });
  test('[SD2017-4.1-03] a case without the consent of the person is refused when it is to be published', async () => {
    const [recordId] = await enter('ha2020-stories', 1, (i) => story(i, false));
    await expect(setStage(house.as(countyOffice), { recordId: recordId!, stage: 'public' })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
      message: '本人未同意公开，不能发布',
    });
    expect((await publicRegister(house.as(null), { key: 'ha2020-stories' })).total).toBe(0);
  });

  test.each([
    [
      '[HA2020-4.22] of seven stories with six consents and five reviewed five are public at most, and a withdrawn one vanishes at once',
      7,
      6,
      5,
    ],
    [
      '[FYP14-22-03] of twelve nominated cases ten are approved with consent: ten are public, and consent taken back hides one at once',
      12,
      12,
      10,
    ],
  ] as const)('%s', async (_title, count, consents, reviewed) => {
    const entered = (from: number, n: number, pass: boolean, stages: string[]) =>
      enter('ha2020-stories', n, (i) => story(i + from, i + from < consents), { pass, stages });
    const ids = await entered(0, reviewed, true, ['public']);
    await entered(reviewed, count - reviewed, false, []);
    const shown = async () => (await publicRegister(house.as(null), { key: 'ha2020-stories' })).total;
    expect(await shown()).toBe(reviewed);
    if (count === 7)
      await stepRecord(house.as(countyOffice), { recordId: ids[0]!, act: 'withdraw', reason: '不再适合公开' });
    else
      await changeRecord(house.as(countyOffice), { recordId: ids[0]!, data: story(0, false), reason: '本人撤回同意' });
    expect(await shown()).toBe(reviewed - 1);
  });
});
