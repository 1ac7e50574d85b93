import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { aUnit, aUser, loadActor } from '../../organizations/index.ts';
import { startWorker } from '../../platform/jobs.ts';
import { newVaultKeys } from '../../platform/vault.ts';
import { PLACES } from '../../testing/actors.ts';
import { houseWithRegister, importSampleRoll } from '../../testing/sample-city.ts';
import { startMatch } from './start-match.ts';
import '../index.ts';

const keys = newVaultKeys('kill');
const house = await houseWithRegister({ keys });

const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 600; turn++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come to that within a minute');
};
const some = async (text: string, values: unknown[] = []): Promise<boolean> =>
  (await house.owner(text, values)).rows.length > 0;
const isDone = (jobId: string) => some(`select 1 from job where job_id = $1 and state = 'done'`, [jobId]);

/** All that a run decided, and what stands of it. */
async function decided(runId: string) {
  const results = await house.owner(
    `select row_no, record_person_id, row_hash, zone, grade, rule, reason, register_person_id, candidates, conflicts from match_result where run_id = $1 order by row_no`,
    [runId],
  );
  const standing = await house.owner(
    `select person_id, decision, register_person_id, reason, candidates from record_match where known_to is null order by person_id`,
  );
  return { results: results.rows, standing: standing.rows };
}

async function aWorker(): Promise<() => Promise<unknown>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../testing/worker-process.ts')], {
    env: { ...process.env, DATABASE_URL: house.services.ownerUrl, TEST_KEYS: JSON.stringify(keys) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((ready) => child.stdout.once('data', ready));
  return () => {
    child.kill('SIGKILL');
    return gone;
  };
}

test('a run that is killed while it writes leaves nothing, and started again ends with exactly the same decisions', async () => {
  await importSampleRoll(house);
  const school = await house.owner(`select institution_id from institution where name like '%曹南%'`);
  const user = await house.system(async (tx) => {
    const unitId = await aUnit(tx, { level: 'city', line: 'hr', divisionCode: PLACES.city });
    return { unitId, userId: await aUser(tx, { posts: [{ unitId, role: 'city_hr_officer' }] }) };
  });
  const officer = house.as(await loadActor(house.services.db, user.userId, user.unitId, '2020-09-01'));
  const start = () => startMatch(officer, { source: 'students', institutionId: school.rows[0].institution_id });
  const work = async (jobId: string): Promise<void> => {
    const worker = await startWorker(house.services, (s, id, unit) => loadActor(s.db, id, unit, s.clock.today()));
    await until(() => isDone(jobId));
    await worker.stop();
  };
  const whole = await start();
  await work(whole.jobId);
  const wanted = await decided(whole.runId);
  await house.owner(`delete from task where kind = 'match_conflict'`);

  const blocker = new pg.Client({ connectionString: house.services.ownerUrl });
  await blocker.connect();
  // Whoever holds the tasks stops a run after its results and standing matches are written and before anything is committed.
  await blocker.query('begin');
  await blocker.query('lock table task in share mode');
  const killed = await start();
  const kill = await aWorker();
  await until(() => some(`select 1 from pg_locks where not granted and relation = 'task'::regclass`));
  await kill();
  await blocker.query('rollback');
  await blocker.end();
  await until(
    async () =>
      !(await some(
        `select 1 from pg_stat_activity where datname = current_database() and query like '%into task%' and state <> 'idle' and pid <> pg_backend_pid()`,
      )),
  );
  expect((await decided(killed.runId)).results).toEqual([]);
  expect(await some(`select 1 from match_run where run_id = $1 and state = 'done'`, [killed.runId])).toBe(false);
  expect(await some(`select 1 from task where kind = 'match_conflict'`)).toBe(false);
  expect(await some(`select 1 from audit_entry where action = 'match.run' and subject_id = $1`, [killed.runId])).toBe(
    false,
  );

  await work(killed.jobId);
  expect(await decided(killed.runId)).toEqual(wanted);
  expect(wanted.results.length).toBeGreaterThan(100);
  const entries = await house.owner(
    `select count(*)::int as n from audit_entry where action = 'match.run' and subject_id = $1`,
    [killed.runId],
  );
  expect(entries.rows[0].n).toBe(1);
});
