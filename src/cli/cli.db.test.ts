import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cloneDatabase } from '../testing/cluster.ts';
import { expectedFor, samplePath } from '../testing/sample-files.ts';

type Run = { code: number | null; out: string; json: Record<string, unknown> };

const root = join(import.meta.dirname, '..', '..');
const dir = mkdtempSync(join(tmpdir(), 'jiqiao-cli-'));
const { url, drop } = await cloneDatabase(inject('adminUrl'), inject('template'));
const owner = new pg.Pool({ connectionString: url, max: 1 });

beforeAll(async () => {
  const loaded = await jiqiao('demo', 'load', '--people', '300', '--json');
  expect(loaded.json).toMatchObject({ already: false });
});

afterAll(async () => {
  await owner.end();
  await drop();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs the command as an operator does, and reads its standard output as JSON when it asked for it. */
async function jiqiao(...words: string[]): Promise<Run> {
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    DATABASE_URL: url,
    JIQIAO_DATA: dir,
    JIQIAO_DEMO: 'on',
    JIQIAO_DEMO_PEOPLE: '300',
  };
  const child = spawn(process.execPath, ['src/cli.ts', ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.resume();
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out, json: words.includes('--json') && out !== '' ? JSON.parse(out) : {} };
}

/** Rows of every table an import may write to. */
async function stored(): Promise<Record<string, number>> {
  const { rows } =
    await owner.query(`select (select count(*) from source_list) as lists, (select count(*) from import_problem) as problems,
    (select count(*) from person) as persons, (select count(*) from wish) as wishes, (select count(*) from catalogue_version) as versions,
    (select count(*) from catalogue_entry) as entries, (select count(*) from application) as applications`);
  return rows[0];
}

test('a dry run of every kind tells what would come of the file and stores nothing', async () => {
  const before = await stored();
  const wishes = await jiqiao('import', 'wishes', samplePath('wishes-qingguji.csv'), '--dry-run', '--json');
  expect(wishes).toMatchObject({ code: 0, json: { rows: 800 } });
  const catalogue = await jiqiao('import', 'catalogue', samplePath('catalogue-heze.xlsx'), '--dry-run', '--json');
  expect(catalogue).toMatchObject({ code: 0, json: { rows: 89, accepted: 88, corrected: 32, review: 6, refused: 0 } });
  const annex2 = await jiqiao('import', 'annex2', samplePath('annex2-heze.xlsx'), '--dry-run', '--json');
  expect(annex2).toMatchObject({ code: 0, json: { rows: 60 } });
  expect(await stored()).toEqual(before);
});

test('a dry run of a register keeps no person and no problem, only the entry that it was tried', async () => {
  const before = await stored();
  const tried = await jiqiao(
    'import',
    'assisted-register',
    samplePath('assisted-register.xlsx'),
    '--dry-run',
    '--json',
  );
  expect(tried).toMatchObject({ code: 0, json: { rows: 4992, accepted: 4980, refused: 3 } });
  const problems = tried.json.problems as Record<string, unknown>[];
  expect(Object.keys(problems[0]!)).toEqual(['sheet', 'row', 'column', 'code', 'decision', 'message', 'was', 'now']);
  expect(await stored()).toEqual({ ...before, lists: before.lists! + 1 });
});

test('importing the same catalogue twice changes nothing the second time', async () => {
  const first = await jiqiao('import', 'catalogue', samplePath('catalogue-heze.xlsx'), '--json');
  expect(first).toMatchObject({ code: 0, json: { rows: 89, accepted: 88 } });
  expect(first.json.problems).toHaveLength(43);
  const after = await stored();
  const again = await jiqiao('import', 'catalogue', samplePath('catalogue-heze.xlsx'), '--json');
  expect(again).toMatchObject({ code: 0, json: { rows: 89, accepted: 88 } });
  expect(again.json).toEqual({ ...first.json, earlier: true });
  expect(await stored()).toEqual(after);
});

test('a form that came before the register is judged again when it comes again, by the draft that waits, and then says the same', async () => {
  const annex2 = ['import', 'annex2', samplePath('annex2-heze.xlsx'), '--json'] as const;
  const early = await jiqiao(...annex2);
  expect(early.json).toMatchObject({ rows: 60, accepted: 0, earlier: false, catalogue: { state: 'draft' } });
  await jiqiao('import', 'assisted-register', samplePath('assisted-register.xlsx'), '--json');
  const tried = await jiqiao(...annex2, '--dry-run');
  const again = await jiqiao(...annex2);
  const third = await jiqiao(...annex2);
  expect(again.json).toMatchObject({
    rows: 60,
    accepted: 50,
    review: 14,
    earlier: true,
    catalogue: { state: 'draft' },
  });
  expect(tried.json.problems).toEqual(again.json.problems);
  expect(third.json).toEqual(again.json);
  const asText = (p: { row: number; code: string }) => `${p.row} ${p.code}`;
  const found = (again.json.problems as { row: number; code: string }[]).map(asText);
  const wanted = expectedFor('annex2-heze.xlsx').problems.map((p) => asText({ row: p.row!, code: p.kind }));
  expect(wanted.filter((one) => !found.includes(one))).toEqual([]);
  expect(found.filter((one) => !wanted.includes(one))).toEqual(['68 total_wrong']);
});

test('a catalogue is published by the command line under the rules of the screen', async () => {
  const publish = ['catalogue', 'publish', '--city', '371700', '--json', '--year'] as const;
  const waiting = await jiqiao(...publish, '2020');
  expect(waiting).toMatchObject({ code: 1, json: { error: { code: 'CATALOGUE_HAS_REVIEWS' } } });
  const none = await jiqiao(...publish, '2031');
  expect(none).toMatchObject({ code: 1, json: { error: { code: 'CLI_CATALOGUE_MISSING' } } });
  await owner.query(`update import_problem p set resolution = 'accepted' from source_list s where s.list_id = p.list_id and s.kind = 'catalogue';
    update catalogue_entry e set doubts = '{}', level = coalesce(nullif(level, ''), '中级工'), tuition_fen = coalesce(tuition_fen, 0),
      accommodation_fen = coalesce(accommodation_fen, 0) from catalogue_version v where v.version_id = e.version_id and v.state = 'draft'`);
  const published = await jiqiao(...publish, '2020');
  expect(published).toMatchObject({ code: 0, json: { version: 2 } });
  expect((await jiqiao(...publish, '2020')).json).toMatchObject({ version: 2, checksum: published.json.checksum });
  const again = await jiqiao('import', 'catalogue', samplePath('catalogue-heze.xlsx'), '--json');
  expect(again).toMatchObject({ code: 0, json: { rows: 89, accepted: 88, earlier: true } });
  expect(again.json.problems).toHaveLength(43);
});

test.each([
  ['annex2', 'bad/truncated.xlsx', 'SHEET_DAMAGED'],
  ['wishes', 'bad/html-table.xls', 'SHEET_IS_HTML'],
  ['assisted-register', 'bad/empty.xlsx', 'SHEET_EMPTY'],
])('a bad file sent as %s is refused with its reason and code, exit code 1', async (kind, file, code) => {
  const { persons, applications, wishes } = await stored();
  const refused = await jiqiao('import', kind, samplePath(file), '--json');
  expect(refused).toMatchObject({
    code: 1,
    json: { error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } },
  });
  expect(await stored()).toMatchObject({ persons, applications, wishes });
});

test('who has no post, or the wrong one, is refused', async () => {
  const file = samplePath('catalogue-heze.xlsx');
  const unknown = await jiqiao('import', 'catalogue', file, '--json', '--as', 'nobody-known');
  expect(unknown).toMatchObject({ code: 1, json: { error: { code: 'CLI_USER_UNKNOWN' } } });
  const wrong = await jiqiao('import', 'catalogue', file, '--json', '--as', 'xian-fupin');
  expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'NOT_PERMITTED' } } });
});

test('a command used wrongly ends with exit code 2', async () => {
  expect(await jiqiao('import', 'catalogue')).toMatchObject({ code: 2 });
});

test('audit verify finds the chain whole, and broken once an entry was changed behind its back', async () => {
  const whole = await jiqiao('audit', 'verify', '--seal', '--json');
  expect(whole).toMatchObject({ code: 0, json: { faults: [], unsealed: 0 } });
  await owner.query(`set session_replication_role = replica;
    update audit_entry set summary = summary || '（改）' where entry_id = (select entry_id from audit_entry order by entry_id limit 1)`);
  const broken = await jiqiao('audit', 'verify', '--json');
  expect(broken).toMatchObject({ code: 1, json: { faults: [{ kind: 'changed' }] } });
});

test('coverage answers with two lists of obligation ids', async () => {
  const { code, json } = await jiqiao('coverage', '--json');
  expect(code).toBe(0);
  expect(Object.keys(json)).toEqual(['shown', 'encoded']);
  expect(json.encoded).toContain('SD2017-2-07');
});

test('report list tells what is due, sent, late and missing, as JSON or in lines', async () => {
  const listed = await jiqiao('report', 'list', '--year', '2020', '--json');
  expect(listed).toMatchObject({ code: 0, json: { counts: { due: 16, sent: 16, late: 1, missing: 0 } } });
  const words = await jiqiao('report', 'list', '--half', 'first', '--city', '370200');
  expect(words.out).toContain('青岛市');
  expect(words.out).toContain('逾期 3 天报送（2020-06-18）');
});
