import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, createLogger } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const KB = 1024;
const PUBLIC_LIMIT = 60 * KB;
const WORKBENCH_LIMIT = 450 * KB;

let dir: string;
const warned: string[] = [];
const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
const zipped = (name: string): number => gzipSync(readFileSync(join(dir, name))).length;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jiqiao-bundle-'));
  vi.stubEnv('NODE_ENV', 'production');
  const customLogger = { ...createLogger('silent'), warn: (line: string) => void warned.push(line) };
  await build({ customLogger, build: { outDir: dir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 } });
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

/** Scripts and styles a page names itself. */
const named = (html: string): string[] => [
  ...new Set([...read(html).matchAll(/\/(assets\/[\w.-]+\.(?:js|css))/g)].map((m) => m[1]!)),
];

/** What these scripts import before they can run, themselves included; pages fetched later only when `lazily` matches their name. */
function loaded(first: readonly string[], lazily: RegExp | null = null): Set<string> {
  const found = new Set<string>(first);
  for (const name of found) {
    if (!name.endsWith('.js')) continue;
    const text = read(name);
    for (const [, file] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) found.add(`assets/${file}`);
    if (lazily === null) continue;
    for (const [, file] of text.matchAll(/["'`](?:\.\/|assets\/)([\w.-]+\.(?:js|css))["'`]/g))
      if (lazily.test(file!)) found.add(`assets/${file}`);
  }
  return found;
}

const total = (files: Iterable<string>): number => [...files].reduce((sum, name) => sum + zipped(name), 0);

describe('what a browser loads', () => {
  test('every public page together with the proof of work stays under 60 KB, compressed', () => {
    const files = loaded(named('public.html'));
    for (const name of readdirSync(join(dir, 'assets'))) if (name.startsWith('solver-')) files.add(`assets/${name}`);
    expect([...files].some((name) => name.includes('solver-'))).toBe(true);
    expect(total(files)).toBeLessThan(PUBLIC_LIMIT);
  });
  test('no public page loads the workbench’s library', () => {
    const text = [...loaded(named('public.html'))].map(read).join('\n');
    expect(text).not.toMatch(/ant-btn|react-dom|__SECRET_INTERNALS|useSyncExternalStore/);
  });
  test('nothing of the server is among what a browser loads', () => {
    expect(warned.filter((line) => line.includes('externalized for browser compatibility'))).toEqual([]);
  });
  test('the workbench’s first load, sign-in and first screen included, stays under 450 KB, compressed', () => {
    const files = loaded(named('index.html'), /^(sign-in-page|today-screen|start-screen)-/);
    expect([...files].some((name) => name.includes('today-screen-'))).toBe(true);
    expect(total(files)).toBeLessThan(WORKBENCH_LIMIT);
  });
});
