import fc from '../../testing/properties.ts';
import { factsNear } from '../builders.ts';
import { withSettings } from '../cases/cases.ts';
import { decide } from '../engine/evaluate.ts';
import { jurisdictionsOf, lawOf, nextDay, type Law } from '../engine/parameters.ts';
import { outcomeOf, type Outcome, type Rule, type RuleSet } from '../engine/rule.ts';
import { judge, prepareRule } from '../engine/terms.ts';
import { FACT_NAMES, factsOf, type Day, type Facts } from '../facts/facts.ts';
import type { RuleCase } from '../rules/rule-source.ts';
import { columnsRead, compileAmount, compileMissing, compileToSql, factColumns, type CompiledSql } from './compile.ts';

/** Runs a statement as the owner of an empty database with the migrations. */
export type Ask = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, string | null>[] }>;

/** What one rule was asked of how many persons, how often each answer came, and where memory and SQL differed (at most a few of each kind told). */
export type Agreement = {
  rule: string;
  persons: number;
  questions: number;
  answers: Record<Outcome, number>;
  missing: number;
  sums: number;
  differ: readonly string[];
};

type Question = { day: Day; law: Law; rule: Rule };
const BATCH = 10_000;
const QUESTIONS = 6;

/**
 * Random persons near the written cases of one rule, asked on the days of those cases and on the days around the rule's validity, in the places and with the
 * local settings of the cases: outcome, what is missing and the sum, in memory and by compiled SQL. Deterministic for a seed.
 */
export async function agreementOf(
  ask: Ask,
  set: RuleSet,
  cases: readonly RuleCase[],
  key: string,
  persons: number,
  seed: number,
): Promise<Agreement> {
  const own = cases.filter((c) => c.rule === key);
  const questions = questionsOf(set, own, key);
  const read = FACT_NAMES.filter((name) => questions.some(({ rule, law }) => columnsRead(rule, law).includes(name)));
  const crowd = fc
    .sample(factsNear(read, situationsOf(own)), { numRuns: persons, seed })
    .map((values) => factsOf(values));
  await fill(ask, read, crowd);
  const found = { rule: key, persons: crowd.length, questions: questions.length, missing: 0, sums: 0 };
  const answers: Record<Outcome, number> = { yes: 0, no: 0, unknown: 0 };
  const differ: string[] = [];
  for (const question of questions) {
    const told = await compare(ask, question, crowd);
    for (const outcome of told.outcomes) answers[outcome]++;
    found.missing += told.missing;
    found.sums += told.sums;
    differ.push(...told.differ.map((what) => `${key} on ${question.day} at ${question.law.jurisdictions[0]}: ${what}`));
  }
  return { ...found, answers, differ };
}

const situationsOf = (cases: readonly RuleCase[]) => cases.map((c) => c.facts);

/** Day, place and settings of each case in turn, and the days before, on and after each end of the rule's versions. */
function questionsOf(set: RuleSet, cases: readonly RuleCase[], key: string): readonly Question[] {
  const ends = set.rules
    .filter((r) => r.key === key)
    .flatMap(({ valid: { from, to } }) => [from, ...(to ? [to, nextDay(to)] : [])]);
  const asked = Array.from({ length: QUESTIONS }, (_, i) => {
    const like = cases[Math.floor((i * cases.length) / QUESTIONS)]!;
    const day = i % 2 === 0 ? like.on : ends[((i - 1) / 2) % ends.length]!;
    const law = lawOf(withSettings(set, like.parameters, like.jurisdiction), jurisdictionsOf(like.jurisdiction));
    const rule = law.rule(key, day) ?? law.versions(key).at(-1);
    return rule ? [{ day, law, rule }] : [];
  });
  return asked.flat();
}

async function fill(ask: Ask, read: readonly string[], crowd: readonly Facts[]): Promise<void> {
  const columns = factColumns().filter(({ name }) => read.includes(name));
  await ask('drop table if exists agreement_facts');
  await ask(
    `create unlogged table agreement_facts (n int primary key${columns.map((c) => `, ${c.name} ${c.type}`).join('')})`,
  );
  for (let from = 0; from < crowd.length; from += BATCH) {
    const rows = crowd.slice(from, from + BATCH).map((facts, i) => ({
      n: from + i,
      ...Object.fromEntries(columns.map(({ name }) => [name, facts[name]?.value ?? null])),
    }));
    await ask('insert into agreement_facts select * from jsonb_populate_recordset(null::agreement_facts, $1::jsonb)', [
      JSON.stringify(rows),
    ]);
  }
}

/** One question to everyone, both ways. */
async function compare(ask: Ask, { day, law, rule }: Question, crowd: readonly Facts[]) {
  const prepared = prepareRule(rule, law, day);
  const outcomes = crowd.map((facts) => outcomeOf(judge(prepared, facts)));
  const decisions = crowd.map((facts) => {
    const { outcome, missing, amount } = decide(prepared, facts);
    const open = outcome === 'unknown' ? missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)) : null;
    return { open: open?.toSorted().join(',') ?? null, fen: outcome === 'yes' ? (amount?.totalFen ?? null) : null };
  });
  const bySql = await column(ask, compileToSql(rule, law, day), (sql) => sql);
  const openBySql = await column(ask, compileMissing(rule, law, day), (sql) => `array_to_string(${sql}, ',')`);
  const sum = rule.what?.lines ? await column(ask, compileAmount(rule, law, day), (sql) => `(${sql})::text`) : null;
  const differ = [
    ...differences('outcome', outcomes, bySql),
    ...differences(
      'missing',
      decisions.map((d) => d.open),
      openBySql.map(sorted),
    ),
    ...(sum
      ? differences(
          'sum',
          decisions.map((d) => d.fen?.toString() ?? null),
          sum.map((fen, i) => (outcomes[i] === 'yes' ? fen : null)),
        )
      : []),
  ];
  return {
    outcomes,
    missing: decisions.filter((d) => d.open !== null).length,
    sums: sum ? decisions.filter((d) => d.fen !== null).length : 0,
    differ,
  };
}

const sorted = (keys: string | null | undefined) => keys?.split(',').toSorted().join(',') ?? null;

async function column(
  ask: Ask,
  { sql, values }: CompiledSql,
  shown: (sql: string) => string,
): Promise<(string | null)[]> {
  const { rows } = await ask(`select ${shown(sql)} as told from agreement_facts f order by n`, [...values]);
  return rows.map((row) => row.told ?? null);
}

function differences(what: string, memory: readonly (string | null)[], sql: readonly (string | null)[]): string[] {
  const told = memory.flatMap((value, i) =>
    value === sql[i] ? [] : [`${what} of person ${i}: ${value} in memory, ${sql[i]} by SQL`],
  );
  return told.length > 3 ? [...told.slice(0, 3), `… and ${told.length - 3} more`] : told;
}
