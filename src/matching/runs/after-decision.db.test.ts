import { beforeAll, expect, test } from 'vitest';
import { uploaded } from '../../people/testing-house.ts';
import { runJob } from '../../platform/jobs.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { cityOfficer, houseWithRegister, importSampleRoll } from '../../testing/sample-city.ts';
import { correctNumber } from './correct-number.ts';
import { decideResult } from './decide-result.ts';
import { listResults, showPair } from './run-views.ts';
import { startMatch } from './start-match.ts';
import { askVillage } from './ask-village.ts';
import { withdrawDecision } from './withdraw-decision.ts';
import '../index.ts';

const house = await houseWithRegister();
const city = house.as(cityOfficer);
let school = '';
let runId = '';
let fileId = '';

async function compared(): Promise<string> {
  const started = await startMatch(city, { source: 'students', institutionId: school });
  await runJob(house.services, async () => cityOfficer, started.jobId);
  return started.runId;
}

const numberOf = async (personId: string): Promise<string> => {
  const { rows } = await house.owner('select id_number from person where person_id = $1', [personId]);
  return house.services.vault.decrypt(rows[0].id_number)!;
};
const standing = async (personId: string) =>
  (
    await house.owner(
      `select decision, register_person_id from record_match where person_id = $1 and known_to is null`,
      [personId],
    )
  ).rows;

beforeAll(async () => {
  await importSampleRoll(house);
  school = (await house.owner(`select institution_id from institution where name like '%曹南%'`)).rows[0]
    .institution_id;
  runId = await compared();
  const scan = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  fileId = (await uploaded(house, cityOfficer, { name: '身份证.pdf', bytes: scan })).fileId;
});

/** A row of the roll with a damaged number whose person in the register has a whole one and the same name. */
async function damaged() {
  const { rows } = await listResults(city, { runId, zone: 'review', size: 200 });
  const row = rows.find((r) => r.decision === null && r.rule === 'id_repaired_name');
  return { row: row!, number: await numberOf(row!.registerPersonId!) };
}

test('a number is put right with its papers after the row was accepted: then the match is proved, its task done, and a later run proves it by itself', async () => {
  const { row, number } = await damaged();
  const given = { runId, rowNo: row.rowNo, side: 'list' as const, idNumber: number, fileId, reason: '核对身份证原件' };
  await expect(correctNumber(city, given)).rejects.toMatchObject({ code: 'NUMBER_NOT_ACCEPTED' });
  await decideResult(city, { runId, rowNo: row.rowNo, same: true, reason: '是同一人' });
  const before = await showPair(city, { runId, rowNo: row.rowNo });
  expect([before.proved, before.corrections]).toEqual([false, []]);
  await expect(correctNumber(city, { ...given, idNumber: '371721200001010010' })).rejects.toMatchObject({
    code: 'PROBLEM_VALUE_WRONG',
  });

  expect(await correctNumber(city, given)).toEqual({ personId: row.recordPersonId, proved: true });
  expect(await standing(row.recordPersonId!)).toEqual([{ decision: 'auto', register_person_id: row.registerPersonId }]);
  const link = await house.owner(
    `select certainty, valid from identity_link where person_id = $1 order by recorded_at desc, link_id desc limit 1`,
    [row.recordPersonId],
  );
  expect(link.rows).toEqual([{ certainty: 'proved', valid: true }]);
  const tasks = await house.owner(`select state, outcome from task where kind = 'correct_number' and person_id = $1`, [
    row.registerPersonId,
  ]);
  expect(tasks.rows).toEqual([{ state: 'done', outcome: '已凭证件更正' }]);
  const after = await showPair(city, { runId, rowNo: row.rowNo });
  expect(after.proved).toBe(true);
  expect(after.corrections).toMatchObject([{ side: 'list', fileId, reason: '核对身份证原件' }]);
  expect(JSON.stringify(after.corrections)).not.toContain(number);
  await expect(decideResult(city, { runId, rowNo: row.rowNo, same: false, reason: '不是' })).rejects.toMatchObject({
    code: 'MATCH_RESULT_PROVED',
  });
  const audited = await house.owner(`select count(*)::int as n from audit_entry where action = 'match.correct'`);
  expect(audited.rows[0].n).toBe(1);

  const later = await compared();
  const { rows } = await listResults(city, { runId: later, zone: 'auto', size: 200 });
  expect(rows.find((r) => r.recordPersonId === row.recordPersonId)).toMatchObject({ rule: 'id_exact_name' });
});

test('the register’s side is for those who keep the register; another human’s number and another unit’s papers are refused', async () => {
  const { row, number } = await damaged();
  await decideResult(city, { runId, rowNo: row.rowNo, same: true, reason: '是同一人' });
  const given = { runId, rowNo: row.rowNo, side: 'list' as const, idNumber: number, fileId, reason: '核对身份证原件' };
  await expect(correctNumber(city, { ...given, side: 'register' })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  const { rows: others } = await house.owner(
    `select person_id from person where source = 'assisted_register' and id_state = 'valid' and person_id <> $1 and name <> $2 limit 1`,
    [row.registerPersonId, row.name],
  );
  await expect(correctNumber(city, { ...given, idNumber: await numberOf(others[0].person_id) })).rejects.toMatchObject({
    code: 'NUMBER_OF_ANOTHER',
  });
  const neighbour = house.as(anActor('city_hr_officer', PLACES.city, { unitName: '另一单位' }));
  await expect(correctNumber(neighbour, given)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await standing(row.recordPersonId!)).toMatchObject([{ decision: 'decided' }]);
});

test('a decision is taken back as it was made: the row is open, the standing match offered, and no task is left; made again, the task is there again', async () => {
  const row = (await listResults(city, { runId, show: 'open', size: 200 })).rows.find(
    (r) => r.grade === 'inferred' && r.decision === null,
  )!;
  const at = { runId, rowNo: row.rowNo };
  const task = async () =>
    (
      await house.owner(
        `select state from task where kind = 'correct_number' and detail->>'recordPersonId' = $1 order by created_at`,
        [row.recordPersonId],
      )
    ).rows.map((r) => r.state);
  const standing = async () =>
    (
      await house.owner(
        `select m.decision, (select l.valid from identity_link l where l.person_id = m.person_id order by l.recorded_at desc, l.link_id desc limit 1) as linked
         from record_match m where m.person_id = $1 and m.known_to is null`,
        [row.recordPersonId],
      )
    ).rows[0];
  await decideResult(city, { ...at, same: true, reason: '是同一人' });
  expect([await task(), await standing()]).toEqual([['open'], { decision: 'decided', linked: true }]);
  await withdrawDecision(city, at);
  expect([await task(), await standing()]).toEqual([['dismissed'], { decision: 'offered', linked: false }]);
  const pair = await showPair(city, at);
  expect(pair.line).toMatchObject({ decision: null, decidedName: null });
  await withdrawDecision(city, at);
  await decideResult(city, { ...at, same: true, reason: '再看是同一人' });
  expect(await task()).toEqual(['open']);
  await decideResult(city, { ...at, same: false, reason: '不是' });
  expect(await task()).toEqual(['dismissed']);
  await withdrawDecision(city, at);
  const audited = await house.owner(
    `select summary from audit_entry where action = 'match.withdraw' and subject_id = $1`,
    [runId],
  );
  expect(audited.rows).toHaveLength(2);
});

test('a question to the village is taken back and may be asked anew', async () => {
  const row = (await listResults(city, { runId, show: 'open', size: 200 })).rows.findLast((r) => r.decision === null)!;
  const at = { runId, rowNo: row.rowNo };
  const asked = await askVillage(city, { ...at, question: '是否本人？' });
  const state = async () =>
    (await house.owner('select state from task where task_id = $1', [asked.taskId])).rows[0].state;
  await withdrawDecision(city, at);
  expect([await state(), (await showPair(city, at)).line.decision]).toEqual(['dismissed', null]);
  expect(await askVillage(city, { ...at, question: '再问一次' })).toEqual(asked);
  expect([await state(), (await showPair(city, at)).line.decision]).toEqual(['open', 'asked']);
  await withdrawDecision(city, at);
});
