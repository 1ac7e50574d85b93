import pg from 'pg';
import type { Services } from '../../platform/services.ts';

/** Fresh planner statistics after a bulk load; autovacuum would come too late for the next stage. */
export async function refreshStatistics(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
