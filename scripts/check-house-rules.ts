import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name))
    .map((e) => join(e.parentPath, e.name));

/**
 * What lint cannot see: a verb that opens a transaction authorises and audits; inside it only its tx is used; views are security invokers;
 * every table names its class, and person-distributed tables begin their keys with person_id; folders named after nothing are refused.
 */
export function checkHouseRules(): string[] {
  return [...verbs(), ...migrations(), ...folders(), ...tests()];
}

function verbs(): string[] {
  const problems: string[] = [];
  for (const file of sources('src').filter((f) => !/\.test\.tsx?$|\/ui\/|\/testing\//.test(f))) {
    const text = readFileSync(file, 'utf8');
    const opens = /(?<![\w.])transaction\(ctx,/.test(text);
    if (!opens) continue;
    if (!/authorise(Any)?\(ctx|ctx\.actor\)|actor === null|house-rule: system/.test(text))
      problems.push(`${file}: opens a transaction but does not authorise`);
    if (
      !/audit(Many|Class|Money)?\(\s*tx,|(takeSteps?|takeClassStep|recordFirst|openRound|answerReviews)\(\s*tx,|house-rule: no change/.test(
        text,
      )
    )
      problems.push(`${file}: opens a transaction but writes no audit entry`);
    for (const block of text.split(/(?<![\w.])transaction\(ctx,/).slice(1)) {
      if (/ctx\.db\.kysely/.test(block)) problems.push(`${file}: uses the database beside its transaction`);
    }
  }
  return problems;
}

function migrations(): string[] {
  const problems: string[] = [];
  for (const name of readdirSync('migrations')) {
    if (!/^\d{14}_[a-z]+_[a-z_]+\.sql$/.test(name))
      problems.push(`migrations/${name}: not <timestamp>_<capability>_<what>.sql`);
    const text = readFileSync(join('migrations', name), 'utf8');
    for (const m of text.matchAll(/create (?:or replace )?view [\w.]+([^;]*?) as/gi)) {
      if (!/security_invoker/.test(m[1]!)) problems.push(`migrations/${name}: a view without security_invoker`);
    }
    for (const m of text.matchAll(/(-- class: (\w+)\n)?create (unlogged )?table (\w+) \(([\s\S]*?)\n\);/g)) {
      const [, , tableClass, unlogged, table, body] = m;
      if (unlogged) continue;
      if (!tableClass || !['person', 'reference', 'local'].includes(tableClass))
        problems.push(`migrations/${name}: table ${table} has no class`);
      if (tableClass === 'person') {
        for (const [, key] of body!.matchAll(/primary key \(([^)]*)\)|unique \(([^)]*)\)/g)) {
          if (key && !key.trim().startsWith('person_id'))
            problems.push(`migrations/${name}: a key of ${table} does not begin with person_id`);
        }
      }
    }
  }
  return problems;
}

function folders(): string[] {
  return readdirSync('src', { withFileTypes: true, recursive: true })
    .filter((e) => e.isDirectory() && ['utils', 'helpers', 'services', 'models', 'common'].includes(e.name))
    .map((e) => `${join(e.parentPath, e.name)}: a folder named after nothing`);
}

function tests(): string[] {
  return sources('src')
    .filter((f) => /\.test\.tsx?$/.test(f))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const found = [];
      if (/\b(vi|jest)\.mock\(/.test(text)) found.push(`${file}: a module mock`);
      if (/\b(it|test|describe)\.(skip|todo|only)\b/.test(text)) found.push(`${file}: a skipped or single test`);
      if (/\bit\((['"`])should /.test(text)) found.push(`${file}: a title that begins with "should"`);
      return found;
    });
}
