import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { chinaDate, type Clock } from '../platform/clock.ts';
import type { Actor } from '../platform/context.ts';
import { runJob } from '../platform/jobs.ts';
import { storeUpload } from '../platform/routes/index.ts';
import { loadPolicy } from '../policy/index.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { defineCatalogueJobs } from './jobs.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Cities and counties the room's tests stand on, as the reference files have them. */
const DIVISIONS: [number, string, string][] = [
  [370000000000, '山东省', 'province'],
  [371600000000, '滨州市', 'city'],
  [371700000000, '菏泽市', 'city'],
  [371721000000, '曹县', 'county'],
  [371722000000, '单县', 'county'],
];

/** A test house with the law, a few divisions and the room's jobs bound. */
export async function openCatalogueHouse(options: Parameters<typeof openTestHouse>[0] = {}): Promise<TestHouse> {
  defineCatalogueJobs();
  const house = await openTestHouse(options);
  await loadPolicy(house.services, join(ROOT, 'rules'));
  for (const [code, name, level] of DIVISIONS) {
    const parent = level === 'province' ? 0 : level === 'city' ? 370000000000 : 371700000000;
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, $2::text, $3, $4, '1949-10-01', $2) on conflict do nothing`,
      [code, name, level, parent],
    );
  }
  return house;
}

/** Uploads a sample file, or given text as a csv, as the actor would. */
export async function uploaded(
  house: TestHouse,
  actor: Actor,
  file: { sample: string } | { name: string; text: string },
) {
  const name = 'sample' in file ? file.sample : file.name;
  const stream =
    'sample' in file ? createReadStream(join(ROOT, 'samples', file.sample)) : Readable.from([Buffer.from(file.text)]);
  return storeUpload(house.as(actor), { name, stream, purpose: 'upload' });
}

/** Runs a queued job as the worker would, for this actor. */
export async function worked(house: TestHouse, actor: Actor, jobId: string | null) {
  await runJob(house.services, async () => actor, jobId ?? '');
  return house.system((tx) =>
    tx
      .selectFrom('job')
      .select(['state', 'result', 'error_code', 'message'])
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow(),
  );
}

/** A catalogue file as text, with the official headings. */
export function catalogueCsv(rows: readonly (readonly (string | number)[])[]): string {
  const headings = [
    '学校名称',
    '学校层次',
    '专业名称',
    '培养层次',
    '招生对象',
    '学制（年）',
    '招生计划（人）',
    '学费（元/学年）',
    '住宿费（元/学年）',
    '是否承担精准技能扶贫',
    '报名条件',
  ];
  return [headings, ...rows].map((r) => r.join(',')).join('\r\n');
}

/** A faultless line: school, major, and what else differs from 中级工 for leavers of junior high school. */
export function csvLine(
  school: string,
  major: string,
  changes: Record<number, string | number> = {},
): (string | number)[] {
  const line: (string | number)[] = [school, '', major, '中级工', '初中', 3, 50, 4400, 700, '是', '初中毕业生'];
  return line.map((value, i) => changes[i] ?? value);
}

/** How many audit entries of an act name a subject. */
export async function audited(house: TestHouse, action: string, subjectId?: string): Promise<number> {
  const { rows } = await house.owner(
    'select count(*)::int as n from audit_entry where action = $1 and ($2::text is null or subject_id = $2)',
    [action, subjectId ?? null],
  );
  return rows[0].n;
}

/** A clock that a test moves from day to day (yyyy-mm-dd), at nine in the morning in China. */
export function movableClock(day: string): Clock & { to(day: string): void } {
  let at = new Date(`${day}T09:00:00+08:00`);
  const to = (next: string): void => {
    at = new Date(`${next}T09:00:00+08:00`);
  };
  return { now: () => at, today: () => chinaDate(at), to };
}
