/** Reference data every test may count on; filled by the rooms that own it. */
export async function seedReference(_ownerUrl: string): Promise<void> {
  await Promise.resolve();
}
