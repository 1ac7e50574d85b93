import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readRules } from '../src/policy/index.ts';
import { agreementOf, type Agreement } from '../src/policy/sql/testing-agreement.ts';
import { cloneDatabase, startTestCluster } from '../src/testing/cluster.ts';

const ROOT = join(import.meta.dirname, '..');
const SEED = 20200901;
const TABLE = join(ROOT, 'src/policy/sql/README.md');

/** Memory and SQL on random persons for every rule with a condition, as a table; `write` keeps the table in the folder's README. Returns the exit code. */
export async function policyAgreement(persons: number, write: boolean, say: (line: string) => void): Promise<number> {
  const { set, cases } = await readRules(join(ROOT, 'rules'));
  const keys = [...new Set(set.rules.filter((r) => r.who !== null).map((r) => r.key))].toSorted();
  const cluster = await startTestCluster(async () => undefined);
  const { url, drop } = await cloneDatabase(cluster.adminUrl, cluster.template);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const told: Agreement[] = [];
  try {
    for (const [i, key] of keys.entries()) {
      const found = await agreementOf((text, values) => client.query(text, values), set, cases, key, persons, SEED + i);
      told.push(found);
      say(lineOf(found));
      for (const what of found.differ) say(`  ${what}`);
    }
  } finally {
    await client.end();
    await drop();
    await cluster.stop();
  }
  const differ = told.filter((t) => t.differ.length > 0).length;
  say(
    `${told.length} rules, ${persons} persons each: ${differ === 0 ? 'memory and SQL agree' : `${differ} rules differ`}`,
  );
  if (write) writeFileSync(TABLE, readme(told, persons));
  return differ === 0 ? 0 : 1;
}

const lineOf = ({ rule, persons, questions, answers, missing, sums, differ }: Agreement) =>
  `| ${rule} | ${persons * questions} | ${answers.yes} | ${answers.no} | ${answers.unknown} | ${missing} | ${sums} | ${differ.length} |`;

const readme = (told: readonly Agreement[], persons: number) => `# Rules as SQL: memory and PostgreSQL agree

Written by \`npm run long -- policy-agreement --write\`. Every rule with a condition was asked of ${persons} random persons of its own, near its written cases or
near nobody, facts unknown among them, on up to six days (days of its cases, the ends of its validity and the days after them) in the places and with the local
settings of its cases. Compared for every person: the outcome, what is missing when the answer is open, and the sum of a benefit.
\`compile.db.test.ts\` does the same with fewer persons on every run of the tests.

| rule | answers compared | yes | no | not known | open, with what is missing | sums | differences |
|---|---|---|---|---|---|---|---|
${told.map(lineOf).join('\n')}
`;
