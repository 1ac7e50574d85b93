import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import type { Actor } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { runJob } from '../platform/jobs.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { definePeopleJobs } from './jobs.ts';

export const SAMPLES = join(import.meta.dirname, '../../samples');
const REFERENCE = join(import.meta.dirname, '../../reference/divisions');

/** A test house with the access matrix and the divisions of one city, and the room's jobs bound. */
export async function openPeopleHouse(
  city = '3717',
  options: Parameters<typeof openTestHouse>[0] = {},
): Promise<TestHouse> {
  definePeopleJobs();
  const house = await openTestHouse(options);
  const rows = divisionsOf(city);
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name)
     select code, name, level, parent_code, '1949-10-01', full_name
     from jsonb_to_recordset($1::jsonb) as d(code bigint, name text, level text, parent_code bigint, full_name text) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  return house;
}

function divisionsOf(city: string) {
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((l) => l.split(','));
  const packed = (name: string) => lines(gunzipSync(readFileSync(join(REFERENCE, name))).toString('utf8'));
  const upper = lines(readFileSync(join(REFERENCE, 'divisions.csv'), 'utf8')).filter(
    ([code]) => code!.startsWith(city) || city.startsWith(code!.replace(/0+$/, '')),
  );
  const names = new Map<string, string>();
  const all = [...upper, ...packed('townships.csv.gz'), ...packed('villages-37.csv.gz')]
    .map(([code, name]) => ({ code: code!.padEnd(12, '0'), name: name! }))
    .filter(({ code }) => code.startsWith(city) || code === `${city.slice(0, 2)}0000000000`);
  const levels: [number, string][] = [
    [2, 'province'],
    [4, 'city'],
    [6, 'county'],
    [9, 'township'],
    [12, 'village'],
  ];
  for (const d of all) names.set(d.code, d.name);
  return all.map(({ code, name }) => {
    const at = levels.findIndex(([digits]) => /^0*$/.test(code.slice(digits)));
    const parent = at === 0 ? null : code.slice(0, levels[at - 1]![0]).padEnd(12, '0');
    return {
      code: Number(code),
      name,
      level: levels[at]![1],
      parent_code: parent === null ? null : Number(parent),
      full_name: (parent ? (names.get(parent) ?? '') : '') + name,
    };
  });
}

/** Puts a file (or bytes) into the store as the actor's unit would have uploaded it. */
export async function uploaded(
  house: TestHouse,
  actor: Actor,
  source: { sample: string } | { name: string; bytes: Buffer },
): Promise<{ fileId: string; sha256: string }> {
  const ctx = house.as(actor);
  const name = 'sample' in source ? source.sample : source.name;
  const stream = 'sample' in source ? createReadStream(join(SAMPLES, source.sample)) : Readable.from([source.bytes]);
  const fileId = ctx.newId();
  const stored = await ctx.files.put(stream, 100_000_000, fileId);
  await transactionAs(ctx.db, actor, (tx) =>
    tx
      .insertInto('stored_file')
      .values({
        file_id: fileId,
        sha256: stored.sha256,
        name,
        media_type: 'application/octet-stream',
        size: stored.size,
        purpose: 'upload',
        unit_id: actor.unitId,
        uploaded_by: actor.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute(),
  );
  return { fileId, sha256: stored.sha256 };
}

/** Runs a job now as the actor who asked for it, as the worker would. */
export async function worked(
  house: TestHouse,
  actor: Actor,
  jobId: string | null,
): Promise<{ state: string; error_code: string | null; message: string | null }> {
  await runJob(house.services, async () => actor, jobId!);
  return house.system((tx) =>
    tx
      .selectFrom('job')
      .select(['state', 'error_code', 'message'])
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow(),
  );
}

/** Bytes of a small csv register with the official headings. */
export function registerCsv(rows: readonly Record<string, string>[]): Buffer {
  const headings = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  return Buffer.from(
    [headings.join(','), ...rows.map((r) => headings.map((h) => r[h] ?? '').join(','))].join('\r\n') + '\r\n',
  );
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
