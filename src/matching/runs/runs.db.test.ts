import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../platform/jobs.ts';
import { uploaded } from '../../people/testing-house.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { importRoll } from '../../students/index.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { cityOfficer, houseWithRegister, importSampleRoll, registerRows } from '../../testing/sample-city.ts';
import { expectedFor } from '../../testing/sample-files.ts';
import { askVillage } from './ask-village.ts';
import { decideByRule } from './decide-by-rule.ts';
import { decideResult } from './decide-result.ts';
import { listResults, listRuns, showPair, showRun } from './run-views.ts';
import { startMatch } from './start-match.ts';
import '../index.ts';

const house = await houseWithRegister();
const city = house.as(cityOfficer);
const answers = expectedFor('students-caonan.xlsx') as ReturnType<typeof expectedFor> & {
  matches: { row: number; decision: string; register_row?: number; why?: string }[];
};
let school = '';
let runId = '';

const work = (jobId: string) => runJob(house.services, async () => cityOfficer, jobId);
async function compared(input: Parameters<typeof startMatch>[1]): Promise<string> {
  const started = await startMatch(city, input);
  await work(started.jobId);
  const run = await showRun(city, { runId: started.runId });
  expect(run.state).toBe('done');
  return started.runId;
}
const all = async (id: string, more: object = {}) => {
  const rows = [];
  for (let page = 1; ; page++) {
    const part = await listResults(city, { runId: id, size: 200, page, ...more });
    rows.push(...part.rows);
    if (rows.length >= part.total!) return rows;
  }
};

beforeAll(async () => {
  await importSampleRoll(house);
  school = (await house.owner(`select institution_id from institution where name like '%曹南%'`)).rows[0]
    .institution_id;
  runId = await compared({ source: 'students', institutionId: school });
});

describe('a roll is compared with the register, every row with its reason', () => {
  test('found alone, offered and alone are those of the expected outcome', async () => {
    const rowOf = await registerRows(house);
    const { rows: places } = await house.owner(
      `select person_id, min(list_row) as row from student_listing where known_to is null group by person_id`,
    );
    const listRow = new Map(places.map((r: { person_id: string; row: number }) => [r.person_id, r.row]));
    const wanted = new Map(answers.matches.map((m) => [m.row, m]));
    const results = await all(runId);
    const wrong = results.flatMap((r) => {
      const m = wanted.get(listRow.get(r.recordPersonId!) as number);
      if (!m) return [];
      const same =
        r.zone === m.decision && (m.decision === 'none' || rowOf.get(r.registerPersonId!) === m.register_row);
      return same ? [] : [`${m.row}: ${r.zone} ${r.rule} / ${m.decision} ${m.why}`];
    });
    expect(wrong).toEqual([]);
    expect(results.every((r) => r.ruleWords !== '' && !/[a-z_]{4,}/.test(r.ruleWords))).toBe(true);
    const run = await showRun(city, { runId });
    expect(run.zones.auto + run.zones.review + run.zones.none).toBe(results.length);
    expect(run).toMatchObject({
      source: 'students',
      profile: 'strict',
      changed: results.length,
      carried: 0,
      open: run.zones.review,
    });
    expect(run.parametersVersion).toBeTruthy();
    expect(run.registerHash).toMatch(/^[0-9a-f]{64}$/);
    expect(run.rules.reduce((sum, r) => sum + r.count, 0)).toBe(results.length);
  });

  test('the standing matches of the roll say the same, and start and end are in the audit', async () => {
    const { rows } = await house.owner(
      `select decision, count(*)::int as n from record_match where known_to is null group by 1`,
    );
    const run = await showRun(city, { runId });
    const standing = Object.fromEntries(rows.map((r: { decision: string; n: number }) => [r.decision, r.n]));
    expect(standing).toEqual({ auto: run.zones.auto, offered: run.zones.review });
    const entries = await house.owner(`select action from audit_entry where subject_id = $1 order by recorded_at`, [
      runId,
    ]);
    expect(entries.rows.map((r) => r.action)).toEqual(['match.start', 'match.run']);
  });

  test('a person of the register whose number another bears is a task of the office, once', async () => {
    const conflicts = await all(runId, { show: 'conflict' });
    expect(conflicts.length).toBeGreaterThan(0);
    const tasks = async () =>
      (await house.owner(`select count(*)::int as n from task where kind = 'match_conflict'`)).rows[0].n;
    const before = await tasks();
    expect(before).toBeGreaterThanOrEqual(conflicts.length);
    await compared({ source: 'students', institutionId: school });
    expect(await tasks()).toBe(before);
  });
});

describe('a doubtful row is decided by a person', () => {
  test('both sides stand beside each other with what agrees and what differs, and the next row is named', async () => {
    const [first] = await all(runId, { show: 'open' });
    const pair = await showPair(city, { runId, rowNo: first!.rowNo });
    expect(pair.candidates.length).toBeGreaterThan(0);
    expect(pair.candidates[0]).toMatchObject({ listName: 'assisted-register.xlsx' });
    expect(pair.candidates[0]!.idMask).not.toMatch(/\d{15}/);
    expect(pair.line.reasonWords.length).toBeGreaterThan(0);
    expect(pair.next).toBeGreaterThan(first!.rowNo);
    expect(pair.candidates[0]!.history.length).toBeGreaterThan(0);
  });

  test('an accepted row is joined as inferred and opens the correction of its number; the same again changes nothing', async () => {
    const row = (await all(runId, { show: 'open' })).find((r) => r.grade === 'inferred')!;
    const answer = { runId, rowNo: row.rowNo, same: true, reason: '村里核实是同一人' };
    const decided = await decideResult(city, answer);
    expect(decided).toMatchObject({ decision: 'accepted', registerPersonId: row.registerPersonId });
    expect(await decideResult(city, answer)).toEqual(decided);
    const tasks = await house.owner(`select title from task where kind = 'correct_number' and person_id = $1`, [
      row.registerPersonId,
    ]);
    expect(tasks.rows).toHaveLength(1);
    const link = await house.owner(
      `select certainty from identity_link where person_id = $1 order by recorded_at desc limit 1`,
      [row.recordPersonId],
    );
    expect(link.rows[0]?.certainty).toBe('inferred');
    const audited = await house.owner(
      `select count(*)::int as n from audit_entry where action = 'match.result' and subject_id = $1`,
      [runId],
    );
    expect(audited.rows[0].n).toBe(1);
  });

  test('a rejected row is nobody of the register; two who decide at once leave one answer', async () => {
    const [row] = await all(runId, { show: 'open' });
    const other = house.as(anActor('city_hr_officer', PLACES.city));
    await Promise.allSettled([
      decideResult(city, { runId, rowNo: row!.rowNo, same: false, reason: '不是同一人' }),
      decideResult(other, { runId, rowNo: row!.rowNo, same: false, reason: '不是同一人' }),
    ]);
    const { rows } = await house.owner(
      `select decision, chosen_person_id from match_result where run_id = $1 and row_no = $2`,
      [runId, row!.rowNo],
    );
    expect(rows).toEqual([{ decision: 'rejected', chosen_person_id: null }]);
  });

  test('the village is asked once, and the row stays open until somebody decides', async () => {
    const [row] = (await all(runId, { show: 'open' })).filter((r) => r.decision === null);
    const asked = await askVillage(city, { runId, rowNo: row!.rowNo, question: '此人是否改过名？' });
    expect(await askVillage(city, { runId, rowNo: row!.rowNo, question: '此人是否改过名？' })).toEqual(asked);
    expect(String(asked.village)).toMatch(/^3717/);
    expect((await all(runId, { show: 'open' })).some((r) => r.rowNo === row!.rowNo)).toBe(true);
  });

  test('rows that differ in writing only are accepted in bulk, fraud and guardians never', async () => {
    await expect(decideByRule(city, { runId, rule: 'id_other_name', reason: '批量' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    const open = (await all(runId, { show: 'open', rule: 'id_repaired_name' })).length;
    const { accepted, left } = await decideByRule(city, {
      runId,
      rule: 'id_repaired_name',
      reason: '号码改正一处后相符',
    });
    expect(accepted + left).toBe(open);
  });

  test('who may not compare is refused, another area’s run is not found', async () => {
    const village = house.as(anActor('village_clerk', 371721103298));
    await expect(listRuns(village, {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const neighbour = house.as(anActor('city_hr_officer', 370100000000));
    await expect(showRun(neighbour, { runId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decideResult(neighbour, { runId, rowNo: 1, same: false, reason: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(startMatch(neighbour, { source: 'students', institutionId: school })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await listRuns(neighbour, {})).total).toBe(0);
  });
});

describe('the same list again', () => {
  test('only what changed is decided again: decisions are carried over, and those whose register entry changed are marked', async () => {
    const rejected = (await all(runId, { show: 'decided' })).find((r) => r.decision === 'rejected')!;
    const again = await compared({ source: 'students', institutionId: school });
    const run = await showRun(city, { runId: again });
    expect(run).toMatchObject({ changed: 0, stale: 0 });
    expect(run.carried).toBeGreaterThan(0);
    const kept = (await all(again)).find((r) => r.recordPersonId === rejected.recordPersonId)!;
    expect(kept).toMatchObject({ decision: 'rejected', stale: false, decisionNote: '不是同一人' });
    const candidate = (await showPair(city, { runId, rowNo: rejected.rowNo })).candidates[0]!;
    await house.owner(`update person set village_code = 371721103201 where person_id = $1`, [candidate.personId]);
    const third = await compared({ source: 'students', institutionId: school });
    const marked = (await all(third)).find((r) => r.recordPersonId === rejected.recordPersonId)!;
    expect(marked.stale).toBe(true);
    expect((await all(third, { show: 'open' })).some((r) => r.rowNo === marked.rowNo)).toBe(true);
  });

  test('a row that was found to be nobody may be rejected by hand, and a comparison with an earlier day leaves the standing matches alone', async () => {
    const [alone] = await all(runId, { zone: 'none' });
    const answer = { runId, rowNo: alone!.rowNo, same: false, reason: '不在名单' };
    expect(await decideResult(city, answer)).toMatchObject({ decision: 'rejected', registerPersonId: null });
    const standing = () =>
      house.owner(
        `select person_id, decision, register_person_id from record_match where known_to is null order by person_id`,
      );
    const before = (await standing()).rows;
    const past = await compared({ source: 'students', institutionId: school, asOf: '2020-06-19' });
    expect((await showRun(city, { runId: past })).zones).toMatchObject({ auto: 0, review: 0 });
    expect((await standing()).rows).toEqual(before);
  });

  test('a job that is run again after its end, as after a kill before its mark, changes nothing', async () => {
    const started = await startMatch(city, { source: 'students', institutionId: school });
    await work(started.jobId);
    const before = await all(started.runId);
    await house.owner(`update job set state = 'queued' where job_id = $1`, [started.jobId]);
    await work(started.jobId);
    expect(await all(started.runId)).toEqual(before);
  });
});

describe('an uploaded list', () => {
  test('is matched by its columns, whoever is in it, and an empty one is refused', async () => {
    const { rows } = await house.owner(
      `select name from person where source = 'assisted_register' and id_state = 'valid' order by person_id limit 1`,
    );
    const stranger = syntheticCitizenId({ region: '371721', birth: '1931-07-09' as never, sex: '男', sequence: 7 });
    const csv = `序号,姓名,身份证号,联系电话\r\n1,${rows[0].name},${stranger},\r\n2,欧阳无人,,\r\n`;
    const { fileId } = await uploaded(house, cityOfficer, { name: '名单.csv', bytes: Buffer.from(csv) });
    const id = await compared({ source: 'upload', fileId });
    const lines = await all(id);
    expect(lines.map((l) => l.zone)).toEqual(['none', 'none']);
    expect(lines.map((l) => l.rule)).toEqual(['valid_id_not_in_register', 'no_id_no_candidate']);
    const empty = await uploaded(house, cityOfficer, { name: '空.csv', bytes: Buffer.from('姓名,身份证号\r\n') });
    const started = await startMatch(city, { source: 'upload', fileId: empty.fileId });
    await work(started.jobId);
    const job = await house.owner(`select state, error_code from job where job_id = $1`, [started.jobId]);
    expect(job.rows[0].state).toBe('failed');
  });
});

test('[SD2017-4.2-01] of 100 registrations 92 are found, 5 absent, 3 under another name, and the run keeps both days', async () => {
  const { rows } = await house.owner(
    `select name, id_number from person p where source = 'assisted_register' and id_state = 'valid' and name ~ '^[一-龥]{2,3}$'
       and exists (select 1 from person_status s where s.person_id = p.person_id and s.known_to is null and s.valid_to is null) order by person_id desc limit 95`,
  );
  const lines = rows.map(({ name, id_number }, i) => [
    i < 92 ? name : '欧阳不同名',
    house.services.vault.decrypt(id_number),
  ]);
  for (let i = 0; i < 5; i++)
    lines.push([
      `司徒无此${'甲乙丙丁戊'[i]}`,
      syntheticCitizenId({ region: '371721', birth: '1931-07-10' as never, sex: '女', sequence: i * 2 }),
    ]);
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-roll-'));
  const bytes = Buffer.from(
    `姓名,证件号,入学日期,学籍状态\r\n${lines.map((l) => `${l.join(',')},2020-08-20,在籍`).join('\r\n')}\r\n`,
  );
  const path = join(folder, '菏泽比对技工学校.csv');
  writeFileSync(path, bytes);
  const institutionId = '00000000-0000-7000-8000-00000000bbbb';
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', '菏泽比对技工学校', 371700000000, '2016-01-01')`,
    [institutionId],
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await importRoll(city, { path, name: '菏泽比对技工学校.csv', sha256, institutionId, listDate: '2020-08-25' });
  rmSync(folder, { recursive: true });
  const id = await compared({ source: 'students', institutionId });
  const run = await showRun(city, { runId: id });
  expect(run.zones).toEqual({ auto: 92, review: 3, none: 5 });
  expect((await all(id, { zone: 'review' })).map((r) => r.rule)).toEqual([
    'id_other_name',
    'id_other_name',
    'id_other_name',
  ]);
  expect((await all(id, { zone: 'none' })).map((r) => r.rule)).toEqual(Array(5).fill('valid_id_not_in_register'));
  expect(run).toMatchObject({ queriesDate: '2020-08-25', registerDate: '2020-06-20' });
});
