import pg from 'pg';
import { sealAudit } from './platform/audit/audit-seal.ts';
import { survive } from './platform/db.ts';
import type { Services } from './platform/services.ts';

/** Seals committed audit entries every few seconds on the owner's connection; returns the stopper. */
export function startSealer(services: Services, everyMs = 3000): () => Promise<void> {
  const pool = survive(new pg.Pool({ connectionString: services.ownerUrl, max: 1 }));
  let running: Promise<void> = Promise.resolve();
  const tick = async () => {
    const client = await pool.connect();
    try {
      while ((await sealAudit(client, services.clock.today())) > 0);
    } finally {
      client.release();
    }
  };
  const timer = setInterval(() => {
    running = running
      .then(tick)
      .catch((error: unknown) => services.log.error({ err: error }, 'sealing failed; tried again at the next turn'));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
    await pool.end();
  };
}
