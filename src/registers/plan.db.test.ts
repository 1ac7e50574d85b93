import { beforeEach, describe, expect, test } from 'vitest';
import { publicRegister } from './exchange/public-register.ts';
import { changeRecord } from './records/change-record.ts';
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
const { schoolId, school, enter, importSheet, refused } = await keepersOf(house);
const parts = (groups: readonly { title: string; value: number }[]) =>
  Object.fromEntries(groups.map((g) => [g.title, g.value]));
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);

beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

describe('schools, bases and exchanges of the plan', () => {
  test('[FYP14-B2-06] bases for two skills with 8 and 6 trainees are two rows and 14 trainees; without a quality school as host a base is refused', async () => {
    const plain = await anInstitution(house, '普通学校');
    await enter('fyp14-quality-schools', 1, () => ({
      name: '优质院校',
      school: schoolId,
      college: true,
      selected_on: '2021-10-01',
    }));
    await enter('fyp14-worldskills-bases', 2, (i) => ({
      skill: ['焊接', '砌筑'][i]!,
      host: schoolId,
      trainees: [8, 6][i]!,
    }));
    const without = await refused('fyp14-worldskills-bases', { skill: '烘焙', host: plain, trainees: 5 });
    expect(without?.fields).toEqual([{ path: 'host', message: '承办院校应是优质院校' }]);
    const { bases, trainees } = await figuresOf(house, 'fyp14-worldskills-bases');
    expect([bases!.value, trainees!.value]).toEqual([2, 14]);
  });

  test('[FYP14-B2-07] a national exchange of 25 and a provincial one of 40 are two events and 65 participants; the planned one without results is open', async () => {
    const key = 'fyp14-leader-exchanges';
    await enter(
      key,
      2,
      (i) => ({ title_text: `交流${i}`, level: ['nation', 'province'][i]!, people: [25, 40][i]!, on: '2022-04-01' }),
      { stages: ['held'] },
    );
    const [planned] = await enter(key, 1, () => ({ title_text: '计划中的交流', level: 'province', on: '2022-11-01' }));
    await expect(setStage(house.as(provinceOffice), { recordId: planned!, stage: 'held' })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
    });
    const { held, participants, open } = await figuresOf(house, key, { on: '2022-12-31' });
    expect([held!.value, participants!.value, titles(open!.names)]).toEqual([2, 65, ['计划中的交流']]);
  });

  test('[FYP14-B2-08] three regional and two sectoral seminars are 3, 2 and 5; one without type is not saved', async () => {
    await enter('fyp14-seminars', 5, (i) => ({
      title_text: `研修${i}`,
      kind: i < 3 ? 'regional' : 'sectoral',
      on: '2022-03-01',
    }));
    expect((await refused('fyp14-seminars', { title_text: '无类型', on: '2022-03-01' }))?.fields?.[0]?.path).toBe(
      'kind',
    );
    const { seminars } = await figuresOf(house, 'fyp14-seminars');
    expect([seminars!.value, parts(seminars!.groups)]).toEqual([5, { 区域性: 3, 行业性: 2 }]);
  });

  test('[FYP14-9-07] two seminars of 25 participants of whom five attended both are 50 person-times and 45 persons', async () => {
    await enter('fyp14-technician-seminars', 50, (i) => ({
      seminar: i < 25 ? '第一期' : '第二期',
      person: person(i < 25 ? i : i - 5),
      on: '2022-02-01',
    }));
    const { times, persons } = await figuresOf(house, 'fyp14-technician-seminars');
    expect([times!.value, persons!.value]).toEqual([50, 45]);
  });

  test('[FYP14-11-01] of 400 schools 120 are private and 8 enterprise-run: 30.0% and 2.0%, and the parts sum to 400', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      name: `学校${i}`,
      ownership: i < 120 ? '民办' : i < 128 ? '企业办' : '公办',
    }));
    expect(await importSheet('fyp14-school-forms', rows)).toMatchObject({ accepted: 400, refused: 0 });
    const { all, private: priv, enterprise } = await figuresOf(house, 'fyp14-school-forms');
    expect([priv!.share, enterprise!.share]).toEqual([30, 2]);
    expect(all!.groups.reduce((sum, g) => sum + g.value, 0)).toBe(400);
  });

  test('[FYP14-11-04] private schools 70 sole, 30 joint and 20 cooperative sum to 120, and one without a form is an open item', async () => {
    const form = (i: number) => (i < 70 ? '独资' : i < 100 ? '合资' : '合作');
    const rows = Array.from({ length: 120 }, (_, i) => ({ name: `民办${i}`, ownership: '民办', form: form(i) }));
    await importSheet('fyp14-school-forms', [...rows, { name: '未填形式的学校', ownership: '民办', form: '' }]);
    const { forms, no_form: open } = await figuresOf(house, 'fyp14-school-forms');
    expect([forms!.value, parts(forms!.groups)]).toEqual([120, { 独资: 70, 合资: 30, 合作: 20 }]);
    expect(titles(open!.names)).toEqual(['未填形式的学校']);
  });

  test('[FYP14-B3-07] of 40 schools 10 are in groups, 6 have enterprises in school, 8 are enterprise-run and 16 have no mode: 24 with a mode, 40 in all', async () => {
    const mode = (i: number) => (i < 10 ? '集团化办学' : i < 16 ? '引企入校' : i < 24 ? '企业化办学' : '');
    await importSheet(
      'fyp14-school-forms',
      Array.from({ length: 40 }, (_, i) => ({ name: `学校${i}`, ownership: '公办', mode: mode(i) })),
    );
    const { modes } = await figuresOf(house, 'fyp14-school-forms');
    expect(modes).toMatchObject({ value: 24, to: 40 });
    expect(parts(modes!.groups)).toMatchObject({ 集团化办学: 10, 引企入校: 6, 企业化办学: 8 });
    expect(40 - modes!.value).toBe(16);
  });

  test('[FYP14-11-06] of twelve bases in enterprises the one without a host enterprise is refused when saved, and 11 count', async () => {
    const base = (i: number): Data => ({
      name: `实训基地${i}`,
      direction: 'in_enterprise',
      ...(i < 11 ? { enterprise: `企业${i}` } : {}),
    });
    await enter('fyp14-training-bases', 11, base);
    expect((await refused('fyp14-training-bases', base(11)))?.fields).toEqual([
      { path: 'enterprise', message: '所在企业：必填' },
    ]);
    expect((await figuresOf(house, 'fyp14-training-bases')).in_enterprise!.value).toBe(11);
  });

  test('[FYP14-11-07] of seven enterprise bases in schools two without investor are refused; the two directions are told separately, 11 and 5', async () => {
    const base = (i: number): Data => ({
      name: `培训基地${i}`,
      direction: 'in_school',
      ...(i < 5 ? { investor: `企业${i}` } : {}),
    });
    await enter('fyp14-training-bases', 11, (i) => ({
      name: `实训基地${i}`,
      direction: 'in_enterprise',
      enterprise: `企业${i}`,
    }));
    await enter('fyp14-training-bases', 5, base);
    for (const i of [5, 6])
      expect((await refused('fyp14-training-bases', base(i)))?.fields?.[0]?.path).toBe('investor');
    const { in_enterprise: out, in_school: inside } = await figuresOf(house, 'fyp14-training-bases');
    expect([out!.value, inside!.value]).toEqual([11, 5]);
  });

  test('[FYP14-B3-06] of four enterprises with a certificate one has expired: three valid and one expired', async () => {
    await enter('fyp14-integrated-enterprises', 4, (i) => ({
      name: `企业${i}`,
      certificate: `C${i}`,
      recognised_on: '2019-06-30',
      valid_to: i === 3 ? '2022-06-29' : '2023-06-30',
    }));
    const { valid, expired } = await figuresOf(house, 'fyp14-integrated-enterprises');
    expect([valid!.value, titles(expired!.names)]).toEqual([3, ['企业3']]);
  });

  test('[FYP14-6-08] the second round with ten selected is kept apart from the first', async () => {
    await enter('fyp14-vocational-institutes', 14, (i) => ({
      name: `单位${i % 10}`,
      round: i < 10 ? 'second' : 'first',
      selected_on: '2022-01-01',
    }));
    expect(parts((await figuresOf(house, 'fyp14-vocational-institutes')).pilots!.groups)).toEqual({
      第一批: 4,
      第二批: 10,
    });
    const second = await listRecords(house.as(ministry), { key: 'fyp14-vocational-institutes', round: 'second' });
    expect(second.total).toBe(10);
  });

  test('[FYP14-2-02] a school with activity in five of seven services shows 5 of 7 and the two missing', async () => {
    const services = ['degree', 'training', 'practice', 'assessment', 'contest'];
    await enter('fyp14-school-services', 6, (i) => ({
      title_text: `活动${i}`,
      service: services[i % 5]!,
      on: '2022-05-01',
    }));
    const { services: shown } = await figuresOf(house, 'fyp14-school-services', { by: school });
    expect(shown).toMatchObject({ value: 5, to: 7, missing: [{ titles: ['就业服务', '创业孵化'] }] });
  });

  test('[FYP14-14-06] twelve upgrade projects are seven schools and five institutions with three completed (25.0%); without a region flag one is refused', async () => {
    await enter('fyp14-upgrades', 12, (i) => ({
      name: `单位${i}`,
      kind: i < 7 ? 'school' : 'institution',
      region: 'key',
      ...(i < 3 ? { done_on: '2022-01-01' } : {}),
    }));
    expect((await refused('fyp14-upgrades', { name: '无标识', kind: 'institution' }))?.fields?.[0]?.path).toBe(
      'region',
    );
    const { projects, completed } = await figuresOf(house, 'fyp14-upgrades');
    expect([parts(projects!.groups), completed!.share]).toEqual([{ 技工院校: 7, 培训机构: 5 }, 25]);
  });

  test('[FYP14-B4-02] the college and four of six prefectures are 1 and 4 of 1+6 (5 of 7), and the two empty slots are named', async () => {
    const slots = ['college', 'lhasa', 'shigatse', 'shannan', 'nyingchi'];
    await enter('fyp14-tibet-system', 5, (i) => ({ name: `院校${i}`, slot: slots[i]!, opened_on: '2021-09-01' }));
    const { filled, college, prefectures } = await figuresOf(house, 'fyp14-tibet-system');
    expect([college!.value, prefectures!.value]).toEqual([1, 4]);
    expect(filled).toMatchObject({ value: 5, to: 7, missing: [{ titles: ['昌都', '那曲'] }] });
  });

  test('[FYP14-B4-01] 40 new, 12 rebuilt and 8 extended are completed and 25 under way; three outside key counties are excluded with the reason', async () => {
    const work = (i: number) => (i < 40 ? 'new' : i < 52 ? 'rebuilt' : 'extended');
    const build = (i: number): Data => ({
      name: `单位${i}`,
      kind: i % 2 ? 'school' : 'institution',
      work: work(i),
      place: '371721000000',
      key_county: i > 2,
    });
    await enter('n2021-builds', 60, build, { stages: ['running', 'completed'] });
    await enter('n2021-builds', 25, (i) => build(i + 60), { stages: ['running'] });
    const { completed, counted, running, excluded } = await figuresOf(house, 'n2021-builds');
    expect([completed!.value, counted!.value, running!.value]).toEqual([60, 57, 25]);
    expect(excluded).toMatchObject({
      title: { zh: '不在重点帮扶县，不计入' },
      names: [{ title: '单位0' }, { title: '单位1' }, { title: '单位2' }],
    });
  });
});

describe('teaching, textbooks and standards of the plan', () => {
  test('[FYP14-4-05] a class with records in three of four themes has exactly one gap that names the fourth; a fifth theme is refused', async () => {
    const lesson = (i: number, theme: string): Data => ({
      title_text: `课${i}`,
      class: '21焊接1班',
      theme,
      on: '2022-05-01',
    });
    await enter('fyp14-theme-education', 3, (i) => lesson(i, ['law', 'security', 'ecology'][i]!));
    expect((await refused('fyp14-theme-education', lesson(9, 'labour')))?.fields?.[0]?.path).toBe('theme');
    expect((await figuresOf(house, 'fyp14-theme-education')).themes!.missing).toEqual([
      { of: '21焊接1班', titles: ['国防'] },
    ]);
  });

  test('[FYP14-5-01] of twelve programmes the one with labour education as elective is the one gap', async () => {
    await enter('fyp14-programmes', 12, (i) => ({ name: `专业${i}`, labour: i === 7 ? 'elective' : 'compulsory' }));
    const { programmes, gaps } = await figuresOf(house, 'fyp14-programmes');
    expect([programmes!.value, titles(gaps!.names)]).toEqual([12, ['专业7']]);
  });

  test('[FYP14-5-06] two bases shared by five schools show the use by each school', async () => {
    const bases = await enter('fyp14-labour-bases', 2, (i) => ({ name: `劳动基地${i}` }));
    await enter('fyp14-labour-base-uses', 6, (i) => ({
      school: `学校${i % 5}`,
      base: bases[i % 2]!,
      people: 10 + i,
      on: '2022-04-01',
    }));
    const { schools, use } = await figuresOf(house, 'fyp14-labour-base-uses');
    expect(schools!.value).toBe(5);
    expect(parts(use!.groups)).toEqual({ 学校0: 25, 学校1: 11, 学校2: 12, 学校3: 13, 学校4: 14 });
  });

  test('[FYP14-4-03] Chinese with another edition than the unified one is refused as such', async () => {
    const chosen = (edition: string): Data => ({ class: '21焊接1班', subject: 'chinese', edition });
    expect((await refused('fyp14-class-textbooks', chosen('other')))?.fields).toEqual([
      { path: 'edition', message: '思想政治、语文、历史三科应使用国家统编教材' },
    ]);
    expect(await refused('fyp14-class-textbooks', chosen('unified'))).toBeNull();
  });

  const book = (i: number, more: Data = {}): Data => ({
    name: `教材${i}`,
    major: '焊接加工',
    medium: 'paper',
    ...more,
  });
  test('[FYP14-B5-07] a textbook without the review sign-off is not released; with both it can be used, and every use is counted', async () => {
    const [id] = await enter('fyp14-textbooks', 1, (i) => book(i, { writing_signed: true }));
    await expect(setStage(house.as(ministry), { recordId: id!, stage: 'released' })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
    });
    const use = (i: number): Data => ({ class: `班${i}`, subject: 'major', textbook: id! });
    expect((await refused('fyp14-class-textbooks', use(0)))?.fields?.[0]?.path).toBe('textbook');
    await changeRecord(house.as(ministry), {
      recordId: id!,
      data: book(0, { writing_signed: true, review_signed: true }),
    });
    await setStage(house.as(ministry), { recordId: id!, stage: 'released' });
    await enter('fyp14-class-textbooks', 3, use);
    expect((await openRecord(house.as(ministry), { recordId: id! })).related).toMatchObject([
      { register: 'fyp14-class-textbooks', count: 3 },
    ]);
  });

  test('[FYP14-16-02] of 100 books 30 are integrated and 10 from WorldSkills: 30, 10 and 60', async () => {
    const origin = (i: number) => (i < 30 ? '一体化教材' : i < 40 ? '世赛成果转化' : '其他');
    await importSheet(
      'fyp14-textbooks',
      Array.from({ length: 100 }, (_, i) => ({
        name: `教材${i}`,
        major: '焊接加工',
        medium: '纸质',
        origin: origin(i),
      })),
    );
    expect(parts((await figuresOf(house, 'fyp14-textbooks')).kinds!.groups)).toEqual({
      一体化教材: 30,
      世赛成果转化: 10,
      其他: 60,
    });
  });

  test('[FYP14-16-04] [FYP14-16-06] of 1,200 titles those of a major are found; the public page has 900 paper, 200 digital and 100 integrated, and none that were withdrawn', async () => {
    const medium = (i: number) => (i < 900 ? '纸质' : i < 1100 ? '数字' : '一体化');
    const rows = Array.from({ length: 1203 }, (_, i) => ({
      name: `教材${i}`,
      major: i % 40 === 0 ? '焊接加工' : '数控加工',
      medium: medium(Math.min(i, 1199)),
    }));
    expect(await importSheet('fyp14-textbooks', rows)).toMatchObject({ accepted: 1203 });
    const last = await listRecords(house.as(ministry), { key: 'fyp14-textbooks', medium: 'integrated', size: '200' });
    for (const { recordId } of last.rows.filter((r) => ['教材1200', '教材1201', '教材1202'].includes(r.title)))
      await stepRecord(house.as(ministry), { recordId, act: 'withdraw', reason: '已停用' });
    const welding = await listRecords(house.as(school), { key: 'fyp14-textbooks', major: '焊接加工' });
    expect(welding.total).toBe(30);
    expect(welding.rows.every((r) => r.shown.major === '焊接加工')).toBe(true);
    const open = await publicRegister(house.as(null), { key: 'fyp14-textbooks' });
    expect(open.total).toBe(1200);
    expect(open.groups.map((g) => g.count)).toEqual([900, 200, 100]);
  });

  test('[FYP14-B5-06] of 120 titles for new occupations five name one that is not on the list: 115 and five warnings', async () => {
    await enter('fyp14-new-occupations', 2, (i) => ({ name: ['无人机驾驶员', '数字化管理师'][i]! }));
    const rows = Array.from({ length: 120 }, (_, i) => ({
      name: `新职业教材${i}`,
      major: '数控加工',
      medium: '纸质',
      occupation: i < 5 ? '打铁匠' : '无人机驾驶员',
    }));
    const imported = await importSheet('fyp14-textbooks', rows);
    expect(imported).toMatchObject({ accepted: 120, doubtful: 5 });
    const { new: fresh, not_new: others } = await figuresOf(house, 'fyp14-textbooks');
    expect([fresh!.value, others!.value, others!.names.length]).toEqual([115, 5, 5]);
  });

  test('[FYP14-B5-05] of 500 resources 12 have no licence statement: 488 are public and 12 are held back', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({
      name: `资源${i}`,
      joint: '是',
      licence: i < 12 ? '' : '可共享使用',
    }));
    await importSheet('fyp14-digital-resources', rows);
    expect((await publicRegister(house.as(null), { key: 'fyp14-digital-resources' })).total).toBe(488);
    expect((await figuresOf(house, 'fyp14-digital-resources')).held).toMatchObject({ value: 12 });
  });

  test('[FYP14-13-02] 30 joint resources with 900 uses are told apart from 10 of schools alone with 100 uses', async () => {
    await enter('fyp14-digital-resources', 40, (i) => ({ name: `资源${i}`, joint: i < 30, uses: i < 30 ? 30 : 10 }));
    const { resources, uses } = await figuresOf(house, 'fyp14-digital-resources');
    expect([parts(resources!.groups), parts(uses!.groups)]).toEqual([
      { 是: 30, 否: 10 },
      { 是: 900, 否: 100 },
    ]);
  });

  test('[FYP14-B5-08] of ten transfers (four standards, three courses, three materials) two without a skill code are refused and eight count', async () => {
    const kinds = [
      'standard',
      'standard',
      'standard',
      'standard',
      'course',
      'course',
      'course',
      'material',
      'material',
      'material',
    ];
    const transfer = (i: number): Data => ({ name: `成果${i}`, kind: kinds[i]!, ...(i < 8 ? { skill: `D${i}` } : {}) });
    await enter('fyp14-worldskills-transfers', 8, transfer);
    for (const i of [8, 9])
      expect((await refused('fyp14-worldskills-transfers', transfer(i)))?.fields?.[0]?.path).toBe('skill');
    expect((await figuresOf(house, 'fyp14-worldskills-transfers')).transfers!.value).toBe(8);
  });

  const standard = (kind: string, i: number, more: Data = {}): Data => ({
    name: `${kind}${i}`,
    kind,
    review_from: '2022-01-01',
    published_on: '2022-06-01',
    ...more,
  });
  test('[FYP14-15-08] of five kinds of standards three have published items and two are empty', async () => {
    await enter('fyp14-standards', 3, (i) => standard(['institution', 'major', 'training'][i]!, i), {
      stages: ['review', 'published'],
    });
    expect((await figuresOf(house, 'fyp14-standards')).kinds!.missing).toEqual([
      { of: null, titles: ['通用课程标准', '专业课程规范'] },
    ]);
  });

  test('[FYP14-15-09] of 40 items 12 are published, 20 in review and 8 planned: 30%, and those in review for over twelve months are named', async () => {
    await enter('fyp14-standards', 12, (i) => standard('course', i), { stages: ['review', 'published'] });
    await enter(
      'fyp14-standards',
      20,
      (i) => standard('course', i + 12, { review_from: i < 2 ? '2021-06-29' : '2021-06-30' }),
      { stages: ['review'] },
    );
    await enter('fyp14-standards', 8, (i) => standard('norm', i));
    const { published, stages, slow } = await figuresOf(house, 'fyp14-standards');
    expect(published).toMatchObject({ value: 12, to: 40, share: 30 });
    expect(parts(stages!.groups)).toEqual({ 计划: 8, 审核中: 20, 已发布: 12 });
    expect(titles(slow!.names)).toEqual(['course12', 'course13']);
  });

  test('[FYP14-B5-02] of 12 course standards and 8 major norms 8 are published: 40%, the two kinds told separately', async () => {
    const kind = (i: number) => (i < 12 ? 'course' : 'norm');
    await enter('fyp14-standards', 5, (i) => standard('course', i), { stages: ['review', 'published'] });
    await enter('fyp14-standards', 3, (i) => standard('norm', i), { stages: ['review', 'published'] });
    await enter('fyp14-standards', 12, (i) => standard(kind(i + 5), i + 5));
    const { published } = await figuresOf(house, 'fyp14-standards');
    expect(published).toMatchObject({ value: 8, to: 20, share: 40 });
    expect(parts(published!.groups)).toEqual({ 通用课程标准: 5, 专业课程规范: 3 });
  });

  test('[FYP14-15-10] a research body with five staff and five projects shows the two overdue; a body without staff is not saved', async () => {
    const [body] = await enter('fyp14-research-bodies', 1, () => ({ name: '省技工教育教研室', staff: 5 }));
    expect((await refused('fyp14-research-bodies', { name: '空机构', staff: 0 }))?.fields?.[0]?.path).toBe('staff');
    await enter('fyp14-research-projects', 5, (i) => ({
      name: `课题${i}`,
      body: body!,
      due_on: i < 2 ? '2022-06-29' : '2022-12-31',
    }));
    const { projects, overdue } = await figuresOf(house, 'fyp14-research-projects');
    expect([projects!.value, titles(overdue!.names)]).toEqual([5, ['课题0', '课题1']]);
    expect((await figuresOf(house, 'fyp14-research-bodies')).staff!.value).toBe(5);
  });

  test('[FYP14-B5-01] a committee of 15 whose term ended on 2024-12-31 is told of on 2025-01-01, and no document is signed in its name after that', async () => {
    const [committee] = await enter('fyp14-committees', 1, () => ({
      name: '全国教学指导委员会',
      members: 15,
      term_end: '2024-12-31',
    }));
    const expired = async (on: string) => (await figuresOf(house, 'fyp14-committees', { on })).expired!.value;
    expect([await expired('2024-12-31'), await expired('2025-01-01')]).toEqual([0, 1]);
    const signed = (on: string): Data => ({ name: `文件${on}`, committee: committee!, signed_on: on });
    expect((await refused('fyp14-committee-documents', signed('2025-01-01')))?.fields).toEqual([
      { path: 'committee', message: '委员会任期已届满，不能以其名义签发' },
    ]);
    expect(await refused('fyp14-committee-documents', signed('2024-12-31'))).toBeNull();
  });
});

describe('teachers, rules and mechanisms of the plan', () => {
  test('[FYP14-17-09] of twelve trainers ten hold a valid certificate; a start-up class is not given to one whose certificate has expired', async () => {
    const ids = await enter('fyp14-startup-trainers', 12, (i) => ({
      person: person(i),
      certificate: `S${i}`,
      valid_to: i < 10 ? '2023-12-31' : '2022-06-29',
    }));
    const given = (trainer: string): Data => ({ name: `班${trainer.slice(-4)}`, trainer, on: '2022-07-01' });
    expect((await refused('fyp14-startup-classes', given(ids[11]!)))?.fields).toEqual([
      { path: 'trainer', message: '任课教师的证书已过有效期' },
    ]);
    expect(await refused('fyp14-startup-classes', given(ids[0]!))).toBeNull();
    expect((await figuresOf(house, 'fyp14-startup-trainers')).valid!.value).toBe(10);
  });

  test('[FYP14-18-01] of twenty title reviews 12 passed, 5 failed and 3 are pending: 60.0%, three open, and those beyond the deadline named', async () => {
    await enter('fyp14-title-reviews', 20, (i) => ({
      teacher: person(i),
      title_applied: '讲师',
      due_on: i === 19 ? '2022-06-29' : '2022-12-31',
      ...(i < 12 ? { result: 'passed' } : i < 17 ? { result: 'failed' } : {}),
    }));
    const { passed, open, late } = await figuresOf(house, 'fyp14-title-reviews');
    expect([passed!.share, open!.value, titles(late!.names)]).toEqual([60, 3, ['人员19']]);
  });

  test('[FYP14-18-02] a teacher with a valid violation of professional ethics is blocked from the title review', async () => {
    await enter('fyp14-ethics-violations', 2, (i) => ({
      teacher: person(i),
      decision: '警告',
      on: '2021-01-01',
      until: i === 0 ? '2023-01-01' : '2022-01-01',
    }));
    const apply = (i: number): Data => ({ teacher: person(i), title_applied: '讲师', due_on: '2022-12-31' });
    expect((await refused('fyp14-title-reviews', apply(0)))?.fields).toEqual([
      { path: 'teacher', message: '有在有效期内的师德失范处理，不能申报' },
    ]);
    expect(await refused('fyp14-title-reviews', apply(1))).toBeNull();
    expect(await refused('fyp14-title-reviews', apply(2))).toBeNull();
  });

  test('[FYP14-18-03] of 50 teachers 32 are certified and six of them not re-checked: 26 valid (52%) and six to re-check', async () => {
    await enter('fyp14-integrated-teachers', 50, (i) => ({
      teacher: person(i),
      certified: i < 32,
      ...(i < 32 ? { rechecked: i >= 6 } : {}),
    }));
    const { valid, recheck } = await figuresOf(house, 'fyp14-integrated-teachers');
    expect(valid).toMatchObject({ value: 26, to: 50, share: 52 });
    expect(recheck!.names).toHaveLength(6);
  });

  test('[FYP14-18-04] a school with recruitment and performance standards has one gap, which closes when the title standard is filed', async () => {
    const filed = (kind: string): Data => ({ name: `${kind}办法`, school: '曹县技工学校', kind, from: '2021-01-01' });
    await enter('fyp14-staff-standards', 2, (i) => filed(['recruitment', 'performance'][i]!));
    const gaps = async () => (await figuresOf(house, 'fyp14-staff-standards')).standards!.missing;
    expect(await gaps()).toEqual([{ of: '曹县技工学校', titles: ['评聘标准'] }]);
    await enter('fyp14-staff-standards', 1, () => filed('title'));
    expect(await gaps()).toEqual([]);
  });

  test('[FYP14-19-06] a school whose internship rule has expired has one gap that names internship', async () => {
    await enter('fyp14-internal-rules', 3, (i) => ({
      name: `制度${i}`,
      school: '曹县技工学校',
      kind: ['enrolment', 'teaching', 'internship'][i]!,
      from: '2020-01-01',
      ...(i === 2 ? { until: '2022-01-01' } : {}),
    }));
    expect((await figuresOf(house, 'fyp14-internal-rules')).rules!.missing).toEqual([
      { of: '曹县技工学校', titles: ['实习'] },
    ]);
  });

  test('[FYP14-18-07] a welding award leads to a welding post; a cooking post is refused for missing relation', async () => {
    const hire = (post: string): Data => ({
      person: person(1),
      award: '省赛一等奖',
      award_field: '焊工',
      post: '实习指导教师',
      post_field: post,
    });
    expect(await refused('fyp14-direct-hires', hire('焊工'))).toBeNull();
    expect((await refused('fyp14-direct-hires', hire('中式烹调师')))?.fields).toEqual([
      { path: 'post_field', message: '岗位与获奖职业无关' },
    ]);
  });

  test('[FYP14-B5-12] of 150 applicants 97 are selected, two of them the same school under two names: 96 of about 100', async () => {
    const key = 'fyp14-digital-schools';
    await enter(key, 53, (i) => ({ name: `院校${i + 97}`, registration: `R${i + 97}`, selected_on: '2022-01-01' }), {
      pass: false,
    });
    await enter(key, 97, (i) => ({
      name: `院校${i}`,
      registration: i === 96 ? 'R0' : `R${i}`,
      selected_on: '2022-01-01',
    }));
    const { selected, applied } = await figuresOf(house, key);
    expect(selected).toMatchObject({ value: 96, to: 100 });
    expect(applied!.value).toBe(150);
  });

  test('[FYP14-B5-13] 500 places, 490 enrolled and 480 completed are 98.0% used and 98.0% completed; everyone who completed has a certificate', async () => {
    const course = (certificates: number): Data => ({
      name: `专项培训${certificates}`,
      places: 250,
      enrolled: 245,
      completed: 240,
      certificates,
      on: '2022-03-01',
    });
    expect((await refused('fyp14-teacher-trainings', course(239)))?.fields).toEqual([
      { path: 'certificates', message: '结业教师应人人发证' },
    ]);
    await enter('fyp14-teacher-trainings', 2, () => course(240));
    const { used, completed, certificates } = await figuresOf(house, 'fyp14-teacher-trainings');
    expect([used!.to, used!.value, used!.share, completed!.value, completed!.share]).toEqual([500, 490, 98, 480, 98]);
    expect(certificates!.value).toBe(480);
  });

  test('[FYP14-B5-14] of 400 teachers 300 completed a course in 2023 and 40 only enrolled: 75.0%', async () => {
    await importSheet(
      'fyp14-teachers',
      Array.from({ length: 400 }, (_, i) => ({ name: `教师${i}`, number: `T${i}` })),
    );
    const rows = Array.from({ length: 340 }, (_, i) => ({
      course: '网络研修',
      teacher: `T${i}`,
      completed: i < 300 ? '是' : '否',
      on: '2023-05-01',
    }));
    expect(await importSheet('fyp14-online-courses', rows)).toMatchObject({ accepted: 340 });
    expect((await figuresOf(house, 'fyp14-teachers', { on: '2023-12-31' })).online).toMatchObject({
      value: 300,
      to: 400,
      share: 75,
    });
  });

  test('[FYP14-B5-15] five famous teachers, 20 subject leaders and 60 young core teachers, three persons in two kinds: 85 titles, 82 persons', async () => {
    const kind = (i: number) => (i < 5 ? 'famous' : i < 25 ? 'leader' : 'young');
    await enter('fyp14-talents', 85, (i) => ({
      person: person(i >= 82 ? i - 82 : i),
      kind: kind(i),
      named_on: '2022-01-01',
    }));
    const { titles: named, persons } = await figuresOf(house, 'fyp14-talents');
    expect([named!.value, persons!.value, parts(named!.groups)]).toEqual([
      85,
      82,
      { 教学名师: 5, 专业带头人: 20, 青年骨干教师: 60 },
    ]);
  });

  test('[FYP14-19-08] of 40 schools 38 have a body and a named person; the one without person and the one without body are listed apart', async () => {
    await enter('fyp14-student-aid-bodies', 40, (i) => ({
      school: `学校${i}`,
      ...(i < 39 ? { body: '学生资助管理中心' } : {}),
      ...(i < 38 ? { person: person(i) } : {}),
    }));
    const { complete, no_body: none, no_person: nobody } = await figuresOf(house, 'fyp14-student-aid-bodies');
    expect([complete!.value, titles(none!.names), titles(nobody!.names)]).toEqual([38, ['学校39'], ['学校38']]);
  });

  test('[FYP14-20-03] of five resolutions under three mechanisms four are done (80%), and the overdue one is shown with its mechanism', async () => {
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'county', 'hr', '曹县人社局', 371721000000, '2016-01-01') on conflict do nothing`,
      [countyOffice.unitId],
    );
    const mechanisms = await enter('n2021-mechanisms', 3, (i) => ({
      name: `领导小组${i}`,
      leader: '副县长',
      coordinator: countyOffice.unitId,
      departments: ['rural'],
      founded_on: '2021-01-01',
    }));
    await enter('fyp14-resolutions', 5, (i) => ({
      resolution: `事项${i}`,
      mechanism: mechanisms[i % 3]!,
      due_on: '2022-06-01',
      ...(i < 4 ? { done_on: '2022-05-01' } : {}),
    }));
    const { done, overdue } = await figuresOf(house, 'fyp14-resolutions');
    expect(done).toMatchObject({ value: 4, to: 5, share: 80 });
    expect(overdue).toMatchObject({ names: [{ title: '事项4' }], groups: [{ title: '领导小组1', value: 1 }] });
  });
});
