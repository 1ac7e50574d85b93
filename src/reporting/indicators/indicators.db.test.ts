import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { boardWorkbook } from './export-board.ts';
import { drillIndicator } from './drill-indicator.ts';
import { returnFigure } from './locks/return-figure.ts';
import { showBoard } from './show-board.ts';
import { showIndicator } from './show-indicator.ts';
import { AREA, ids, institution, linked, openIndicatorHouse } from './testing-indicators.ts';
import { certified, registered, rolls, trained, wishes } from './facts-of-tests/testing-people.ts';
import { applied, craftsmen } from './facts-of-tests/testing-records.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2026-03-01T09:00:00+08:00') });
const { nation } = house;
const END = '2025-12-31';
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const count = async (text: string): Promise<number> =>
  Number((await house.owner(`select (${text})::numeric as n`)).rows[0].n);

describe('N2021', () => {
  it('a course of another programme, one not completed and one after the plan do not count; the figure is that of an independent SQL', async () => {
    const [one] = ids(1) as [string];
    await trained(house, [
      { person: one, endsOn: '2022-05-01', programme: 'N2021' },
      { person: one, endsOn: '2023-05-01', programme: 'N2021' },
      { person: one, endsOn: '2022-06-01' },
      { person: one, endsOn: '2022-07-01', programme: 'N2021', state: 'not_completed' },
      { person: one, endsOn: '2026-01-10', programme: 'N2021' },
    ]);
    const view = await showIndicator(nation, { key: 'n2021.trainings', on: '2026-02-01' });
    expect(view).toMatchObject({ value: 2, goal: { value: 3_000_000, operator: 'gte' }, unit: 'person_times' });
    expect(view.lines).toMatchObject([{ key: 'persons', value: 1 }]);
    expect(view.assessment.state).toBe('not_met');
    const plain = `select count(*) from training_participation t join training_class c using (class_id)
      where c.programme = 'N2021' and t.result = '合格' and t.ends_on between '2021-01-01' and '2025-12-31' and t.known_to is null`;
    expect(await count(plain)).toBe(view.value);
  });

  it('[N2021-1.11] a senior worker later recognised as a craftsman adds 1 in total and 1 in each line, overlap 1', async () => {
    const before = await showIndicator(nation, { key: 'n2021.skilled-people', on: END });
    const [one, record] = ids(2) as [string, string];
    await certified(house, [{ person: one, level: 3, issuedOn: '2022-04-01' }]);
    await craftsmen(house, [{ person: record, on: '2024-05-01' }]);
    await linked(house, record, one);
    const view = await showIndicator(nation, { key: 'n2021.skilled-people', on: END });
    const grown = (key: string) =>
      view.lines.find((l) => l.key === key)!.value - before.lines.find((l) => l.key === key)!.value;
    expect([view.value! - before.value!, grown('senior'), grown('craftsmen'), view.overlap - before.overlap]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(view.goal).toMatchObject({ value: 50_000, operator: 'about' });
  });

  it('[N2021-1.6] 485 of 500 with need were offered a place: 97.0 %, and the other 15 are listed', async () => {
    const persons = ids(500);
    await wishes(
      house,
      persons.map((person) => ({ person, askedOn: '2023-03-01', train: true })),
    );
    await trained(
      house,
      persons.slice(0, 485).map((person) => ({ person, endsOn: '2023-08-01' })),
    );
    const view = await showIndicator(nation, { key: 'n2021.training-chance', on: '2023-12-31' });
    expect(view).toMatchObject({ part: 485, whole: 500, value: 97 });
    const missing = await drillIndicator(nation, {
      key: 'n2021.training-chance',
      on: '2023-12-31',
      side: 'missing',
      limit: 50,
    });
    expect(missing.total).toBe(15);
    expect(new Set(missing.rows.map((r) => r.personId))).toEqual(new Set(persons.slice(485)));
  });

  it('[N2021-1.7] 118 of 120 leavers with a wish have an offer: 98.3 %, and 2 are listed with where they are stuck', async () => {
    const persons = ids(120);
    await wishes(
      house,
      persons.map((person) => ({ person, askedOn: '2022-03-01', study: true })),
    );
    await applied(
      house,
      persons.slice(0, 118).map((person) => ({ person, year: 2022, state: 'admitted' })),
    );
    await applied(house, [{ person: persons[118]!, year: 2022, state: 'township_not_passed' }]);
    const on = '2022-12-31';
    expect(await showIndicator(nation, { key: 'n2021.study-chance', on })).toMatchObject({
      part: 118,
      whole: 120,
      value: 98.3,
    });
    const missing = await drillIndicator(nation, { key: 'n2021.study-chance', on, side: 'missing', limit: 50 });
    expect(new Map(missing.rows.map((r) => [r.personId, r.reason]))).toEqual(
      new Map([
        [persons[118], '乡镇审核不通过'],
        [persons[119], '没有提出申请'],
      ]),
    );
  });

  it('[N2021-1.9] a county with intermediate classes in 2021 that adds senior ones in 2022 goes from 1 level to 2', async () => {
    const school = await institution(house, '盐源技工学校', { location_code: AREA.yanyuan });
    const enrolled = (level: string, enrolledOn: string) =>
      ids(2).map((person) => ({
        person,
        county: AREA.yanyuan,
        school,
        level,
        enrolledOn,
        state: 'registered' as const,
      }));
    await rolls(house, [
      ...enrolled('中级工', '2021-09-01'),
      ...enrolled('中级工', '2022-09-01'),
      ...enrolled('高级工', '2022-09-01'),
    ]);
    const view = await showIndicator(nation, { key: 'n2021.levels', divisionCode: AREA.yanyuan, on: '2022-12-31' });
    expect(view).toMatchObject({ value: 2, change: { before: 1, points: 1, grew: true } });
    expect(view.history.map((p) => p.value)).toEqual([1, 2]);
  });
});

describe('FYP14', () => {
  it('[FYP14-B1-02] school A 98 of 100 and B 190 of 200: the region has 288 of 300 = 96.0 %, not met', async () => {
    const [a, b] = [await institution(house, '甲技工学校'), await institution(house, '乙技工学校')];
    const graduates = (school: string, n: number, employed: number) =>
      ids(n).map((person, i) => ({
        person,
        school,
        enrolledOn: '2022-09-01',
        state: 'graduated' as const,
        graduatedOn: '2025-07-01',
        job: i < employed ? ('job' as const) : ('waiting' as const),
      }));
    await rolls(house, [...graduates(a, 100, 98), ...graduates(b, 200, 190)]);
    const view = await showIndicator(nation, { key: 'fyp14.graduate-employment', on: END });
    expect(view).toMatchObject({
      part: 288,
      whole: 300,
      value: 96,
      goal: { value: 97, operator: 'gt' },
      assessment: { state: 'not_met', hard: true },
    });
    const drilled = await drillIndicator(nation, {
      key: 'fyp14.graduate-employment',
      on: END,
      side: 'part',
      limit: 200,
    });
    expect(drilled).toMatchObject({ total: 288, rows: { length: 200 } });
    const rest = await drillIndicator(nation, {
      key: 'fyp14.graduate-employment',
      on: END,
      side: 'part',
      limit: 200,
      after: drilled.next!,
    });
    expect(new Set([...drilled.rows, ...rest.rows].map((r) => r.sourceId)).size).toBe(288);
  });

  it('[FYP14-2-01] a school at 97.8 % in 2023 and 95.9 % in 2024 is named by an alert of 1 point; one that fell by less is not', async () => {
    const [fell, held] = [await institution(house, '下降技师学院'), await institution(house, '平稳技师学院')];
    const year = (school: string, y: number, n: number, employed: number) =>
      ids(n).map((person, i) => ({
        person,
        school,
        enrolledOn: `${y - 3}-09-01`,
        state: 'graduated' as const,
        graduatedOn: `${y}-07-01`,
        job: i < employed ? ('job' as const) : ('waiting' as const),
      }));
    await rolls(house, [
      ...year(fell, 2023, 1000, 978),
      ...year(fell, 2024, 1000, 959),
      ...year(held, 2023, 1000, 978),
      ...year(held, 2024, 1000, 970),
    ]);
    const view = await showIndicator(nation, { key: 'fyp14.graduate-employment', on: '2024-12-31' });
    expect(view.schools).toEqual([{ institutionId: fell, name: '下降技师学院', value: 95.9, before: 97.8 }]);
  });

  it('[FYP14-B1-01] 360.0 万 students are not met and 360.1 are; [FYP14-0-04] baseline 395.5 and the note that the goal is a floor stand beside', async () => {
    const on = '2025-12-31';
    const rolled = (await showIndicator(nation, { key: 'fyp14.students', on })).value!;
    const heilongjiang = 230000000000;
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, '黑龙江省', 'province', 0, '1949-10-01', '黑龙江省')`,
      [heilongjiang],
    );
    const { returnId } = await returnFigure(nation, {
      key: 'fyp14.students',
      divisionCode: heilongjiang,
      countedOn: on,
      quantity: 3_600_000 - rolled,
      source: '技工院校统计年报',
    });
    const exact = await showIndicator(nation, { key: 'fyp14.students', on });
    expect(exact).toMatchObject({
      value: 3_600_000,
      assessment: { state: 'not_met' },
      baseline: { value: 3_955_000, below: true },
    });
    await house.owner('update indicator_return set quantity = quantity + 1000 where return_id = $1', [returnId]);
    const more = await showIndicator(nation, { key: 'fyp14.students', on });
    expect(more).toMatchObject({ value: 3_601_000, assessment: { state: 'met' } });
  });

  it('[FYP14-B1-03] 40, 41, 39, 42 and 38.5 万 in five years are 200.5 万 and met; a sixth year is not added', async () => {
    for (const [year, wan] of [
      [2021, 40],
      [2022, 41],
      [2023, 39],
      [2024, 42],
      [2025, 38.5],
    ] as const)
      await returnFigure(nation, {
        key: 'fyp14.high-skilled',
        divisionCode: AREA.binzhou,
        countedOn: `${year}-12-31`,
        quantity: wan * 10_000,
        source: '技能人才统计',
      });
    const certificates = (
      await showIndicator(nation, { key: 'fyp14.high-skilled', divisionCode: AREA.sichuan, on: END })
    ).value;
    expect(certificates).toBe(0);
    await returnFigure(nation, {
      key: 'fyp14.high-skilled',
      divisionCode: AREA.binzhou,
      countedOn: '2026-02-28',
      quantity: 400_000,
      source: '技能人才统计',
    });
    const view = await showIndicator(nation, {
      key: 'fyp14.high-skilled',
      divisionCode: AREA.binzhou,
      on: '2026-03-01',
    });
    expect(view.value).toBe(2_005_000);
    expect((await showIndicator(nation, { key: 'fyp14.high-skilled', on: '2026-03-01' })).assessment.state).toBe('met');
  });

  it('[FYP14-B1-04] one person who completes 3 courses is 3 person-times and 1 person; [FYP14-0-05] 2000 万 in five years are 400 a year, the baseline', async () => {
    const [one] = ids(1) as [string];
    const before = await showIndicator(nation, { key: 'fyp14.trainings', on: END });
    await trained(
      house,
      ['2021-05-01', '2022-05-01', '2024-05-01'].map((endsOn) => ({ person: one, endsOn })),
    );
    const view = await showIndicator(nation, { key: 'fyp14.trainings', on: END });
    expect([view.value! - before.value!, view.lines[0]!.value - before.lines[0]!.value]).toEqual([3, 1]);
    expect(view).toMatchObject({
      assessment: { perYear: 4_000_000 },
      baseline: { value: 4_000_000, kind: 'floor' },
      goal: { printed: '>[2000]' },
    });
  });

  it('[FYP14-0-02] 2500 schools against a baseline of 2423 are +77; [FYP14-0-03] more colleges than schools are refused', async () => {
    const on = '2025-12-31';
    const known = (await showIndicator(nation, { key: 'fyp14.schools', on })).value!;
    await returnFigure(nation, {
      key: 'fyp14.schools',
      divisionCode: AREA.liangshan,
      countedOn: on,
      quantity: 2423 - known + 1,
      source: '统计年报',
    }).then(
      () => undefined,
      (e: { code: string }) => expect(e.code).toBe('INDICATOR_HAS_RECORDS'),
    );
    const tianjin = 120000000000;
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, '天津市', 'province', 0, '1949-10-01', '天津市')`,
      [tianjin],
    );
    await returnFigure(nation, {
      key: 'fyp14.schools',
      divisionCode: tianjin,
      countedOn: on,
      quantity: 2423,
      source: '统计年报',
    });
    expect(
      await codeOf(
        returnFigure(nation, {
          key: 'fyp14.colleges',
          divisionCode: tianjin,
          countedOn: on,
          quantity: 2500,
          source: '统计年报',
        }),
      ),
    ).toBe('INDICATOR_PART_TOO_LARGE');
    await returnFigure(nation, {
      key: 'fyp14.colleges',
      divisionCode: tianjin,
      countedOn: on,
      quantity: 496,
      source: '统计年报',
    });
    await house.owner(
      `update indicator_return set quantity = $1 where indicator = 'fyp14.schools' and division_code = $2`,
      [2500 - known, tianjin],
    );
    expect(await showIndicator(nation, { key: 'fyp14.schools', on })).toMatchObject({
      value: 2500,
      baseline: { value: 2423, change: 77 },
    });
  });

  it('[FYP14-0-06] 36.0 万 of the years before and 1.2 万 since stand apart and are not summed', async () => {
    await returnFigure(nation, {
      key: 'fyp14.assisted-intake',
      divisionCode: AREA.sichuan,
      countedOn: '2021-12-31',
      quantity: 12_000,
      source: '招生统计',
    });
    const view = await showIndicator(nation, { key: 'fyp14.assisted-intake', on: END });
    expect(view).toMatchObject({ value: 12_000, baseline: { value: 360_000, kind: 'separate', change: null } });
    expect(view.history.at(-1)?.value).toBe(12_000);
  });

  it('[FYP14-14-08] 120 senior certificates in key counties held by 115 persons are 115; a level-4 certificate does not count', async () => {
    const persons = ids(116);
    const rows = persons
      .slice(0, 115)
      .map((person) => ({ person, county: AREA.yanyuan, level: 3, issuedOn: '2023-05-01' }));
    const second = persons
      .slice(0, 5)
      .map((person) => ({ person, county: AREA.yanyuan, level: 2, issuedOn: '2024-05-01' }));
    await certified(house, [
      ...rows,
      ...second,
      { person: persons[115]!, county: AREA.yanyuan, level: 4, issuedOn: '2023-05-01' },
    ]);
    const view = await showIndicator(nation, { key: 'fyp14.key-region-skilled', on: END });
    expect(view).toMatchObject({ value: 115, lines: [{ key: 'certificates', value: 120 }] });
    expect(
      await showIndicator(nation, { key: 'fyp14.key-region-skilled', divisionCode: AREA.cao, on: END }),
    ).toMatchObject({ value: 0 });
  });
});

describe('SD2017', () => {
  it('[SD2017-2-01] 197 of 200 willing graduates study without charge: 98.5 %, not met, and 3 are listed; [SD2017-2-02] 10 of 10 veterans are 100 %, apart', async () => {
    const [graduates, veterans] = [ids(200), ids(10)];
    await wishes(house, [
      ...graduates.map((person) => ({ person, askedOn: '2019-03-01', study: true })),
      ...veterans.map((person) => ({ person, askedOn: '2019-03-01', study: true, veteran: true })),
    ]);
    const charged = graduates[198]!;
    await registered(house, [...graduates.slice(0, 197), charged, ...veterans], new Set([charged]));
    const on = '2019-12-31';
    const view = await showIndicator(house.shandong, { key: 'sd2017.study-graduates', on });
    expect(view).toMatchObject({
      part: 197,
      whole: 200,
      value: 98.5,
      goal: { value: 100 },
      assessment: { state: 'not_met' },
    });
    const missing = await drillIndicator(house.shandong, { key: 'sd2017.study-graduates', on, side: 'missing' });
    expect(new Set(missing.rows.map((r) => r.personId))).toEqual(new Set(graduates.slice(197)));
    expect(await showIndicator(house.shandong, { key: 'sd2017.study-veterans', on })).toMatchObject({
      part: 10,
      whole: 10,
      value: 100,
      assessment: { state: 'met' },
    });
  });

  it('[SD2017-2-03] on 1 December 48 of 50 had a free training at a technical school: 96 %; who was trained at a private centre only is named', async () => {
    const persons = ids(50);
    const [school, centre] = [
      await institution(house, '曹县技工学校'),
      await institution(house, '某培训中心', { kind: 'training_institution' }),
    ];
    await wishes(
      house,
      persons.map((person) => ({ person, askedOn: '2018-03-01', train: true })),
    );
    await trained(
      house,
      persons.slice(0, 48).map((person) => ({ person, endsOn: '2018-06-01', institution: school })),
    );
    await trained(house, [{ person: persons[48]!, endsOn: '2018-06-01', institution: centre }]);
    const on = '2018-12-01';
    expect(await showIndicator(house.shandong, { key: 'sd2017.free-training', on })).toMatchObject({
      part: 48,
      whole: 50,
      value: 96,
    });
    const missing = await drillIndicator(house.shandong, { key: 'sd2017.free-training', on, side: 'missing' });
    expect(new Set(missing.rows.map((r) => r.personId))).toEqual(new Set(persons.slice(48)));
  });
});

describe('boards', () => {
  it('a board shows each indicator of a place once, with places below, refuses places outside, and never adds up', async () => {
    const board = await showBoard(nation, { on: END });
    expect(new Set(board.rows.map((r) => r.key)).size).toBe(board.rows.length);
    expect(board.places.map((p) => p.name)).toEqual(expect.arrayContaining(['山东省', '四川省']));
    await expect(showBoard(house.heze, { divisionCode: AREA.shandong })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await showBoard(house.heze, { divisionCode: AREA.cao })).place).toBe('曹县');
    const sheet = boardWorkbook(board).sheets[0]!;
    expect(sheet.totals).toBeUndefined();
    expect(JSON.stringify(sheet.footer)).toContain('五年合计');
  });

  it('the figure of a place is the sum of places below for records, and each human once for persons', async () => {
    const [one] = ids(1) as [string];
    const at = async (divisionCode: number) =>
      (await showIndicator(nation, { key: 'fyp14.high-skilled', divisionCode, on: '2021-06-30' })).value;
    const before = { heze: await at(AREA.heze), cao: await at(AREA.cao), shan: await at(AREA.shan) };
    await certified(house, [
      { person: one, county: AREA.cao, level: 3, issuedOn: '2021-02-01' },
      { person: one, county: AREA.shan, level: 2, issuedOn: '2021-05-01' },
    ]);
    expect([
      (await at(AREA.cao))! - before.cao!,
      (await at(AREA.shan))! - before.shan!,
      (await at(AREA.heze))! - before.heze!,
    ]).toEqual([1, 1, 1]);
  });
});
