import { beforeEach, expect, test } from 'vitest';
import { anActor, PLACES } from '../testing/actors.ts';
import { createRecord } from './records/create-record.ts';
import { listRecords } from './records/list-records.ts';
import { changeRecord } from './records/change-record.ts';
import { openRecord } from './records/open-record.ts';
import { setStage } from './records/set-stage.ts';
import { keepersOf, person } from './testing-entering.ts';
import { anInstitution, countyOffice, figuresOf, registersHouse } from './testing-registers.ts';

const house = await registersHouse({ at: '2019-06-30T09:00:00+08:00' });
const { school, enter } = await keepersOf(house);
const enterpriseId = await anInstitution(house, '曹县木业公司', 'enterprise');
const enterprise = anActor('enterprise_officer', PLACES.county, { areas: [], institutionId: enterpriseId });

beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

test('[SD2017-3.1-04] of 40 technical schools 32 have an accepted task: 80%, each kind of school with its share, and the 8 others by name', async () => {
  const schools: string[] = [];
  for (let i = 0; i < 40; i += 1)
    schools.push(await anInstitution(house, `第${String(i + 1).padStart(2, '0')}技工学校`));
  const kinds = ['technician_college', 'senior', 'ordinary', 'ordinary'];
  await enter('sd2017-task-schools', 40, (i) => ({
    school: schools[i]!,
    school_type: kinds[i % 4]!,
    ownership: ['public', 'private', 'enterprise'][i % 3]!,
    accepted: i < 32,
    ...(i < 32 ? { tasks: ['enrolment'], accepted_on: '2018-03-01' } : {}),
  }));
  const { participation, without } = await figuresOf(house, 'sd2017-task-schools');
  expect(participation).toMatchObject({ value: 32, to: 40, share: 80 });
  expect(participation!.groups.map((g) => [g.title, g.value, g.share])).toEqual([
    ['普通技工学校', 16, 80],
    ['高级技工学校', 8, 80],
    ['技师学院', 8, 80],
  ]);
  expect(without!.names.map((n) => n.title)).toEqual([33, 34, 35, 36, 37, 38, 39, 40].map((n) => `第${n}技工学校`));
});

const post = (i: number) => ({ post: `木工岗位${i}`, enterprise: '曹县木业公司', major: '木工', pay: '1800' });
const intern = (i: number, postId: string, more: Record<string, string | boolean> = {}) => ({
  person: person(i),
  school: '曹县技工学校',
  post: postId,
  began_on: '2019-03-01',
  insurance: '实习责任险 2019-0301',
  mentor: '周师傅',
  ...more,
});

test('[SD2017-3.6-09] an enterprise registers 20 posts and assigns 15 with intern, insurance and mentor: schools see the 5 that are free', async () => {
  const posts = await enter('sd2017-internship-posts', 20, post, { by: enterprise });
  await expect(setStage(house.as(enterprise), { recordId: posts[0]!, stage: 'assigned' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    message: '还没有登记这个岗位的实习生。',
  });
  await enter('sd2017-interns', 15, (i) => intern(i, posts[i]!), { by: enterprise });
  for (const recordId of posts.slice(0, 15)) await setStage(house.as(enterprise), { recordId, stage: 'assigned' });
  const { posts: all, free } = await figuresOf(house, 'sd2017-internship-posts', { by: school });
  expect(all!.groups.map((g) => [g.title, g.value])).toEqual([
    ['已安排', 15],
    ['空余', 5],
  ]);
  expect(free!.names.map((n) => n.title)).toEqual([15, 16, 17, 18, 19].map((i) => `木工岗位${i}`));
  expect((await openRecord(house.as(school), { recordId: free!.names[0]!.recordId })).data).toMatchObject({
    pay: 180_000,
  });
  expect((await listRecords(house.as(school), { key: 'sd2017-interns' })).total).toBe(0);
  await expect(
    createRecord(house.as(school), { key: 'sd2017-internship-posts', data: post(99) }),
  ).rejects.toMatchObject({ code: 'REGISTER_NOT_YOURS' });
});

test('[SD2017-3.6-10] of 15 interns 10 meet the conditions and 8 of them are hired: 80%, and the other 2 are the candidates to be hired first', async () => {
  const [postId] = await enter('sd2017-internship-posts', 1, post, { by: enterprise });
  const ids = await enter('sd2017-interns', 15, (i) => intern(i, postId!), { by: enterprise });
  for (const [i, recordId] of ids.entries())
    await changeRecord(house.as(enterprise), {
      recordId,
      reason: '实习考核',
      data: intern(i, postId!, {
        ended_on: '2019-06-01',
        meets: i < 10,
        ...(i < 9 ? { offered_on: '2019-06-02' } : {}),
        ...(i < 8 ? { hired_on: '2019-06-10' } : {}),
      }),
    });
  const { interns, hired, candidates } = await figuresOf(house, 'sd2017-interns', { by: countyOffice });
  expect(interns!.value).toBe(15);
  expect(hired).toMatchObject({ value: 8, to: 10, share: 80 });
  expect(candidates!.names.map((n) => n.title)).toEqual(['人员8', '人员9']);
});
