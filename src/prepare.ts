import { join } from 'node:path';
import type { Config } from './platform/config.ts';
import type { Services } from './platform/services.ts';
import { loadReadings } from './desk/law/index.ts';
import { demoAccounts, demoFamily, loadDemo, type DemoAccount } from './desk/demo/index.ts';
import { ROOT } from './house.ts';
import { loadAccessMatrix, loadDivisions } from './organizations/index.ts';
import { loadPolicy } from './policy/index.ts';
import { loadRegisters } from './registers/index.ts';

/** What every start makes sure of: the access matrix, divisions, law and registers are in the tables. Idempotent, and quick when nothing changed. */
export async function prepareReference(services: Services, say: (line: string) => void): Promise<void> {
  await loadAccessMatrix(services.ownerUrl);
  await loadDivisions(services, ROOT, say);
  await loadPolicy(services, join(ROOT, 'rules'));
  await loadReadings(services, ROOT);
  await loadRegisters(services, join(ROOT, 'registers'), join(ROOT, 'rules'));
}

/** {@link prepareReference}, and for a demonstration its province. Returns the demonstration's accounts, none for a real installation. */
export async function prepare(services: Services, config: Config, say: (line: string) => void): Promise<DemoAccount[]> {
  await prepareReference(services, say);
  if (config.demoDate === null) return [];
  await loadDemo(services, { people: config.demoPeople, say });
  const family = await demoFamily(services);
  if (family) {
    say(`\n家庭页面演示（/public，仅供演示）：网上办理用领取码 ${family.slip}，验证码在村经办人（cun）的“消息”里`);
    say(`  查我的申请：申请编号 ${family.number}，身份证号后四位 ${family.lastFour}`);
  }
  return demoAccounts(services);
}
