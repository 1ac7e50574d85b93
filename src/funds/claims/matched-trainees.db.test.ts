import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listMatches, startMatch } from '../../matching/index.ts';
import { listResults, showRun } from '../../matching/runs/run-views.ts';
import { runJob } from '../../platform/jobs.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { anActor } from '../../testing/actors.ts';
import { importRoster } from '../../training/index.ts';
import { decideTraining } from '../entitlements/decide-training.ts';
import { anInstitution, money, moneyOffice, openFundsHouse, valueOf, workers } from '../testing-funds.ts';
import { buildClaim } from './build-claim.ts';

const house = await openFundsHouse('2020-11-10T09:00:00+08:00', {
  'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 800, 'SD2017', '2020-12-31'),
});
const CAO = 371721000000;
const cao = moneyOffice(house, CAO);
const cityOfficer = anActor('city_hr_officer', 371700000000);
const city = house.as(cityOfficer);

/** Names and numbers of 60 trainees: 55 as the register has them, 2 under another name, 1 with a wrong digit, 2 of whom it knows nothing. */
async function trainees(): Promise<string[]> {
  const ids = await workers(house, CAO + 103_298, 58);
  const { rows } = await house.owner(
    `select name, id_number from person where person_id = any($1) order by person_id`,
    [ids],
  );
  const lines = rows.map(({ name, id_number }, i) => {
    const number = house.services.vault.decrypt(id_number)!;
    const wrong = number.slice(0, 16) + String((Number(number[16]) + 2) % 10) + number.slice(17);
    return `${i === 55 || i === 56 ? '欧阳不同名' : name},${i === 57 ? wrong : number}`;
  });
  for (const sequence of [2, 4]) {
    const number = syntheticCitizenId({ region: '371721', birth: '1988-07-10' as never, sex: '女', sequence });
    lines.push(`司徒无此人,${number}`);
  }
  return lines;
}

test('[SD2017-4.2-02] of 60 trainees of a real-name roster 55 are matched: only they enter the subsidy claim, and the 5 are listed', async () => {
  const institutionId = await anInstitution(house, cao, '启航培训学校', 'training_institution');
  const lines = (await trainees()).map((line, i) => `${i + 1},${line},合格,城乡未继续升学的初高中毕业生`);
  const head =
    '启航培训学校学员花名册\r\n班级名称：2020年第9期焊工培训班\r\n培训工种：焊工\r\n起止日期：2020年10月8日至10月20日\r\n课时：88课时';
  const bytes = Buffer.from(`${head}\r\n序号,姓名,身份证号,考核结果,备注\r\n${lines.join('\r\n')}\r\n`);
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-roster-'));
  const path = join(folder, '花名册.csv');
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const imported = await importRoster(city, { path, name: '花名册.csv', sha256, institutionId });
  rmSync(folder, { recursive: true });
  expect(imported.matches).toEqual({ auto: 55, review: 3, none: 2 });

  const { runId, jobId } = await startMatch(city, { source: 'training_roster', institutionId });
  await runJob(house.services, async () => cityOfficer, jobId);
  expect((await showRun(city, { runId })).zones).toEqual({ auto: 55, review: 3, none: 2 });
  const listed = await Promise.all((['review', 'none'] as const).map((zone) => listResults(city, { runId, zone })));
  expect(listed.flatMap((page) => page.rows.map((r) => r.rule)).toSorted()).toEqual([
    'id_other_name',
    'id_other_name',
    'id_repaired_name',
    'valid_id_not_in_register',
    'valid_id_not_in_register',
  ]);
  expect((await listMatches(city, { source: 'training_roster' })).total).toBe(3);

  const { rows } = await house.owner(`select class_id from training_class where institution_id = $1`, [institutionId]);
  const classId = rows[0].class_id as string;
  const decided = await decideTraining(cao.prepare, { classId, ruleKey: 'sd2017.training-subsidy' });
  expect(decided).toMatchObject({ due: 55, dueFen: 55 * 80_000 });
  expect(decided.refused).toHaveLength(5);
  await money(cao, 'employment_subsidy', 2020, 60 * 800);
  const built = await buildClaim(cao.prepare, {
    item: 'training_subsidy',
    source: 'employment_subsidy',
    year: 2020,
    basisId: classId,
  });
  expect(built).toMatchObject({ lines: 55, held: 0 });
});
