import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import {
  evaluate,
  explain,
  factsOf,
  FACTS,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  type Decision,
  type FactName,
  type Facts,
  type FactValue,
  type Law,
  type Reason,
} from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import { listedSql, pathSql, type Compiling } from '../definition/compile-conditions.ts';
import { leafKey, leavesOf, parametersOf, type Known } from '../definition/conditions.ts';
import type { Registers } from '../definition/definition-store.ts';
import { formulaParameters } from '../definition/formulas.ts';
import type { Problem } from '../definition/record-problems.ts';
import type { NewRecord } from './record-store.ts';
import type {
  FieldCondition,
  FieldValue,
  RecordData,
  RegisterDefinition,
  RuleCheck,
} from '../definition/definition.ts';

/** The law of a place, as the law in the tables has it. */
export async function lawAt(tx: Tx, divisionCode: number): Promise<Law> {
  const { set } = await currentPolicy(tx);
  return lawOf(set, jurisdictionsOf(codeOfNumber(divisionCode)));
}

/** Values of parameters for a place and day; yuan as fen, as records keep money. What no one has set is left out. */
export function parameterValues(law: Law, keys: readonly string[], day: string): Record<string, FieldValue> {
  const found = keys.flatMap((key): [string, FieldValue][] => {
    const use = law.parameter(key, day);
    const value = use?.version?.value;
    if (value === undefined || value === null) return [];
    return [[key, use!.parameter.type === 'yuan' && typeof value === 'number' ? Math.round(value * 100) : value]];
  });
  return Object.fromEntries(found);
}

/** Every condition a record is asked about when it is saved, moved on, or shown. */
export function conditionsOf(definition: RegisterDefinition): FieldCondition[] {
  const { checks = [], stages = [], fields } = definition;
  const all = [
    ...checks.flatMap((c) => [c.holds, c.when]),
    ...stages.map((s) => s.needs),
    ...(definition.capacity ?? []).map((c) => c.when),
    definition.public?.when,
    ...fields.map((f) => f.when),
  ];
  return all.filter((c): c is FieldCondition => c !== undefined);
}

/** Parameters that the calculated fields of a definition read, at a place and day. */
export async function parametersAt(
  tx: Tx,
  definition: RegisterDefinition,
  divisionCode: number,
  day: string,
): Promise<Record<string, FieldValue>> {
  const keys = formulaParameters(definition);
  return keys.length === 0 ? {} : parameterValues(await lawAt(tx, divisionCode), keys, day);
}

export type Asked = {
  recordId: string;
  data: RecordData;
  state: string;
  stage: string | null;
  title: string;
  countedOn: string | null;
  divisionCode: number;
};

/** What is asked about a record as it is stored, or about to be. */
export function askedOf(
  record: Pick<NewRecord, 'record_id' | 'state' | 'stage' | 'title' | 'counted_on' | 'division_code'> & {
    data: unknown;
  },
): Asked {
  const { record_id: recordId, state, stage, title, counted_on: countedOn, division_code: divisionCode } = record;
  return { recordId, data: record.data as RecordData, state, stage, title, countedOn, divisionCode };
}

/** {@link knownOfMany} for one record. */
export async function knownOf(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  registers: Registers,
  asked: Asked,
): Promise<Known> {
  return (await knownOfMany(tx, ctx, definition, registers, [asked]))[0]!;
}

/** What the conditions of a definition are asked about, for each record: its values, those of records it names, and parameters of its place. */
export async function knownOfMany(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  registers: Registers,
  asked: readonly Asked[],
): Promise<Known[]> {
  const day = ctx.clock.today();
  const conditions = conditionsOf(definition);
  const keys = conditions.flatMap(parametersOf);
  const laws = keys.length === 0 ? null : await lawsAt(tx, asked);
  const elsewhere = await elsewhereOf(tx, conditions, { definition, registers, parameters: {}, day, row: 'r' }, asked);
  return asked.map((a, i) => ({
    data: {
      province: String(Math.floor(a.divisionCode / 1e10)),
      ...a.data,
      state: a.state,
      title: a.title,
      ...(a.stage === null ? {} : { stage: a.stage }),
      ...(a.countedOn === null ? {} : { counted_on: a.countedOn }),
    },
    parameters: laws ? parameterValues(laws.get(a.divisionCode)!, keys, day) : {},
    elsewhere: elsewhere[i] ?? {},
    day,
  }));
}

async function lawsAt(tx: Tx, asked: readonly Asked[]): Promise<Map<number, Law>> {
  const laws = new Map<number, Law>();
  for (const { divisionCode } of asked)
    if (!laws.has(divisionCode)) laws.set(divisionCode, await lawAt(tx, divisionCode));
  return laws;
}

/** What records take over from those they name: `parent.code` of each, in one statement. */
export async function copiesOf(
  tx: Tx,
  definition: RegisterDefinition,
  registers: Registers,
  data: readonly RecordData[],
): Promise<Record<string, FieldValue>[]> {
  const copied = definition.fields.filter((f) => f.copy !== undefined);
  if (copied.length === 0 || data.length === 0) return data.map(() => ({}));
  const on: Compiling = { definition, registers, parameters: {}, day: '', row: 'r' };
  const values = copied.map((f) => sql`to_jsonb(${pathSql(f.copy!, on)}) as ${sql.ref(f.key)}`);
  const { rows } = await sql<Record<string, FieldValue>>`select ${sql.join(values)}
    from jsonb_to_recordset(${JSON.stringify(data.map((d, n) => ({ n, data: d })))}::jsonb) as r(n integer, data jsonb) order by n`.execute(
    tx,
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

/** For each record the values its conditions read in other records, in one statement; nothing where they read none. */
async function elsewhereOf(
  tx: Tx,
  conditions: readonly FieldCondition[],
  on: Compiling,
  asked: readonly Asked[],
): Promise<Record<string, FieldValue>[]> {
  const leaves = new Map<string, FieldCondition>();
  for (const leaf of conditions.flatMap(leavesOf)) {
    const name = leafKey(leaf);
    if (name !== null) leaves.set(name, leaf);
  }
  if (leaves.size === 0 || asked.length === 0) return [];
  const values = [...leaves.values()].map((leaf, i) => {
    const value = leaf.listed ? listedSql(leaf.listed, on) : pathSql(leaf.field!, on);
    return sql`to_jsonb(${value}) as ${sql.ref(`v${i}`)}`;
  });
  const { rows } = await sql<Record<string, FieldValue>>`select ${sql.join(values)}
    from jsonb_to_recordset(${JSON.stringify(asked.map((a, n) => ({ n, record_id: a.recordId, division_code: a.divisionCode, data: a.data })))}::jsonb)
      as r(n integer, record_id uuid, division_code bigint, data jsonb) order by n`.execute(tx);
  return rows.map((row) => Object.fromEntries([...leaves.keys()].map((name, i) => [name, row[`v${i}`] ?? null])));
}

export type RuleAnswer = { check: RuleCheck; decision: Decision; why: readonly string[] };

/** What the law's rules say of each record: its fields are their facts. A rule that is not in force on the day is not asked. */
export async function rulesOfMany(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  asked: readonly Asked[],
): Promise<RuleAnswer[][]> {
  const checks = definition.rules ?? [];
  if (checks.length === 0) return asked.map(() => []);
  const laws = await lawsAt(tx, asked);
  return asked.map((a) =>
    checks.flatMap((check) => ruleAnswer(check, definition, a, laws.get(a.divisionCode)!, ctx.clock.today())),
  );
}

function ruleAnswer(
  check: RuleCheck,
  definition: RegisterDefinition,
  asked: Asked,
  law: Law,
  day: string,
): RuleAnswer[] {
  const rule = law.rule(check.rule, day);
  if (!rule) return [];
  const facts = factsGiven({ ...asked, facts: check.facts }, definition.title.zh, day);
  const decision = evaluate(rule, facts, law, day);
  return [{ check, decision, why: explain(decision, 'zh') }];
}

/** The facts that fields of a record state, with its place, and others given beside. */
export function factsGiven(
  of: Pick<Asked, 'data' | 'divisionCode'> & Pick<RuleCheck, 'facts'>,
  source: string,
  day: string,
  beside: Partial<Record<FactName, FactValue>> = {},
): Facts {
  const division = codeOfNumber(of.divisionCode);
  const places = { county: division.slice(0, 6), city: division.slice(0, 4), province: division.slice(0, 2) };
  const given = Object.entries(of.facts).map(
    ([fact, field]) => [fact, factValue(fact as FactName, of.data[field])] as const,
  );
  return factsOf({ ...places, ...Object.fromEntries(given), ...beside }, source, day);
}

function factValue(fact: FactName, value: FieldValue | undefined): FactValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return Array.isArray(value) ? (value as readonly string[]) : null;
  if (fact.endsWith('province') && typeof value === 'string') return value.slice(0, 2);
  return FACTS[fact].type === 'integer' ? Number(value) : value;
}

/** The field behind the first fact that speaks against; the first field of the check where none is told. */
function fieldAtFault(check: RuleCheck, reasons: Reason | null): string {
  const against = reasons ? factsAgainst(reasons).find((fact) => check.facts[fact] !== undefined) : undefined;
  return (against === undefined ? Object.values(check.facts)[0] : check.facts[against]) ?? '';
}

function factsAgainst(reason: Reason): string[] {
  if (reason.truth === true) return [];
  if (reason.kind === 'fact') return [reason.fact];
  return 'of' in reason ? reason.of.flatMap(factsAgainst) : [];
}

/** Rules that say no are problems; those that cannot be answered are shown, and stop nothing. */
export function ruleProblems(answers: readonly RuleAnswer[]): Problem[] {
  return answers.flatMap(({ check, decision, why }): Problem[] => {
    if (decision.outcome === 'yes') return [];
    const level = decision.outcome === 'no' ? check.level : 'warn';
    const offered = decision.outcome === 'no' && check.otherwise ? [check.otherwise.zh] : [];
    return [{ path: fieldAtFault(check, decision.reasons), message: [...why, ...offered].join('；'), level }];
  });
}
