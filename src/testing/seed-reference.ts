import { loadAccessMatrix } from '../organizations/index.ts';

/** Reference data every test may count on; filled by the rooms that own it. */
export async function seedReference(ownerUrl: string): Promise<void> {
  await loadAccessMatrix(ownerUrl);
}
