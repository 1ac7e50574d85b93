/** A file to be written: its path and its text. */
export type TypesFile = { path: string; text: string };

const NOTE = '/** Made by `npm run types` from the migrations; not edited by hand. */\n';
const MADE = /create (?:or replace )?(?:unlogged )?(?:table|view|materialized view) (?:if not exists )?(\w+)/g;
const camel = (words: string): string =>
  words.replaceAll(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase());

type Table = { table: string; name: string; body: string };
type Topic = TypesFile & { together: string };

/** A longer topic goes on in a second file. */
const MOST_LINES = 300;

/** What a migration is about (`funds_claims`), by the tables and views it was the first to make. Migrations are given in their order. */
export function topicsOf(migrations: readonly { name: string; text: string }[]): Map<string, string> {
  const topics = new Map<string, string>();
  for (const { name, text } of migrations) {
    const topic = name.replace(/^\d+_/, '').replace(/\.sql$/, '');
    for (const [, table] of text.matchAll(MADE)) if (!topics.has(table!)) topics.set(table!, topic);
  }
  return topics;
}

/** The tables of one topic, in the order in which they were made. */
function filesOf(topic: string, tables: readonly Table[], kinds: readonly string[]): Topic[] {
  const parts: Table[][] = [[]];
  let lines = 0;
  for (const one of tables) {
    const more = one.body.split('\n').length;
    if (lines + more > MOST_LINES) {
      parts.push([]);
      lines = 0;
    }
    parts.at(-1)!.push(one);
    lines += more;
  }
  const [room = '', ...rest] = topic.split('_');
  return parts.map((part, i) => {
    const suffix = i === 0 ? '' : `-${i + 1}`;
    const bodies = part.map((t) => t.body).join('\n');
    const used = kinds.filter((kind) => new RegExp(`\\b${kind}\\b`).test(bodies));
    const taken = used.length === 0 ? '' : `import type { ${used.join(', ')} } from '../columns.ts';\n`;
    const together = `${camel(topic + suffix)}Tables`;
    const fields = part.map((t) => `  ${t.table}: ${t.name};\n`).join('');
    const text = `${NOTE}${taken}\n${bodies}\nexport interface ${together} {\n${fields}}\n`;
    return { path: `${room}/${rest.join('-')}${suffix}.ts`, text, together };
  });
}

/**
 * The types of all tables as one text, taken apart: those of each migration in a file of its room and name, the kinds of columns in one of their own, and an entrance that
 * puts them together as `DB` again. @throws Error for a table that no migration makes
 */
export function splitTypes(whole: string, topics: ReadonlyMap<string, string>): TypesFile[] {
  const at = whole.indexOf('export interface ');
  const kinds = whole.slice(whole.indexOf('import type'), at);
  const kindNames = [...kinds.matchAll(/^export type (\w+)/gm)].map(([, name]) => name!);
  const tableOf = new Map(
    [...whole.slice(whole.indexOf('export interface DB {')).matchAll(/^ {2}(\w+): (\w+);$/gm)].map(([, t, i]) => [
      i!,
      t!,
    ]),
  );
  const bodies = new Map<string, Table>();
  for (const [body, name] of whole.slice(at).matchAll(/^export interface (\w+) \{\n[\s\S]*?^\}\n/gm)) {
    const table = tableOf.get(name!);
    if (table === undefined) continue;
    if (!topics.has(table)) throw new Error(`no migration makes ${table}`);
    bodies.set(table, { table, name: name!, body });
  }
  const made = [...topics].flatMap(([table, topic]) => {
    const one = bodies.get(table);
    return one ? [{ topic, one }] : [];
  });
  const files = [...Map.groupBy(made, ({ topic }) => topic)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([topic, of]) =>
      filesOf(
        topic,
        of.map(({ one }) => one),
        kindNames,
      ),
    );
  const taken = files.map((f) => `import type { ${f.together} } from './db-types/${f.path}';\n`).join('');
  const given = files.map((f) => `export type * from './db-types/${f.path}';\n`).join('');
  const all = files.map((f) => f.together).join(',\n    ');
  const entrance = `${NOTE}${taken}\nexport type * from './db-types/columns.ts';\n${given}\nexport interface DB\n  extends\n    ${all} {}\n`;
  return [
    { path: 'db-types.ts', text: entrance },
    { path: 'db-types/columns.ts', text: `${NOTE}${kinds.trimEnd()}\n` },
    ...files.map(({ path, text }) => ({ path: `db-types/${path}`, text })),
  ];
}
