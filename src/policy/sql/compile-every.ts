import { conditionSql, Writer } from './compile-conditions.ts';
import { compileTruth, type CompiledSql } from './compile.ts';
import { partsOf, type BoundCondition } from '../engine/conditions.ts';
import type { Day } from '../facts/facts.ts';
import type { Law } from '../engine/parameters.ts';
import { inForce, type Rule } from '../engine/rule.ts';
import { prepareRule } from '../engine/terms.ts';

/** A statement of one row per person: person_id and, in the order of `keys`, a boolean column `r0`, `r1` … for each rule (null: open). */
export type CompiledEvery = CompiledSql & { keys: readonly string[] };

type TestNode = Extract<BoundCondition, { kind: 'test' }>;

/**
 * Many rules of one place and day over `source` (a table, view or query with a row of facts per person) in one pass. A test that several rules
 * use is worked out once for each person, and so is a condition that several rules share.
 */
export function compileEvery(rules: readonly Rule[], law: Law, day: Day, source = 'person_facts'): CompiledEvery {
  const writer = new Writer('f', 1, day);
  const conditions = rules.map((rule) =>
    inForce(rule.valid, day) ? prepareRule(rule, law, day).conditionOn(day) : null,
  );
  const shared = sharedTests(conditions.filter((c) => c !== null));
  const tests = shared.map((test, i) => `${conditionSql(test.of, writer)} as t${i}`);
  shared.forEach((test, i) => writer.known.set(test.key, `f.t${i}`));
  const texts = rules.map((rule, i) => {
    const condition = conditions[i];
    if (condition) return conditionSql(condition, writer);
    const { sql, values } = compileTruth(rule, law, day, { alias: 'f', firstPlace: writer.values.length + 1 });
    writer.values.push(...values);
    return sql;
  });
  const distinct = [...new Set(texts)];
  const columns = texts.map((text, i) => `b.c${distinct.indexOf(text)} as r${i}`);
  const once = tests.length === 0 ? source : `(select f.*, ${tests.join(', ')} from ${source} f offset 0)`;
  const sql = `select b.person_id, ${columns.join(', ')} from (select f.person_id, ${distinct.map((text, i) => `${text} as c${i}`).join(', ')} from ${once} f offset 0) b`;
  return { sql, values: writer.values, keys: rules.map((rule) => rule.key) };
}

/** Tests without tests of their own that stand in the conditions more than once. */
function sharedTests(conditions: readonly BoundCondition[]): readonly TestNode[] {
  const found = new Map<string, { node: TestNode; uses: number }>();
  const walk = (node: BoundCondition): void => {
    if (node.kind === 'test') {
      const known = found.get(node.key) ?? { node, uses: 0 };
      found.set(node.key, { node: known.node, uses: known.uses + 1 });
    }
    partsOf(node).forEach(walk);
  };
  conditions.forEach(walk);
  const leafMost = (node: BoundCondition): boolean =>
    partsOf(node).every((part) => part.kind !== 'test' && leafMost(part));
  return [...found.values()].filter(({ node, uses }) => uses > 1 && leafMost(node)).map(({ node }) => node);
}
