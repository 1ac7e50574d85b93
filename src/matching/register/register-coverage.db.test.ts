import { expect, test } from 'vitest';
import { uploaded } from '../../people/testing-house.ts';
import { newId } from '../../platform/ids.ts';
import { runJob } from '../../platform/jobs.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { cityOfficer, houseWithRegister } from '../../testing/sample-city.ts';
import { listResults } from '../runs/run-views.ts';
import { startMatch } from '../runs/start-match.ts';
import '../index.ts';

const house = await houseWithRegister();
const city = house.as(cityOfficer);
const stranger = (region: string) =>
  syntheticCitizenId({ region, birth: '1931-07-09' as never, sex: '男', sequence: 7 });

async function wordsOf(name: string): Promise<string[][]> {
  const csv = `姓名,身份证号\r\n欧阳本县,${stranger('371721')}\r\n欧阳邻县,${stranger('371722')}\r\n欧阳无号,\r\n`;
  const { fileId } = await uploaded(house, cityOfficer, { name, bytes: Buffer.from(csv) });
  const { runId, jobId } = await startMatch(city, { source: 'upload', fileId });
  await runJob(house.services, async () => cityOfficer, jobId);
  return (await listResults(city, { runId })).rows.map((r) => r.reasonWords);
}

test('a row of nobody says when the register has no complete list of its county, or only one that is too old for a match', async () => {
  expect(await wordsOf('一.csv')).toEqual([
    ['证件号码有效'],
    ['证件号码有效', '那时还没有单县的完整帮扶名单'],
    ['没有证件号码'],
  ]);
  await house.owner(
    `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, 371700000000, 'match.days', '30', '2020-01-01', 'test', now())`,
    [newId()],
  );
  expect((await wordsOf('二.csv'))[0]).toEqual([
    '证件号码有效',
    '该县最新的帮扶名单是 2020-06-20 的，已超过比对有效期',
  ]);
});
