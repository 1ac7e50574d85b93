import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const ID = /\[((?:N2019|N2021|HA2020|SD2017|FYP14)-[A-Z0-9.]+(?:-\d+)?)\]/g;
const FILE = 'src/desk/law/shown.json';
/** Folders inside a room that have a page of their own. */
const OWN_PAGES = new Set(['desk/decisions', 'desk/entitled', 'desk/law', 'reporting/indicators']);

/** Which room shows each duty: ids in the titles of tests of the rooms. Tests of the rules themselves show nothing in the product. */
export function shownObligations(): Record<string, string> {
  const found = new Map<string, string>();
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.test\.tsx?$/.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .sort();
  for (const file of files) {
    const [first = '', second = ''] = file.slice(join(ROOT, 'src').length + 1).split('/');
    if (first === 'policy') continue;
    const room = OWN_PAGES.has(`${first}/${second}`) ? second : first;
    for (const [, id] of readFileSync(file, 'utf8').matchAll(ID)) if (id && !found.has(id)) found.set(id, room);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (process.argv.includes('--write'))
  writeFileSync(join(ROOT, FILE), `${JSON.stringify(shownObligations(), null, 2)}\n`);
