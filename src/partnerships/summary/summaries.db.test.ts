import { beforeAll, describe, expect, test } from 'vitest';
import { aSetting, aUnit } from '../../organizations/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { dailyChecks } from '../measures/daily-checks.ts';
import { openPartnershipHouse } from '../testing-house.ts';
import { openSummary } from './open-summary.ts';
import { showOwedSummaries } from './owed-summaries.ts';
import { sendSummary } from './send-summary.ts';
import { writeSummary } from './write-summary.ts';

const house = await openPartnershipHouse('2020-03-01');
const nation = anActor('nation_hr_officer', 0);
const SHANDONG = 370_000_000_000;
const TEXT = { progress: '一', practice: '二', problems: '三', next: '四' };
const CODES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
  64, 65, 66,
].map((two) => two * 10_000_000_000);
let provinces: Actor[] = [];

beforeAll(async () => {
  await loadPolicy(house.services, 'rules');
  provinces = await Promise.all(
    CODES.map(async (code) => {
      const unitName = `${code} hr`;
      const unitId = await house.system((tx) =>
        aUnit(tx, { level: 'province', line: 'hr', divisionCode: code, name: unitName }),
      );
      return anActor('province_hr_officer', code, { unitId, unitName });
    }),
  );
});

const at = (actor: Actor, moment: string) => ({ ...house.as(actor), clock: fixedClock(moment) });
async function filed(actor: Actor, moment: string, year: number): Promise<{ sentOn: string; late: boolean }> {
  const ctx = at(actor, moment);
  const { summaryId } = await openSummary(ctx, { year });
  await writeSummary(ctx, { summaryId, narrative: TEXT });
  return sendSummary(ctx, { summaryId });
}
const told = async (actor: Actor) =>
  (await house.owner(`select title from message where to_unit_id = $1 order by created_at, title`, [actor.unitId]))
    .rows;

describe('the draft of a province', () => {
  test('[N2019-6.1] with 5 pairings, 3 residencies and 34 placements in the year the three figures stand there, each with its records', async () => {
    for (let i = 0; i < 5; i += 1) {
      const helper = await house.institution(`援助技师学院${i}`, 370_100_000_000);
      const recipient = await house.institution(`受援技工学校${i}`, 371_721_000_000);
      const agreementId = await house.pairing(helper, recipient);
      if (i > 2) continue;
      const [staffId] = await house.staff(helper, [{ name: `专家${i}`, duty: 'expert' }]);
      const residency = { onDate: '2020-03-01', code: '汽车维修', staffId };
      await house.record(helper.actor, 'residency', [residency], agreementId);
    }
    await house.owner(
      `insert into placement (person_id, placement_id, village_code, kind, employer, began_on, evidence, recorded_by, recorded_at)
       select gen_random_uuid(), gen_random_uuid(), case when n = 36 then 410100000001 else 371721104201 end, 'job', '企业' || n,
         case when n = 35 then '2019-12-31' else '2020-02-01' end::date, 'employer_letter', 'test', now() from generate_series(1, 36) n`,
    );
    const shandong = provinces[CODES.indexOf(SHANDONG)]!;
    const { page } = await openSummary(at(shandong, '2020-12-01T09:00:00+08:00'), { year: 2020 });
    const cell = (key: string) => page.find((c) => c.key === key)!;
    expect(['pairs', 'residencies', 'placements'].map((key) => cell(key).value)).toEqual([5, 3, 34]);
    const ids = async (text: string) => (await house.owner(text)).rows.map((r) => r.id as string).sort();
    expect(cell('pairs').records.toSorted()).toEqual(await ids(`select agreement_id as id from agreement`));
    expect(cell('residencies').records.toSorted()).toEqual(
      await ids(`select entry_id as id from agreement_entry where kind = 'residency'`),
    );
    expect(cell('placements').records.toSorted()).toEqual(
      await ids(
        `select placement_id as id from placement where began_on >= '2020-01-01' and village_code < 380000000000`,
      ),
    );
  });
});

describe('the summaries of a year at the ministry', () => {
  test('[N2019-6.2] of 32 units 30 filed by 23:59:59 on 31 December: at midnight 2 are overdue, and what comes at 00:00:01 is late', async () => {
    const [first, ...others] = provinces;
    const [last] = others.splice(-1);
    for (const actor of others)
      expect(await filed(actor, '2019-12-31T23:59:59+08:00', 2019)).toEqual({ sentOn: '2019-12-31', late: false });
    expect(await showOwedSummaries(at(nation, '2019-12-31T23:59:59+08:00'), { year: 2019 })).toMatchObject({
      units: 32,
      sent: 30,
      waiting: 2,
      overdue: 0,
    });
    const midnight = at(nation, '2020-01-01T00:00:00+08:00');
    const behind = await showOwedSummaries(midnight, { year: 2019 });
    expect(behind).toMatchObject({ units: 32, sent: 30, waiting: 0, late: 0, overdue: 2 });
    expect(behind.rows.slice(0, 2).map((r) => r.unitName)).toEqual([first!.unitName, last!.unitName]);
    expect(await filed(first!, '2020-01-01T00:00:01+08:00', 2019)).toEqual({ sentOn: '2020-01-01', late: true });
    expect(await showOwedSummaries(midnight, { year: 2019 })).toMatchObject({ sent: 30, late: 1, overdue: 1 });
    await expect(showOwedSummaries(house.as(first!), { year: 2019 })).rejects.toMatchObject({
      code: 'SUMMARY_MINISTRY_ONLY',
    });
  });

  test('a province is reminded once for each day that is set, one that has filed is not, and who is overdue is told once', async () => {
    const [shandong, henan] = [SHANDONG, 410_000_000_000].map((code) => provinces[CODES.indexOf(code)]!);
    for (const actor of [shandong!, henan!])
      await aSetting(house.as(actor), {
        divisionCode: actor.divisionCode!,
        key: 'partnerships.summary_remind_days',
        value: '30,7,1',
        validFrom: '2021-01-01',
        reason: '按期报送',
      });
    await filed(shandong!, '2020-12-31T09:00:00+08:00', 2020);
    await filed(henan!, '2020-12-31T09:00:00+08:00', 2020);
    await filed(henan!, '2021-11-01T09:00:00+08:00', 2021);
    await house.owner('delete from message');
    const days = ['11-30', '12-01', '12-02', '12-24', '12-25', '12-30', '12-31'].map((d) => `2021-${d}`);
    for (const day of [...days, '2022-01-01', '2022-01-02']) {
      house.setDay(day);
      await dailyChecks(house.as(null));
      await dailyChecks(house.as(null));
    }
    const summaries = (await told(shandong!)).map((m) => m.title).filter((t: string) => t.includes('年度总结'));
    expect(summaries).toEqual([
      '年度总结还有 30 天到期',
      '年度总结还有 7 天到期',
      '年度总结还有 1 天到期',
      '年度总结逾期未报',
    ]);
    expect((await told(henan!)).filter((m) => m.title.includes('年度总结'))).toEqual([]);
  });
});
