import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileStore } from '../../platform/files.ts';
import { makeContext } from '../../platform/services.ts';
import { newVaultKeys, Vault } from '../../platform/vault.ts';
import { anActor } from '../../testing/actors.ts';
import type { TestHouse } from '../../testing/context.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import type { ChildWork } from './import-child.ts';
import { receiveList } from '../lists/receive-list.ts';
import { openPeopleHouse, registerCsv, uploaded, worked } from '../testing-house.ts';

const plain = await openPeopleHouse();
const dir = mkdtempSync(join(tmpdir(), 'jiqiao-kill-'));
const keys = newVaultKeys('kill');
const services = { ...plain.services, vault: new Vault(keys), files: new FileStore(dir) };
const house: TestHouse = { ...plain, services, as: (actor) => makeContext(services, actor) };
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ROWS = 1200;
const file = (county: number) =>
  registerCsv(
    Array.from({ length: ROWS }, (_, i) => ({
      户编号: `${county / 1_000_000}001001${String(1000 + Math.floor(i / 3))}`,
      户主: `赵${String.fromCodePoint(0x4e00 + Math.floor(i / 3))}`,
      姓名: `${'赵钱孙'[i % 3]}${String.fromCodePoint(0x4e00 + Math.floor(i / 3))}`,
      与户主关系: i % 3 === 0 ? '户主' : '长子',
      性别: '男',
      民族: '汉族',
      证件号码: syntheticCitizenId({
        region: String(county / 1_000_000),
        birth: `${1950 + Math.floor(i / 200)}-0${1 + (i % 9)}-1${i % 10}` as never,
        sex: '男',
        sequence: (i * 2) % 1000,
      }),
      户类型: '一般脱贫户',
      识别时间: '2014-12-31',
    })),
  );

/** Starts the job in a process of its own and kills it that many milliseconds in, or as soon as the list is checked and being published. */
async function killed(at: number | 'publishing', work: ChildWork, listId: string): Promise<void> {
  const child = fork(join(import.meta.dirname, 'import-child.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.on('message', (message) => {
    if (message === 'started' && at !== 'publishing') setTimeout(() => child.kill('SIGKILL'), at);
  });
  child.send(work);
  while (at === 'publishing' && child.exitCode === null && child.signalCode === null) {
    const { rows } = await house.owner('select state from source_list where list_id = $1', [listId]);
    if (rows[0].state === 'checked' || rows[0].state === 'published') child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await gone;
}

test.each([
  ['publishing' as const, 371727000000],
  [150, 371722000000],
  [500, 371723000000],
  [900, 371724000000],
  [1400, 371725000000],
])(
  'killed at %s (ms into the import, or while publishing), the register is there once after the job is taken up again',
  async (at, county) => {
    const officer = anActor('county_poverty_officer', county);
    const { fileId } = await uploaded(house, officer, { name: 'register.csv', bytes: file(county) });
    const received = await receiveList(house.as(officer), {
      fileId,
      kind: 'assisted_register',
      coverage: 'complete',
      areaCode: county,
      listDate: '2020-06-20',
      autoPublish: true,
    });
    const actor = { ...officer, permissions: [...officer.permissions] };
    await killed(
      at,
      {
        url: services.db.url,
        files: dir,
        keys,
        now: '2020-09-01T09:00:00+08:00',
        jobId: received.jobId!,
        actor,
      },
      received.listId,
    );
    const between = await house.owner(
      'select count(*)::int as n from person where village_code >= $1 and village_code < $1 + 1000000',
      [county],
    );
    const half = between.rows[0].n as number;
    expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'done' });
    const list = await house.owner('select state, accepted, persons_new from source_list where list_id = $1', [
      received.listId,
    ]);
    const { state, accepted, persons_new } = list.rows[0];
    expect([0, Number(accepted)]).toContain(half);
    expect({ state, persons_new }).toEqual({ state: 'published', persons_new: accepted });
    const stored = await house.owner(
      `select count(distinct p.person_id)::int as persons, count(s.status_id)::int as statuses,
       (select count(*)::int from audit_entry where action = 'list.publish' and subject_id = $2) as entries,
       (select count(*)::int from staging_person where list_id = $2::uuid) as staged
     from person p join person_status s using (person_id) where p.village_code >= $1 and p.village_code < $1 + 1000000`,
      [county, received.listId],
    );
    expect(stored.rows[0]).toEqual({ persons: Number(accepted), statuses: Number(accepted), entries: 1, staged: 0 });
  },
);
