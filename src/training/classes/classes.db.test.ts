import { beforeAll, describe, expect, test } from 'vitest';
import { checkIn, confirmLesson, showCheckInCode, takeAttendance } from '../attendance/take-attendance.ts';
import { enrolTrainees } from '../rosters/enrol-trainees.ts';
import { listTrainees } from '../rosters/list-trainees.ts';
import {
  aPlan,
  at,
  codeOf,
  city,
  county,
  entered,
  heldClass,
  openTrainingHouse,
  otherCounty,
  registered,
  rosterOf,
  strangers,
} from '../testing-class.ts';
import { actOnClass } from './act-on-class.ts';
import { listClasses } from './list-classes.ts';
import { openClass } from './open-class.ts';
import { planClass } from './plan-class.ts';
import { attachContract, chargeGroup, leaveClass, recordResults } from './record-results.ts';

const house = await openTrainingHouse();
let T = '';
let other = '';
beforeAll(async () => {
  T = await house.institution('启明培训学校');
  other = await house.institution('邻校培训中心');
});
const own = () => house.as(at(T, 'training_officer'));

describe('a class from its plan to its end', () => {
  test('it is filed, approved, opened, assessed and closed by those whose turn it is, and each step is in its history and the audit', async () => {
    const { rows } = await registered(house, 3);
    const made = await heldClass(house, T, { people: entered(rows) });
    const shown = await openClass(own(), { classId: made.classId });
    expect(shown.history.map((h) => h.event)).toEqual(['plan', 'file', 'approve', 'open', 'assess', 'close']);
    expect(shown.class.state).toBe('closed');
    expect(shown.acts).toEqual([]);
    const trainees = await listTrainees(house.as(county), { classId: made.classId });
    expect(trainees.rows).toHaveLength(3);
    expect(trainees.rows[0]).toMatchObject({ identity: 'proved', state: 'completed', hours: 4, result: '合格' });
    const entries = await house.owner(`select action from audit_entry where subject_id = $1 order by at, entry_id`, [
      made.classId,
    ]);
    expect(entries.rows.map((r) => r.action)).toEqual(
      expect.arrayContaining([
        'training.class_plan',
        'training.enrol',
        'training.class_open',
        'training.results',
        'training.class_close',
      ]),
    );
  });

  test('the institution does not approve its own class, another finds none, the neighbouring county neither', async () => {
    const { classId } = await heldClass(house, T, { until: 'planned' });
    await actOnClass(own(), { classId, action: 'file' });
    expect(await codeOf(actOnClass(own(), { classId, action: 'approve' }))).toBe('NOT_PERMITTED');
    expect(await codeOf(actOnClass(house.as(at(other, 'training_officer')), { classId, action: 'open' }))).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(openClass(house.as(otherCounty), { classId }))).toBe('NOT_FOUND');
    expect(await codeOf(actOnClass(house.as(city), { classId, action: 'return' }))).toBe('CLASS_REASON_REQUIRED');
    await actOnClass(house.as(city), { classId, action: 'return', reason: '请补充教室' });
    const changed = await planClass(own(), { ...aPlan({ name: '改名的班' }), classId });
    expect(changed.classId).toBe(classId);
    expect((await listClasses(own(), { state: 'planned' })).rows.find((c) => c.classId === classId)?.name).toBe(
      '改名的班',
    );
    const found = async (input: Parameters<typeof listClasses>[1]) =>
      (await listClasses(house.as(city), { ...input, size: 200 })).rows.some((c) => c.classId === classId);
    expect(await Promise.all([{ find: '改名的' }, { find: '改名_' }, { ended: 'yes' as const }].map(found))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('[SD2017-3.2-17] attendance of a class without an approved opening filing is refused', async () => {
    const { rows } = await registered(house, 1);
    const made = await heldClass(house, T, { people: entered(rows), until: 'approved' });
    const { planLessons } = await import('../attendance/plan-lessons.ts');
    const lesson = { heldOn: '2020-06-01', from: '08:00', to: '12:00' };
    const [sessionId] = (await planLessons(own(), { classId: made.classId, lessons: [lesson] })).sessionIds;
    const present = made.personIds.map((personId) => ({ personId }));
    const post = () => takeAttendance(own(), { sessionId: sessionId!, source: 'sheet', present });
    expect(await codeOf(post())).toBe('CLASS_WRONG_STATE');
    const filed = await heldClass(house, T, { people: strangers(1), until: 'planned' });
    const [early] = (await planLessons(own(), { classId: filed.classId, lessons: [lesson] })).sessionIds;
    const before = takeAttendance(own(), {
      sessionId: early!,
      source: 'sheet',
      present: [{ personId: filed.personIds[0]! }],
    });
    expect(await codeOf(before)).toBe('CLASS_WRONG_STATE');
    expect(
      (
        await house.owner(`select count(*)::int as n from training_attendance where session_id = any($1)`, [
          [sessionId, early],
        ])
      ).rows[0].n,
    ).toBe(0);
    await actOnClass(own(), { classId: made.classId, action: 'open' });
    expect(await post()).toEqual({ present: 1 });
  });

  test('[HA2020-1.4] an offline class before the day of its batch is refused, after it accepted; online it opens', async () => {
    const batched = await house.institution('二批复训学校', 'training_institution', undefined, []);
    const { approveScope } = await import('../lists/list-course.ts');
    await approveScope(house.as(county), {
      institutionId: batched,
      trade: '焊工',
      validFrom: '2020-01-01',
      batch: 2,
      offlineFrom: '2020-05-11',
    });
    const opening = async (startsOn: string, delivery: 'offline' | 'online') => {
      const plan = { startsOn, endsOn: '2020-05-20', delivery };
      const { classId } = await heldClass(house, batched, { plan, until: 'approved' });
      return codeOf(actOnClass(house.as(at(batched, 'training_officer')), { classId, action: 'open' }));
    };
    expect(await opening('2020-05-06', 'offline')).toBe('CLASS_NOT_READY');
    expect(await opening('2020-05-12', 'offline')).toBe('done');
    expect(await opening('2020-05-06', 'online')).toBe('done');
  });

  test('[HA2020-1.1] of a 20-hour online course with an 80% rule 17 hours complete and 15 do not, and who did not complete is no subsidised completion', async () => {
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values (gen_random_uuid(), $1, 'training.least_hours_percent', '80', '2020-01-01', 'test', now())`,
      [371721000000],
    );
    const { rows } = await registered(house, 2);
    const lessons = Array.from({ length: 5 }, (_, i) => ({
      heldOn: `2020-06-0${i + 1}`,
      from: '19:00',
      to: '22:00',
      hours: 4,
      mode: 'online' as const,
    }));
    const made = await heldClass(house, T, {
      people: entered(rows),
      plan: { delivery: 'online', hours: 20 },
      lessons,
      until: 'running',
    });
    const [a, b] = made.personIds as [string, string];
    const logged = { [a]: [4, 4, 4, 4, 1], [b]: [4, 4, 4, 3, 0] };
    for (const [i, sessionId] of made.sessionIds.entries()) {
      const present = [a, b].map((personId) => ({ personId, hours: logged[personId]![i]! }));
      await takeAttendance(own(), { sessionId, source: 'platform', present });
    }
    await recordResults(own(), {
      classId: made.classId,
      rows: [a, b].map((personId) => ({ personId, result: '合格' as const, resultOn: '2020-06-05' })),
    });
    await actOnClass(own(), { classId: made.classId, action: 'assess' });
    const seen = await house.owner(
      `select record_id, state, attended_hours::float8 as hours from report_training_participation where class_id = $1`,
      [made.classId],
    );
    const of = (id: string) => seen.rows.find((r) => r.record_id === id);
    expect(of(a)).toMatchObject({ state: 'completed', hours: 17 });
    expect(of(b)).toMatchObject({ state: 'not_completed', hours: 15 });
    const claimable = await house.owner(
      `select person_id from report_training_participation where class_id = $1 and subsidised and state = 'completed'`,
      [made.classId],
    );
    expect(claimable.rows).toHaveLength(1);
    await house.owner(`delete from local_setting where key = 'training.least_hours_percent'`);
  });

  test('a class closes only with everybody’s result; who left needs none', async () => {
    const made = await heldClass(house, T, { people: strangers(3), until: 'running' });
    const [a, b, c] = made.personIds as [string, string, string];
    expect(await codeOf(actOnClass(own(), { classId: made.classId, action: 'assess' }))).toBe('RESULTS_MISSING');
    await leaveClass(own(), { classId: made.classId, personId: c, leftOn: '2020-06-03', reason: '外出务工' });
    await recordResults(own(), {
      classId: made.classId,
      rows: [
        { personId: a, result: '合格', resultOn: '2020-06-05' },
        { personId: b, result: '不合格', resultOn: '2020-06-05' },
      ],
    });
    await actOnClass(own(), { classId: made.classId, action: 'assess' });
    const states = (await listTrainees(own(), { classId: made.classId })).rows.map((r) => r.state);
    expect(states.sort()).toEqual(['completed', 'left', 'not_completed']);
  });
});

describe('kinds of training', () => {
  test('[N2021-3.33] ten classes of the four types group into four sub-totals that sum to ten, and a class without a type is refused', async () => {
    const four = await house.institution('四类培训学校');
    const kinds = [
      'employment',
      'employment',
      'employment',
      'employment',
      'on_post',
      'on_post',
      'on_post',
      'start_up',
      'start_up',
      'work_based',
    ];
    const details = { employer: '曹县某厂' };
    for (const kind of kinds) await planClass(house.as(at(four, 'training_officer')), aPlan({ kind, details }));
    const { showTrainingFigures } = await import('../figures/show-figures.ts');
    const { byKind } = await showTrainingFigures(house.as(at(four, 'training_officer')), { year: 2020 });
    expect(Object.fromEntries(byKind.map((k) => [k.key, k.classes]))).toEqual({
      employment: 4,
      on_post: 3,
      start_up: 2,
      work_based: 1,
    });
    expect(byKind.reduce((n, k) => n + k.classes, 0)).toBe(10);
    expect(await codeOf(planClass(house.as(at(four, 'training_officer')), aPlan({ kind: '' })))).not.toBe('done');
    expect(await codeOf(planClass(house.as(at(four, 'training_officer')), aPlan({ kind: 'no_such_kind' })))).toBe(
      'INPUT_INVALID',
    );
  });

  test('[FYP14-8-06] of five package demonstrations the one after a withdrawn version is refused when it is opened, and four count', async () => {
    const station = await house.institution('培训工作站', 'training_institution', undefined, ['焊工']);
    const outcomes: string[] = [];
    for (const packageVersion of [2, 2, 2, 2, 1]) {
      const plan = {
        kind: 'package_demonstration',
        packageKey: 'welder',
        packageVersion,
        startsOn: packageVersion === 1 ? '2022-12-30' : '2023-03-01',
        endsOn: '2023-03-10',
      };
      const { classId } = await heldClass(house, station, { plan, until: 'approved' });
      if (packageVersion === 1)
        await house.owner(`update training_class set starts_on = '2023-03-01' where class_id = $1`, [classId]);
      outcomes.push(await codeOf(actOnClass(house.as(at(station, 'training_officer')), { classId, action: 'open' })));
    }
    expect(outcomes).toEqual(['done', 'done', 'done', 'done', 'CLASS_NOT_READY']);
    const counted = await house.owner(
      `select count(*)::int as n from report_training_class where kind = 'package_demonstration' and state = 'running' and package_version = 2`,
    );
    expect(counted.rows[0].n).toBe(4);
  });

  test('[N2021-3.32] of a programme of 20 apprentices with 18 contracts 18 are counted when it is activated', async () => {
    const school = await house.institution('学徒培养院校');
    const plan = {
      kind: 'apprenticeship',
      name: '学徒班',
      details: { employer: '曹县机械厂', planned_apprentices: 20, school: '曹县技工学校' },
    };
    const made = await heldClass(house, school, { plan, people: strangers(20), until: 'approved' });
    const ctx = house.as(at(school, 'training_officer'));
    expect(await codeOf(actOnClass(ctx, { classId: made.classId, action: 'open' }))).toBe('CLASS_NOT_READY');
    for (const personId of made.personIds.slice(0, 18))
      await attachContract(ctx, { classId: made.classId, personId, fileId: ctx.newId(), from: '2020-06-01' });
    await actOnClass(ctx, { classId: made.classId, action: 'open' });
    const { showTrainingFigures } = await import('../figures/show-figures.ts');
    expect((await showTrainingFigures(ctx, { year: 2020 })).apprentices).toMatchObject({ named: 20, apprentices: 18 });
  });

  test('[FYP14-9-01] of 30 apprentices agreed 2 leave and 28 pass: 93.3%, and nobody without a labour contract is added', async () => {
    const school = await house.institution('三十学徒院校');
    const plan = {
      kind: 'apprenticeship',
      name: '学徒班三十',
      details: { employer: '曹县机械厂', planned_apprentices: 30, school: '曹县技工学校' },
    };
    const ctx = house.as(at(school, 'training_officer'));
    const { classId } = await heldClass(house, school, { plan, until: 'planned' });
    const people = strangers(30).map((p) => ({ ...p, contractFileId: ctx.newId() }));
    await enrolTrainees(ctx, { classId, people });
    await actOnClass(ctx, { classId, action: 'file' });
    await actOnClass(house.as(city), { classId, action: 'approve' });
    await actOnClass(ctx, { classId, action: 'open' });
    expect(await codeOf(enrolTrainees(ctx, { classId, people: strangers(1) }))).toBe('CONTRACT_REQUIRED');
    const ids = await rosterOf(house, classId);
    for (const personId of ids.slice(28))
      await leaveClass(ctx, { classId, personId, leftOn: '2020-06-03', reason: '离职' });
    await recordResults(ctx, {
      classId,
      rows: ids.slice(0, 28).map((personId) => ({ personId, result: '合格' as const, resultOn: '2020-06-05' })),
    });
    await actOnClass(ctx, { classId, action: 'assess' });
    await actOnClass(house.as(city), { classId, action: 'close' });
    const { showTrainingFigures } = await import('../figures/show-figures.ts');
    const { apprentices } = await showTrainingFigures(ctx, { year: 2020 });
    expect(apprentices).toMatchObject({ agreed: 30, left: 2, passed: 28, passedPercent: 93.3 });
  });

  test('a poor worker employed in a firm is charged to exactly one group: the choice stays and a second for the class is refused', async () => {
    const { rows } = await registered(house, 1);
    const made = await heldClass(house, T, { people: entered(rows), until: 'running' });
    const personId = made.personIds[0]!;
    await chargeGroup(own(), { classId: made.classId, personId, group: 'poor_worker' });
    expect(await codeOf(chargeGroup(own(), { classId: made.classId, personId, group: 'enterprise_employee' }))).toBe(
      'GROUP_CHARGED',
    );
    const seen = await house.owner(`select charged_group from report_training_participation where class_id = $1`, [
      made.classId,
    ]);
    expect(seen.rows).toEqual([{ charged_group: 'poor_worker' }]);
  });
});

describe('at the lesson', () => {
  test('a phone checks in by code, name and last four once; a wrong name, an old code and a confirmed lesson give one answer', async () => {
    const people = strangers(2);
    const made = await heldClass(house, T, { people, until: 'running' });
    const [sessionId] = made.sessionIds as [string];
    const { code } = await showCheckInCode(own(), { sessionId });
    const who = { code, name: people[0]!.name, idTail: people[0]!.idNumber.slice(-4) };
    expect(await checkIn(house.as(null), who)).toMatchObject({ heldOn: '2020-06-01' });
    await checkIn(house.as(null), who);
    expect(await codeOf(checkIn(house.as(null), { ...who, idTail: '0000' }))).toBe('CHECK_IN_CODE');
    expect(await codeOf(checkIn(house.as(null), { ...who, code: code === '000000' ? '000001' : '000000' }))).toBe(
      'CHECK_IN_CODE',
    );
    await confirmLesson(own(), { sessionId });
    expect(await codeOf(checkIn(house.as(null), who))).toBe('CHECK_IN_CODE');
    expect(await codeOf(takeAttendance(own(), { sessionId, source: 'trainer', present: [] }))).toBe('SESSION_CLOSED');
    expect((await openClass(own(), { classId: made.classId })).lessons[0]).toMatchObject({
      present: 1,
      confirmed: true,
    });
  });

  test('what has not come cannot have been attended, confirmed or examined', async () => {
    const plan = { startsOn: '2020-08-31', endsOn: '2020-09-04' };
    const lessons = ['2020-09-01', '2020-09-02'].map((heldOn) => ({ heldOn, from: '08:00', to: '12:00' }));
    const made = await heldClass(house, T, { people: strangers(1), plan, lessons, until: 'running' });
    const [today, tomorrow] = made.sessionIds as [string, string];
    const present = made.personIds.map((personId) => ({ personId }));
    const there = (sessionId: string) => codeOf(takeAttendance(own(), { sessionId, source: 'sheet', present }));
    expect(await there(tomorrow)).toBe('LESSON_AHEAD');
    expect(await codeOf(showCheckInCode(own(), { sessionId: tomorrow }))).toBe('LESSON_AHEAD');
    expect(await codeOf(confirmLesson(own(), { sessionId: tomorrow }))).toBe('LESSON_AHEAD');
    await takeAttendance(own(), { sessionId: today, source: 'sheet', present });
    await confirmLesson(own(), { sessionId: today });
    const seen = (await openClass(own(), { classId: made.classId })).lessons;
    expect(seen.map((l) => [l.present, l.confirmed, l.ahead])).toEqual([
      [1, true, false],
      [0, false, true],
    ]);
    const result = (resultOn: string) =>
      recordResults(own(), {
        classId: made.classId,
        rows: present.map(({ personId }) => ({ personId, result: '合格' as const, resultOn })),
      });
    expect(await codeOf(result('2020-09-02'))).toBe('RESULT_AHEAD');
    expect(await result('2020-09-01')).toEqual({ recorded: 1 });
  });

  test('nobody who is not on the roster is present, and a full class takes nobody', async () => {
    const made = await heldClass(house, T, { people: strangers(2), plan: { capacity: 2 }, until: 'running' });
    const present = [{ personId: house.as(null).newId() }];
    expect(await codeOf(takeAttendance(own(), { sessionId: made.sessionIds[0]!, source: 'sheet', present }))).toBe(
      'NOT_ON_ROSTER',
    );
    expect(await codeOf(enrolTrainees(own(), { classId: made.classId, people: strangers(1) }))).toBe('CLASS_FULL');
    expect(await rosterOf(house, made.classId)).toHaveLength(2);
  });
});
