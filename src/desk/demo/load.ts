import { sql } from 'kysely';
import { transactionAs } from '../../platform/db.ts';
import type { Services } from '../../platform/services.ts';
import { createAccounts } from './accounts.ts';
import { demoCatalogues } from './catalogues.ts';
import { demoRegister } from './register.ts';
import { demoFamilies } from './life/families.ts';
import { demoCases } from './cases/route-cases.ts';
import { importedForm } from './cases/imported-form.ts';
import { officeLife } from './life/office-life.ts';
import { demoSeason } from './life/season.ts';
import { foundPeople } from './life/found-people.ts';
import { lawOffice } from './life/law-office.ts';
import { demoDesignation } from './life/designation.ts';
import { demoFunds } from './life/funds-life.ts';
import { demoPartnerships } from './life/partnerships.ts';
import { demoRegisters } from './life/registers-life.ts';
import { demoComparison } from './life/comparison.ts';
import { demoRolls } from './life/rolls.ts';
import { demoShandong } from './life/shandong.ts';
import { schoolServices } from './life/school-services.ts';
import type { DemoStage } from './stages.ts';
import { demoIndicators } from './life/indicators.ts';
import { demoSupervision } from './life/supervision/supervision.ts';
import { departmentsThatVerify } from './life/departments.ts';
import { demoTraining } from './life/training.ts';
import { refreshStatistics } from './statistics.ts';
import { createOffices } from './units.ts';

export type DemoOptions = {
  people: number;
  say: (line: string) => void;
  /** Only these stages, in their order; all of them unless told. */
  stages?: readonly DemoStage[];
};
export type DemoReport = { people: number; villages: number; applications: number; seconds: number; already: boolean };

/**
 * Fills an empty installation with the demonstration province: every office of Shandong, some hundred invented schools with a published catalogue, a
 * deterministic synthetic population and cases at every stage of the route. Does nothing when it is there already. A stage that was interrupted is finished at the next start.
 */
export async function loadDemo(services: Services, options: DemoOptions): Promise<DemoReport> {
  const started = performance.now();
  const report = (extra: Omit<DemoReport, 'seconds'>): DemoReport => ({
    ...extra,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  });
  const stages: [DemoStage, string, () => Promise<void>][] = [
    ['offices', '单位与账号', () => offices(services)],
    ['catalogues', '学校与专业目录', () => demoCatalogues(services)],
    ['registers', '帮扶对象名单', () => demoRegister(services, options.people)],
    ['cases', '意愿与申请', () => demoCases(services)],
    [
      'schools',
      '名单导入与学校落实',
      async () => {
        await importedForm(services);
        await schoolServices(services);
      },
    ],
    ['desk', '办公记录', () => officeLife(services)],
    ['families', '家庭领取码', () => demoFamilies(services)],
    [
      'rolls',
      '学籍信息',
      async () => {
        await demoRolls(services);
        await demoComparison(services);
      },
    ],
    ['season', '报表报送', () => demoSeason(services)],
    ['law', '地方标准', () => lawOffice(services)],
    ['funds', '资金发放', () => demoFunds(services)],
    ['declared', '登记册', () => demoRegisters(services)],
    ['designation', '承担院校申报', () => demoDesignation(services)],
    ['indicators', '指标', () => demoIndicators(services)],
    ['supervision', '督导整改', () => demoSupervision(services)],
    [
      'training',
      '培训班与四单',
      async () => {
        await demoTraining(services);
        await departmentsThatVerify(services);
      },
    ],
    ['shandong', '山东技能扶贫事项', () => demoShandong(services)],
    ['partnerships', '帮扶协作', () => demoPartnerships(services)],
    ['found', '政策找人', () => foundPeople(services)],
  ];
  let did = 0;
  for (const [stage, name, run] of stages) {
    if (options.stages && !options.stages.includes(stage)) continue;
    if (await stageDone(services, name)) continue;
    options.say(`演示数据：${name} …`);
    await run();
    await refreshStatistics(services);
    await markStage(services, name);
    did += 1;
  }
  const counts = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      people: number;
      villages: number;
      applications: number;
    }>`select (select count(*) from person) as people,
      (select count(distinct village_code) from person) as villages, (select count(*) from application) as applications`.execute(
      tx,
    );
    return rows[0]!;
  });
  return report({ ...counts, already: did === 0 });
}

async function stageDone(services: Services, stage: string): Promise<boolean> {
  const row = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('installation').select('key').where('key', '=', `demo ${stage}`).executeTakeFirst(),
  );
  return row !== undefined;
}

async function markStage(services: Services, stage: string): Promise<void> {
  await transactionAs(services.db, 'system', (tx) =>
    tx
      .insertInto('installation')
      .values({ key: `demo ${stage}`, value: JSON.stringify(new Date().toISOString()) })
      .onConflict((c) => c.doNothing())
      .execute(),
  );
}

async function offices(services: Services): Promise<void> {
  await transactionAs(services.db, 'system', async (tx) => {
    await createOffices(tx);
  });
  await transactionAs(services.db, 'system', (tx) => createAccounts(tx));
}
