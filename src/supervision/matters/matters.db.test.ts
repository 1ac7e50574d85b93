import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../policy/index.ts';
import { PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { issueCircular } from '../circulars/issue-circular.ts';
import { publicCirculars } from '../circulars/list-circulars.ts';
import { decideNominee, draftCircular, nominate } from '../circulars/prepare-circular.ts';
import { anOffice, aPaper, codeOf, movedClock, type Office } from '../testing-offices.ts';
import {
  assignMatter,
  closeMatter,
  confirmMatter,
  guideMatter,
  replyMatter,
  returnMatter,
  startMatter,
} from './act-on-matter.ts';
import { closeRound } from './close-round.ts';
import { createMatter } from './create-matter.ts';
import { dutyBoard } from './duty-board.ts';
import { listMatters, listRounds, matterBoard, openMatter, openRoundView } from './list-matters.ts';
import { noteLateMatters } from './note-late.ts';
import { openRound } from './open-round.ts';
import { passMatterDown } from './pass-matter-down.ts';
import type { CreateMatter } from './schema.ts';

const START = '2020-03-01';
const clock = movedClock(START);
const house = await openTestHouse({ clock });
await loadPolicy(house.services, 'rules');
let nation: Office;
let province: Office;
let city: Office;
let counties: Office[];

beforeAll(async () => {
  nation = await anOffice(house, 'province_hr_officer', 0, '人社部职业能力司');
  province = await anOffice(house, 'province_hr_officer', PLACES.province, '省人社厅', nation);
  city = await anOffice(house, 'city_hr_officer', PLACES.city, '市人社局', province);
  counties = [];
  for (const [i, code] of [PLACES.county, PLACES.otherCounty].entries())
    counties.push(await anOffice(house, 'county_hr_officer', code, `第${i + 1}县人社局`, city));
});
afterEach(() => clock.goTo(START));

/** A round of its own for a test, with matters asked of the city. */
async function aRound(
  kind: 'supervision' | 'inspection' | 'coordination' | 'stage',
  matters: readonly Omit<CreateMatter, 'title'>[],
) {
  const { roundId } = await openRound(province.ctx, { kind, title: `第${matters.length}项测试` });
  const ids: string[] = [];
  for (const [i, matter] of matters.entries())
    ids.push(
      (
        await createMatter(province.ctx, {
          roundId,
          title: `事项${i + 1}`,
          unitId: city.unitId,
          person: '韩志远',
          ...matter,
        })
      ).matterId,
    );
  return { roundId, ids };
}

const close = async (matterId: string, given: object = {}) => closeMatter(province.ctx, { matterId, ...given });
const paper = () => aPaper(province);

describe('rounds and checklists', () => {
  test('[N2019-5.3] of 40 obligations open a round of supervision makes 40 checklist items, none of which closes without a result', async () => {
    const board = await dutyBoard(province.ctx, {});
    const open = board.rows.filter((r) => r.state !== 'done' && r.state !== 'ended').slice(0, 40);
    expect(open).toHaveLength(40);
    const obligations = open.map((r) => r.id);
    const { roundId, matters } = await openRound(province.ctx, {
      kind: 'supervision',
      title: '年度督导',
      obligations,
    });
    expect(matters).toBe(40);
    const { rows } = await openRoundView(province.ctx, { roundId });
    expect(rows.map((m) => m.obligation).sort()).toEqual(obligations.toSorted());
    for (const m of rows) expect(await codeOf(close(m.matterId))).toBe('MATTER_NEEDS');
    await close(rows[0]!.matterId, { result: '已督导，按计划推进' });
    expect(await codeOf(closeRound(province.ctx, { roundId }))).toBe('ROUND_OPEN_MATTERS');
    const after = await dutyBoard(province.ctx, {});
    expect(after.rows.find((r) => r.id === rows[0]!.obligation)).toMatchObject({ matters: 1, closed: 1 });
  });

  test('[N2021-5.12] an inspection of 10 classes drawn by seed 42 draws the same 10 when repeated with the same seed', async () => {
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values ('01890000-0000-7000-8000-00000000f001', 'training_institution', '抽查培训学校', $1, '2016-01-01')`,
      [PLACES.city],
    );
    await house.owner(
      `begin; set local session_replication_role = replica; insert into training_class (class_id, institution_id, location_code, list_id, name, sheet, head_row)
       select gen_random_uuid(), '01890000-0000-7000-8000-00000000f001', ${PLACES.city}, gen_random_uuid(), '第' || n || '班', 's', 1 from generate_series(1, 60) n; commit`,
    );
    const drawn = async (seed: number) => {
      const { roundId, matters } = await openRound(province.ctx, {
        kind: 'inspection',
        title: `抽查${seed}`,
        draw: { from: 'classes', count: 10, seed },
      });
      expect(matters).toBe(10);
      const view = await openRoundView(province.ctx, { roundId });
      expect(view).toMatchObject({ seed, drawnFrom: 60 });
      return view.rows.map((m) => m.title).sort();
    };
    const first = await drawn(42);
    expect(await drawn(42)).toEqual(first);
    expect(await drawn(43)).not.toEqual(first);
  });

  test('[N2021-5.10] a stage with 2 open blocking issues is not left; with 0 it is', async () => {
    const { roundId, ids } = await aRound('stage', [
      { kind: 'problem', blocking: true },
      { kind: 'problem', blocking: true },
      { kind: 'problem' },
    ]);
    const refused = await closeRound(province.ctx, { roundId }).catch((e: { code: string; details: object }) => e);
    expect(refused).toMatchObject({ code: 'ROUND_BLOCKED', details: { open: 2 } });
    for (const id of ids.slice(0, 2)) await close(id, { measure: '协调解决', fileId: await paper() });
    expect(await closeRound(province.ctx, { roundId })).toEqual({ closedOn: START });
    expect(await codeOf(closeRound(province.ctx, { roundId }))).toBe('ROUND_CLOSED');
  });

  test('[FYP14-16-05] of 10 schools inspected with 2 findings on textbooks, 1 closed, 1 is open', async () => {
    const { roundId, ids } = await aRound('inspection', [
      ...Array.from({ length: 10 }, () => ({ kind: 'inspection' as const, topic: '教材使用' })),
      { kind: 'finding', topic: '教材使用' },
      { kind: 'finding', topic: '教材使用' },
    ]);
    for (const id of ids.slice(0, 10)) await close(id, { result: '已检查' });
    await close(ids[10]!, { measure: '停用未经审定的教材' });
    const { figures } = await openRoundView(province.ctx, { roundId });
    expect(figures.find((f) => f.kind === 'inspection')).toMatchObject({ total: 10, closed: 10 });
    expect(figures.find((f) => f.kind === 'finding')).toMatchObject({ total: 2, closed: 1, open: 1 });
  });

  test('[FYP14-23-06] of 10 inspections of a cycle of 6 months 8 are done: 80%; of 5 findings 3 are rectified, 2 open, the overdue by date', async () => {
    const { roundId } = await openRound(province.ctx, { kind: 'inspection', title: '定期检查', cycleMonths: 6 });
    const add = async (kind: 'inspection' | 'finding', n: number, dueOn?: string) =>
      (
        await createMatter(province.ctx, {
          roundId,
          kind,
          title: `${kind}${n}`,
          unitId: city.unitId,
          person: '甲',
          dueOn,
        })
      ).matterId;
    const inspections = [];
    for (let i = 0; i < 10; i += 1) inspections.push(await add('inspection', i));
    const findings = [];
    for (const [i, due] of ['2020-04-01', '2020-04-02', '2020-04-03', '2020-04-20', '2020-04-10'].entries())
      findings.push(await add('finding', i, due));
    for (const id of inspections.slice(0, 8)) await close(id, { result: '已检查' });
    for (const id of findings.slice(0, 3)) await close(id, { measure: '已整改' });
    clock.goTo('2020-05-01');
    const view = await openRoundView(province.ctx, { roundId });
    expect(view).toMatchObject({ cycleMonths: 6 });
    expect(view.figures.find((f) => f.kind === 'inspection')).toMatchObject({ rate: 80 });
    expect(view.figures.find((f) => f.kind === 'finding')).toMatchObject({ closed: 3, open: 2, late: 2 });
    expect(view.rows.filter((m) => m.lateDays > 0).map((m) => m.dueOn)).toEqual(['2020-04-10', '2020-04-20']);
  });
});

describe('problems, orders, complaints', () => {
  test('[N2019-5.6] an issue due 2020-05-01 still open on 2020-05-02 goes one level up and stays open until evidence is attached', async () => {
    const { ids } = await aRound('supervision', [{ kind: 'problem', dueOn: '2020-05-01' }]);
    clock.goTo('2020-05-02');
    expect(await noteLateMatters(house.as(null))).toMatchObject({ escalated: 1 });
    expect(await noteLateMatters(house.as(null))).toEqual({ late: 0, escalated: 0 });
    const matterId = ids[0]!;
    expect(await openMatter(province.ctx, { matterId })).toMatchObject({
      state: 'open',
      escalations: 1,
      escalatedOn: '2020-05-02',
    });
    const told = await house.owner(`select to_unit_id from message where kind = 'supervision.late' and link like $1`, [
      `%${matterId}`,
    ]);
    expect(told.rows.map((r) => r.to_unit_id)).toContain(nation.unitId);
    expect(await codeOf(close(matterId, { measure: '增派教师' }))).toBe('MATTER_NEEDS');
    await close(matterId, { measure: '增派教师', fileId: await paper() });
    expect(await openMatter(province.ctx, { matterId })).toMatchObject({ state: 'closed', evidence: true });
  });

  test('[N2019-5.8] an order with a 15-day limit issued 2020-03-01 without a reply on 2020-03-17 is overdue, and the province’s board counts 1', async () => {
    clock.goTo('2020-03-01');
    const { matterId } = await createMatter(province.ctx, {
      kind: 'order',
      title: '政策落实不到位',
      unitId: city.unitId,
      limitDays: 15,
    });
    const orders = async () => (await matterBoard(province.ctx, {})).figures.find((f) => f.kind === 'order');
    clock.goTo('2020-03-16');
    expect(await orders()).toMatchObject({ late: 0 });
    clock.goTo('2020-03-17');
    expect(await orders()).toMatchObject({ total: 1, late: 1 });
    expect(await openMatter(city.ctx, { matterId })).toMatchObject({ dueOn: '2020-03-16', lateDays: 1 });
    expect(await codeOf(close(matterId))).toBe('MATTER_NEEDS');
    await assignMatter(city.ctx, { matterId, person: '韩志远' });
    await startMatter(city.ctx, { matterId });
    await replyMatter(city.ctx, { matterId, measure: '已补发补贴' });
    await returnMatter(province.ctx, { matterId, note: '请附名单' });
    await replyMatter(city.ctx, { matterId, measure: '已补发补贴并附名单', fileId: await aPaper(city) });
    await close(matterId);
    expect(await orders()).toMatchObject({ late: 0, closed: 1 });
  });

  test('[FYP14-7-10] of 3 complaints 1 is confirmed: the sanction shows for that one, and it does not close without', async () => {
    const { roundId, ids } = await aRound('supervision', [
      { kind: 'complaint', topic: '招生秩序' },
      { kind: 'complaint' },
      { kind: 'complaint' },
    ]);
    expect(await codeOf(close(ids[0]!, { confirmed: true }))).toBe('MATTER_NEEDS');
    await close(ids[0]!, { confirmed: true, sanction: '暂停招生资格一年' });
    for (const id of ids.slice(1)) await close(id, { confirmed: false, result: '不属实' });
    const view = await openRoundView(province.ctx, { roundId });
    expect(view.figures).toMatchObject([{ kind: 'complaint', total: 3, confirmed: 1, sanctioned: 1 }]);
    expect(view.rows.filter((m) => m.sanction !== null).map((m) => m.sanction)).toEqual(['暂停招生资格一年']);
  });

  test('[FYP14-21-02] of 8 issues (finance 3, education 3, reform 2) 6 are closed: 75%, and the open ones show partner and days open', async () => {
    const partners = [
      'finance',
      'finance',
      'finance',
      'education',
      'education',
      'education',
      'reform',
      'reform',
    ] as const;
    const { roundId, ids } = await aRound(
      'coordination',
      partners.map((partner) => ({ kind: 'problem' as const, partner })),
    );
    clock.goTo('2020-03-11');
    for (const id of [0, 1, 3, 4, 5, 6].map((i) => ids[i]!))
      await close(id, { measure: '会商解决', fileId: await paper() });
    const view = await openRoundView(province.ctx, { roundId });
    expect(view.figures).toMatchObject([{ total: 8, closed: 6, rate: 75 }]);
    expect(view.partners.map((p) => [p.partner, p.total, p.closed])).toEqual(
      expect.arrayContaining([
        ['finance', 3, 2],
        ['education', 3, 3],
        ['reform', 2, 1],
      ]),
    );
    expect(
      view.rows
        .filter((m) => m.state !== 'closed')
        .map((m) => [m.partner, m.daysOpen])
        .sort(),
    ).toEqual([
      ['finance', 10],
      ['reform', 10],
    ]);
  });

  test('[FYP14-23-09] of 9 problems 7 are closed, 2 open by 10 and 45 days against a limit of 30: 1 escalated; without a measure none is closed', async () => {
    clock.goTo('2020-06-01');
    const opened = (day: string) => ({ kind: 'problem' as const, openedOn: day, limitDays: 30 });
    const { roundId, ids } = await aRound('supervision', [
      ...Array.from({ length: 7 }, () => opened('2020-05-20')),
      opened('2020-05-22'),
      opened('2020-04-17'),
    ]);
    expect(await codeOf(close(ids[0]!, { fileId: await paper() }))).toBe('MATTER_NEEDS');
    for (const id of ids.slice(0, 7)) await close(id, { measure: '已调整', fileId: await paper() });
    await noteLateMatters(house.as(null));
    const view = await openRoundView(province.ctx, { roundId });
    expect(view.figures).toMatchObject([{ total: 9, closed: 7, open: 2, escalated: 1 }]);
    expect(view.rows.filter((m) => m.state !== 'closed').map((m) => [m.daysOpen, m.escalations])).toEqual([
      [45, 1],
      [10, 0],
    ]);
  });
});

describe('tasks, milestones, measures', () => {
  test('[FYP14-23-01] of 20 tasks 19 have a lead unit and a person: 1 is flagged and cannot be started', async () => {
    const { roundId, ids } = await aRound(
      'supervision',
      Array.from({ length: 20 }, (_, i) =>
        i < 19 ? { kind: 'task' as const } : { kind: 'task' as const, person: undefined },
      ),
    );
    const { rows } = await openRoundView(province.ctx, { roundId });
    expect(rows.filter((m) => m.noLead).map((m) => m.matterId)).toEqual([ids[19]]);
    expect(await codeOf(startMatter(city.ctx, { matterId: ids[19]! }))).toBe('MATTER_NO_LEAD');
    for (const matterId of ids.slice(0, 19)) await startMatter(city.ctx, { matterId });
    await assignMatter(city.ctx, { matterId: ids[19]!, person: '于慧敏' });
    expect(await startMatter(city.ctx, { matterId: ids[19]! })).toMatchObject({ state: 'started' });
  });

  test('[FYP14-20-02] of 20 milestones 14 are done, 3 late by 5, 12 and 40 days, 3 not due: 70% and 3 alerts sorted by delay', async () => {
    const due = ['2020-05-27', '2020-05-20', '2020-04-22', '2020-07-01', '2020-08-01', '2020-09-01'];
    const { roundId, ids } = await aRound('supervision', [
      ...Array.from({ length: 14 }, () => ({ kind: 'milestone' as const, dueOn: '2020-03-31' })),
      ...due.map((dueOn) => ({ kind: 'milestone' as const, dueOn })),
    ]);
    for (const id of ids.slice(0, 14)) await close(id);
    clock.goTo('2020-06-01');
    const view = await openRoundView(province.ctx, { roundId });
    expect(view.figures).toMatchObject([{ rate: 70, late: 3 }]);
    expect(view.rows.filter((m) => m.lateDays > 0).map((m) => m.lateDays)).toEqual([40, 12, 5]);
    const board = await matterBoard(province.ctx, {});
    const own = board.late.filter((m) => m.roundId === roundId);
    expect(own.map((m) => m.lateDays)).toEqual([40, 12, 5]);
  });

  test('[FYP14-23-03] a mid-term evaluation due 2023-12-31 without a report on 2024-01-01 is an alert to its owner and 1 day overdue', async () => {
    const { ids } = await aRound('supervision', [{ kind: 'milestone', dueOn: '2023-12-31' }]);
    clock.goTo('2023-12-31');
    await noteLateMatters(house.as(null));
    expect(await openMatter(city.ctx, { matterId: ids[0]! })).toMatchObject({ lateDays: 0 });
    clock.goTo('2024-01-01');
    expect(await noteLateMatters(house.as(null))).toMatchObject({ late: 1 });
    expect(await openMatter(city.ctx, { matterId: ids[0]! })).toMatchObject({ lateDays: 1 });
    const told = await house.owner(`select to_unit_id from message where kind = 'supervision.late' and link like $1`, [
      `%${ids[0]}`,
    ]);
    expect(told.rows.map((r) => r.to_unit_id)).toContain(city.unitId);
  });

  test('[FYP14-23-05] a late indicator needs at least one entry of guidance before it is closed', async () => {
    const { ids } = await aRound('supervision', [{ kind: 'milestone', dueOn: '2020-03-10' }]);
    clock.goTo('2020-03-20');
    const matterId = ids[0]!;
    expect(await codeOf(close(matterId))).toBe('MATTER_NEEDS');
    await guideMatter(province.ctx, { matterId, note: '赴市里现场指导，调整招生计划' });
    expect(await close(matterId)).toMatchObject({ state: 'closed' });
  });

  test('[FYP14-22-01] of 10 measures on the pay of skilled workers 7 are done with evidence and 1 is ticked without: 70%', async () => {
    const { roundId, ids } = await aRound(
      'supervision',
      Array.from({ length: 10 }, () => ({ kind: 'measure' as const, topic: '技能人才待遇' })),
    );
    for (const id of ids.slice(0, 7)) await close(id, { fileId: await paper() });
    await close(ids[7]!);
    const view = await openRoundView(province.ctx, { roundId });
    expect(view.figures).toMatchObject([{ total: 10, closed: 8, rate: 70 }]);
  });

  test('[N2021-0.1] a task of two lines confirmed by human resources alone awaits the co-unit 1/2, after rural revitalisation 2/2; only then it closes', async () => {
    const rural = await anOffice(house, 'city_poverty_officer', PLACES.city, '市乡村振兴局', null);
    const asked = { kind: 'task', title: '千万培训计划任务', unitId: city.unitId, coUnitId: rural.unitId } as const;
    const { matterId } = await createMatter(province.ctx, asked);
    const confirmation = async (by: Office) => (await openMatter(by.ctx, { matterId })).confirmation;
    expect(await confirmation(province)).toBe('待双方确认 0/2');
    await confirmMatter(city.ctx, { matterId });
    expect(await confirmation(rural)).toBe('待协同责任单位确认 1/2');
    expect(await codeOf(confirmMatter(city.ctx, { matterId }))).toBe('MATTER_WRONG_STATE');
    const close = () => codeOf(closeMatter(province.ctx, { matterId, result: '完成' }));
    expect(await close()).toBe('MATTER_NEEDS');
    await confirmMatter(rural.ctx, { matterId });
    expect(await confirmation(city)).toBe('双方已确认 2/2');
    expect((await openMatter(rural.ctx, { matterId })).history.map((h) => [h.title, h.unit])).toEqual([
      ['提出', '省人社厅'],
      ['确认', '市人社局'],
      ['确认', '市乡村振兴局'],
    ]);
    expect(await close()).toBe('done');
    const alone = await createMatter(province.ctx, { kind: 'task', title: '单独任务', unitId: city.unitId });
    expect(await codeOf(confirmMatter(city.ctx, alone))).toBe('MATTER_WRONG_STATE');
    expect(await codeOf(confirmMatter(counties[0]!.ctx, { matterId }))).toBe('NOT_FOUND');
    expect(await codeOf(createMatter(province.ctx, { ...asked, coUnitId: city.unitId }))).toBe('INPUT_INVALID');
  });

  test('a task is passed down level by level and closes only after those below; others find nothing and strangers may not', async () => {
    const { ids } = await aRound('supervision', [{ kind: 'task' }]);
    const matterId = ids[0]!;
    await startMatter(city.ctx, { matterId });
    const { matterIds } = await passMatterDown(city.ctx, { matterId, unitIds: counties.map((c) => c.unitId) });
    expect((await passMatterDown(city.ctx, { matterId, unitIds: counties.map((c) => c.unitId) })).matterIds).toEqual(
      [],
    );
    await replyMatter(city.ctx, { matterId, result: '已完成' });
    expect(await codeOf(close(matterId, { result: '同意' }))).toBe('MATTER_LOWER_OPEN');
    for (const [i, id] of matterIds.entries()) {
      await assignMatter(counties[i]!.ctx, { matterId: id, person: '许静' });
      await startMatter(counties[i]!.ctx, { matterId: id });
      await replyMatter(counties[i]!.ctx, { matterId: id, result: '已落实' });
      await closeMatter(city.ctx, { matterId: id });
    }
    expect(await close(matterId)).toMatchObject({ state: 'closed' });
    expect(await codeOf(openMatter(counties[0]!.ctx, { matterId }))).toBe('NOT_FOUND');
    expect(await codeOf(closeMatter(city.ctx, { matterId: ids[0]!, result: '自己办结' }))).toBe('NOT_PERMITTED');
    const twice = await aRound('supervision', [{ kind: 'task' }]);
    const codes = await Promise.all([1, 2].map(() => codeOf(close(twice.ids[0]!, { result: '完成' }))));
    expect(codes.sort()).toEqual(['MATTER_WRONG_STATE', 'done']);
    const listed = await listMatters(counties[0]!.ctx, { mine: 'lead' });
    expect(listed.rows.map((m) => m.matterId)).toEqual([matterIds[0]]);
    expect((await listRounds(counties[0]!.ctx, {})).rows).toEqual([]);
  });
});

test('[N2019-5.7] of 5 nominees 3 are approved: exactly 3 appear on the public page with the circular’s number and day', async () => {
  const { circularId } = await draftCircular(province.ctx, {
    kind: 'commendation',
    title: '技能扶贫先进单位',
    body: '予以通报表扬。',
    public: true,
  });
  const ids: string[] = [];
  for (const n of ['甲', '乙', '丙', '丁', '戊'])
    ids.push((await nominate(province.ctx, { circularId, name: `${n}技工学校`, ground: '帮扶成效显著' })).nomineeId);
  expect(await codeOf(issueCircular(province.ctx, { circularId, number: '鲁人社函〔2020〕9号' }))).toBe(
    'CIRCULAR_NOBODY',
  );
  for (const [i, nomineeId] of ids.entries())
    await decideNominee(province.ctx, { circularId, nomineeId, approved: i < 3 });
  expect((await publicCirculars(house.as(null), {})).rows).toEqual([]);
  expect(await issueCircular(province.ctx, { circularId, number: '鲁人社函〔2020〕9号' })).toEqual({
    issuedOn: START,
    named: 3,
  });
  const { rows } = await publicCirculars(house.as(null), {});
  expect(rows).toMatchObject([{ number: '鲁人社函〔2020〕9号', issuedOn: START }]);
  expect(rows[0]!.names.map((n) => n.name).sort()).toEqual(['丙技工学校', '乙技工学校', '甲技工学校']);
  expect(await codeOf(decideNominee(province.ctx, { circularId, nomineeId: ids[4]!, approved: true }))).toBe(
    'CIRCULAR_ISSUED',
  );
  const second = await draftCircular(province.ctx, { kind: 'correction', title: '通报', body: '进展缓慢。' });
  const { nomineeId } = await nominate(province.ctx, { ...second, name: '某县', ground: '进展缓慢' });
  await decideNominee(province.ctx, { ...second, nomineeId, approved: true });
  expect(await codeOf(issueCircular(province.ctx, { ...second, number: '鲁人社函〔2020〕9号' }))).toBe(
    'CIRCULAR_NUMBER_TAKEN',
  );
});
