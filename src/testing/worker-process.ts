import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCityJobs } from '../enrolment/jobs-city.ts';
import { defineMatchingJobs } from '../matching/jobs.ts';
import { loadActor } from '../organizations/index.ts';
import { fixedClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db.ts';
import { FileStore } from '../platform/files.ts';
import { startWorker } from '../platform/jobs.ts';
import { createLogger } from '../platform/log.ts';
import type { Services } from '../platform/services.ts';
import { newVaultKeys, Vault, type VaultKeys } from '../platform/vault.ts';

// A worker in a process of its own, so that a test can kill it in the middle of a job: DATABASE_URL, TEST_NOW for its clock, TEST_KEYS to read what is sealed.
const url = process.env.DATABASE_URL!;
const clock = fixedClock(process.env.TEST_NOW ?? '2020-09-01T09:00:00+08:00');
const services: Services = {
  db: openDatabase(url, { today: () => clock.today() }),
  ownerUrl: url,
  clock,
  vault: new Vault(process.env.TEST_KEYS ? (JSON.parse(process.env.TEST_KEYS) as VaultKeys) : newVaultKeys('child')),
  files: new FileStore(mkdtempSync(join(tmpdir(), 'jiqiao-child-'))),
  log: createLogger('silent'),
  baseUrl: 'http://127.0.0.1:8080',
  demo: false,
};
defineCityJobs();
defineMatchingJobs();
await startWorker(services, (s, userId, unitId) => loadActor(s.db, userId, unitId, s.clock.today()));
process.stdout.write('ready\n');
