import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { evaluate, factsOf, jurisdictionsOf, lawOf, loadPolicy, currentPolicy } from '../policy/index.ts';
import { factsOfPerson } from '../students/index.ts';
import { PLACES } from '../testing/actors.ts';
import { setLocally } from '../testing/local-values.ts';
import { at, city, codeOf, openTrainingHouse, otherCounty, registered } from '../training/testing-class.ts';
import { fileBody } from './assessments.ts';
import { issueDiplomas, queryCertificate, withdrawCertificate } from './certificates.ts';
import { equivalenceOf } from './certification-law.ts';
import { closeContest } from './contests/close-contest.ts';
import { issueProposed } from './contests/issue-proposed.ts';
import { keepContest } from './contests/keep-contest.ts';
import { recordRanks } from './contests/record-ranks.ts';
import { diplomaLetter } from './diploma-letter.ts';
import { listContests, openContest } from './contests/list-contests.ts';
import { diplomaToPrint, printDiploma } from './print-diploma.ts';

const house = await openTrainingHouse();
const on = (day: string, actor: Actor | null): Context => ({
  ...house.as(actor),
  clock: fixedClock(`${day}T09:00:00+08:00`),
});
const DAY = '2022-06-30';
let body = '';
let own: Context;
let people: { name: string; idNumber: string }[] = [];
let ids: string[] = [];

beforeAll(async () => {
  await loadPolicy(house.services, join(import.meta.dirname, '../../rules'));
  body = await house.institution('竞赛评价学校', 'technical_school');
  own = on(DAY, at(body, 'school_officer'));
  await fileBody(house.as(city), {
    institutionId: body,
    occupation: '焊工',
    levelFrom: 5,
    levelTo: 3,
    validFrom: '2020-01-01',
    filedNo: 'BA-竞赛',
  });
  const made = await registered(house, 6);
  people = made.rows.map((row) => ({ name: row.name!, idNumber: row.idNumber! }));
  ids = made.personIds;
  await house.owner(
    `insert into access_grant (person_id, unit_id, reason, valid_from, granted_by) select p, u.unit_id, 'student', '2020-01-01', 'test' from unnest($1::uuid[]) p, unit u where u.institution_id = $2`,
    [ids, body],
  );
});

const contest = { name: '焊工职业技能竞赛', occupation: '焊工', heldOn: '2022-06-20' };
const ranked = (count: number, from = 0) => people.slice(from, from + count).map((p, i) => ({ ...p, rank: i + 1 }));

describe('contests', () => {
  test('nothing is proposed where nobody has set the ranks; strangers and an unheld contest are refused', async () => {
    const { contestId } = await keepContest(own, contest);
    await recordRanks(own, { contestId, rows: ranked(2) });
    expect(await codeOf(closeContest(own, { contestId }))).toBe('CONTEST_RULE_OPEN');
    expect((await openContest(own, { contestId })).rows.map((r) => [r.rank, r.level])).toEqual([
      [1, null],
      [2, null],
    ]);
    const stranger = { name: '没有此人', idNumber: people[0]!.idNumber, rank: 1 };
    await expect(recordRanks(own, { contestId, rows: [...ranked(1), stranger] })).rejects.toMatchObject({
      code: 'CERTIFICATE_PERSON_UNKNOWN',
      fields: [{ path: 'rows.1' }],
    });
    const later = await keepContest(own, { ...contest, heldOn: '2022-07-20' });
    expect(await codeOf(recordRanks(own, { contestId: later.contestId, rows: ranked(1) }))).toBe('CONTEST_STATE');
  });

  test('[FYP14-10-07] rank 1 and the rule "ranks 1-3 lead to level 3": when the contest is closed 3 proposals exist, of level 3; the filed body issues them once', async () => {
    await setLocally(
      house,
      { level: 'nation', code: 0 },
      { 'fyp14.contest-rank-max': 3, 'fyp14.contest-level': 3 },
      '2022-01-01',
    );
    const { contestId } = await keepContest(own, contest);
    await recordRanks(own, { contestId, rows: ranked(5) });
    expect(await closeContest(own, { contestId })).toEqual({ entrants: 5, proposed: 3 });
    const shown = async () => (await openContest(own, { contestId })).rows;
    expect((await shown()).map((r) => [r.rank, r.level, r.clause])).toEqual([
      [1, 3, 'FYP14 四(十)'],
      [2, 3, 'FYP14 四(十)'],
      [3, 3, 'FYP14 四(十)'],
      [4, null, null],
      [5, null, null],
    ]);
    expect(await codeOf(closeContest(own, { contestId }))).toBe('CONTEST_STATE');
    expect(await codeOf(recordRanks(own, { contestId, rows: ranked(1, 5) }))).toBe('CONTEST_STATE');
    const issued = await issueProposed(own, { contestId, issuedOn: DAY });
    expect(issued.numbers).toHaveLength(3);
    expect(await issueProposed(own, { contestId, issuedOn: DAY })).toEqual({ issued: 0, numbers: [] });
    expect((await shown()).map((r) => r.certificateNo)).toEqual([...issued.numbers, null, null]);
    const asked = { number: issued.numbers[0]!, name: people[0]!.name };
    expect(await queryCertificate(on(DAY, null), asked)).toMatchObject({ found: true, level: '高级工（三级）' });
    const [line] = (await listContests(own, {})).rows.filter((r) => r.contestId === contestId);
    expect([line!.entrants, line!.proposed, line!.issued, line!.state]).toEqual([5, 3, 3, 'closed']);
  });

  test('the first place may have a level of its own; a level outside the filing is not issued', async () => {
    await setLocally(house, { level: 'nation', code: 0 }, { 'fyp14.contest-first-level': 2 }, '2022-01-01');
    const { contestId } = await keepContest(own, contest);
    await recordRanks(own, { contestId, rows: ranked(4) });
    await closeContest(own, { contestId });
    expect((await openContest(own, { contestId })).rows.map((r) => r.level)).toEqual([2, 3, 3, null]);
    expect(await codeOf(issueProposed(own, { contestId, issuedOn: DAY }))).toBe('BODY_NOT_FILED');
    expect((await openContest(own, { contestId })).rows.every((r) => r.certificateNo === null)).toBe(true);
  });

  test('an office names a body of its area; others neither see nor close the contest', async () => {
    const { contestId } = await keepContest(on(DAY, city), { ...contest, institutionId: body });
    expect(await codeOf(keepContest(on(DAY, city), contest))).toBe('CONTEST_BODY_MISSING');
    expect(await codeOf(keepContest(on(DAY, otherCounty), { ...contest, institutionId: body }))).toBe('NOT_FOUND');
    expect(await codeOf(openContest(on(DAY, otherCounty), { contestId }))).toBe('NOT_FOUND');
    expect(await codeOf(closeContest(on(DAY, otherCounty), { contestId }))).toBe('NOT_FOUND');
    expect(await codeOf(issueProposed(on(DAY, city), { contestId, issuedOn: DAY }))).toBe('NOT_PERMITTED');
  });
});

describe('printed graduation certificates', () => {
  const printed = async (classLevel: 'intermediate' | 'senior' | 'technician', number: string, holder = 0) => {
    const rows = [{ ...people[holder]!, major: '汽车维修', number }];
    await issueDiplomas(own, { classLevel, issuedOn: DAY, rows });
    const { rows: kept } = await house.owner('select certificate_id as id from certificate where number = $1', [
      number,
    ]);
    const certificateId = kept[0].id as string;
    return { certificateId, data: await diplomaToPrint(own, { certificateId }) };
  };
  const words = (data: Awaited<ReturnType<typeof diplomaToPrint>>) =>
    diplomaLetter(data).data as Record<string, unknown>;

  /** Whether the person meets the schooling that a post asks for, by the rule, on the facts that the product holds of them. */
  const meets = (personId: string, asked: string) =>
    house.system(async (tx) => {
      const { set } = await currentPolicy(tx);
      const law = lawOf(set, jurisdictionsOf('371721'));
      const known = await factsOfPerson(tx, personId, DAY);
      const facts = { ...known!.facts, ...factsOf({ required_schooling: asked }, '招聘公告', DAY) };
      return evaluate(law.rule('fyp14.equal-schooling', DAY)!, facts, law, DAY).outcome;
    });

  test('[FYP14-19-03] the graduation certificate of a senior class bears its class level 高级工班', async () => {
    const { certificateId, data } = await printed('senior', 'BY-2022-0001');
    expect(words(data)).toMatchObject({ classLevel: '高级工班', equivalence: { schooling: '大专' } });
    const paper = await printDiploma(own, { certificateId });
    expect([
      paper.name,
      Buffer.from(paper.body as Buffer)
        .subarray(0, 5)
        .toString(),
    ]).toEqual(['毕业证书-BY-2022-0001.pdf', '%PDF-']);
    const technician = await printed('technician', 'BY-2022-0003');
    expect(words(technician.data)).toMatchObject({ classLevel: '技师班', equivalence: { schooling: '本科' } });
  });

  test('[FYP14-17-05] the certificate of an intermediate class bears the equivalence 中专, and by the same rule a post that asks for 大专 does not take its holder', async () => {
    const { data } = await printed('intermediate', 'BY-2022-0002', 1);
    expect(words(data)).toMatchObject({ classLevel: '中级工班', equivalence: { schooling: '中专' } });
    expect(data.equivalence!.basis).toContain('六(十七)');
    expect(await meets(ids[1]!, 'junior_college')).toBe('no');
    expect(await meets(ids[1]!, 'secondary_vocational')).toBe('yes');
  });

  test('after the end of the plan no equivalence is claimed, a withdrawn certificate says so, and another kind is not printed here', async () => {
    const equal = (day: string) => house.system((tx) => equivalenceOf(tx, PLACES.county, 'senior', day));
    expect([(await equal('2025-12-31'))?.schooling, await equal('2026-01-01')]).toEqual(['大专', null]);
    const { certificateId } = await printed('senior', 'BY-2022-0004');
    await withdrawCertificate(own, { certificateId, reason: '登记有误' });
    expect(words(await diplomaToPrint(own, { certificateId }))).toMatchObject({ withdrawnOn: '2022年6月30日' });
    expect(await codeOf(diplomaToPrint(on(DAY, otherCounty), { certificateId }))).toBe('NOT_FOUND');
    const { rows } = await house.owner(
      `select certificate_id as id from certificate where kind = 'skill_level' limit 1`,
    );
    expect(await codeOf(diplomaToPrint(own, { certificateId: rows[0].id }))).toBe('DIPLOMA_ONLY');
  });
});
