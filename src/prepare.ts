import type { Config } from './platform/config.ts';
import type { Services } from './platform/services.ts';
import { loadAccessMatrix, loadDivisions } from './organizations/index.ts';
import { loadPolicy } from './policy/index.ts';
import { ROOT } from './house.ts';
import { join } from 'node:path';

export type DemoAccount = { username: string; password: string; title: string; unit: string };

/**
 * What every start makes sure of: the access matrix, divisions and law are in the tables, and a demonstration has its province.
 * Each part is idempotent and quick when there is nothing to do. Returns the demonstration's accounts, none for a real installation.
 */
export async function prepare(services: Services, config: Config, say: (line: string) => void): Promise<DemoAccount[]> {
  await loadAccessMatrix(services.ownerUrl);
  await loadDivisions(services, ROOT, say);
  await loadPolicy(services, join(ROOT, 'rules'));
  if (config.demoDate === null) return [];
  const { demoAccounts, loadDemo } = await import('./desk/demo/index.ts');
  await loadDemo(services, { people: config.demoPeople, say });
  return demoAccounts(services);
}
