import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { checkSources } from './check.ts';
import { factNamed, readCondition } from './condition-source.ts';
import type { Factor, Grant, Parameter, PolicyDocument, Ranking, Rule, RuleSet } from '../engine/rule.ts';
import type { CasesSource, DocumentSource, ParametersSource, RuleCase, RuleSource } from './rule-source.ts';
import { parseObligations } from './obligations.ts';
import { parseSource, type RuleFile, type RuleProblem, type Source } from './source.ts';

/** `sources` is the content as written, which is what the tables keep; `set` is the same content as the engine uses it. */
export type LoadedRules = {
  set: RuleSet;
  sources: {
    documents: readonly DocumentSource[];
    parameters: ParametersSource['parameters'];
    rules: readonly RuleSource[];
  };
  cases: readonly RuleCase[];
  problems: readonly RuleProblem[];
};

/** Raised when rules are used although files are at fault; the problems say where. */
export class RulesInvalid extends Error {
  readonly problems: readonly RuleProblem[];
  constructor(problems: readonly RuleProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.code} ${p.message}`).join('\n'));
    this.name = 'RulesInvalid';
    this.problems = problems;
  }
}

/** Parses and checks rules files (paths relative to the rules folder). Pure. Files at fault are left out of the set and reported; with a `ledger`, so is every obligation it lacks. */
export function loadRules(files: readonly RuleFile[], ledger: ReadonlySet<string> | null = null): LoadedRules {
  const parsed = files.map(parseSource);
  const sources = parsed.map((p) => p.source).filter((s): s is Source => s !== null);
  const problems = [...parsed.flatMap((p) => p.problems), ...checkSources(sources, ledger)];
  const faulty = new Set(problems.map((p) => p.file));
  const good = sources.filter((s) => !faulty.has(s.path));
  const of = <T>(kind: Source['kind']) =>
    good.filter((s) => s.kind === kind).map((s) => ({ path: s.path, data: s.data as T }));
  const sourcesOfLaw = {
    documents: of<DocumentSource>('document').map((s) => s.data),
    parameters: of<ParametersSource>('parameters').flatMap((s) => s.data.parameters),
    rules: of<RuleSource>('rule').map((s) => s.data),
  };
  const set = ruleSetFrom(sourcesOfLaw);
  return {
    set,
    sources: sourcesOfLaw,
    cases: of<CasesSource>('cases').flatMap((s) => casesFrom(s.data, s.path, set)),
    problems,
  };
}

/** Reads every .yaml file under a folder and loads it. @throws RulesInvalid naming file and line of every fault. */
export async function readRules(folder: string): Promise<LoadedRules> {
  const loaded = loadRules(await filesOf(folder), await ledgerOf(folder));
  if (loaded.problems.length > 0) throw new RulesInvalid(loaded.problems);
  return loaded;
}

export type RulesChecked = {
  documents: number;
  parameters: number;
  rules: number;
  cases: number;
  problems: readonly RuleProblem[];
};

/** Checks a rules folder without using it: how much it holds and every fault with file, line and column. */
export async function checkRules(folder: string): Promise<RulesChecked> {
  const { set, cases, problems } = loadRules(await filesOf(folder), await ledgerOf(folder));
  const { documents, parameters, rules } = set;
  return {
    documents: documents.length,
    parameters: parameters.length,
    rules: rules.length,
    cases: cases.length,
    problems,
  };
}

/** Ids of the ledger beside the rules; null where the folder has none. */
async function ledgerOf(folder: string): Promise<ReadonlySet<string> | null> {
  const path = join(folder, 'obligations.tsv');
  if (!existsSync(path)) return null;
  return new Set(parseObligations(await readFile(path, 'utf8')).map((row) => row.id));
}

/** Folders beside the law that other rooms read. */
const NOT_LAW = /^(matching|readings|figures|training|funds|scorecards)\/|\/(agreements|indicators)\//;

async function filesOf(folder: string): Promise<readonly RuleFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((e) => e.isFile() && e.name.endsWith('.yaml')).map((e) => join(e.parentPath, e.name));
  return Promise.all(
    paths
      .sort()
      .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
      .filter(({ name }) => !NOT_LAW.test(name))
      .map(async ({ path, name }) => ({ path: name, text: await readFile(path, 'utf8') })),
  );
}

/** A digest that tells two versions of the same text of law apart, whatever the order of their fields. */
export function contentHash(data: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(data)))
    .digest('hex');
}

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}

/** A rule as the engine uses it, from its source: a checked file or a stored version. */
export function ruleFrom(source: RuleSource): Rule {
  return {
    key: source.key,
    version: source.version,
    kind: source.kind,
    title: source.title,
    document: source.document,
    clause: source.clause,
    basis: source.basis ?? [],
    obligations: source.obligations,
    jurisdiction: source.jurisdiction,
    valid: source.valid,
    transition: source.transition
      ? { anchor: factNamed(source.transition.anchor), switch: source.transition.switch }
      : null,
    who: source.who ? readCondition(source.who) : null,
    what: source.what ? grantFrom(source.what) : null,
    due: source.due ? { ...source.due, year: factOrNone(source.due.year), since: factOrNone(source.due.since) } : null,
    target: source.target ? { ...source.target, actual: factNamed(source.target.actual) } : null,
    rank: source.rank ? rankingFrom(source.rank) : null,
    payee: source.payee ?? null,
    period: source.period ?? null,
    fund: source.fund ?? null,
    priority: source.priority ?? null,
    group: source.group ?? null,
    order: source.order ?? 0,
    hash: contentHash(source),
  };
}

const factOrNone = (name: string | undefined) => (name === undefined ? undefined : factNamed(name));

/** The law as the engine uses it, from its content as written. */
export function ruleSetFrom(sources: LoadedRules['sources']): RuleSet {
  return {
    documents: sources.documents.map(documentFrom),
    parameters: parametersFrom(sources),
    rules: sources.rules.map(ruleFrom),
  };
}

function rankingFrom({ flag_first: flagFirst = false, score, ...rest }: NonNullable<RuleSource['rank']>): Ranking {
  return { ...rest, flagFirst, ...(score === undefined ? {} : { score: factNamed(score) }) };
}

function grantFrom(what: NonNullable<RuleSource['what']>): Grant {
  if (what.kind === 'service') return { kind: 'service', service: what.service ?? { zh: '', en: '' } };
  const lines = (what.lines ?? []).map((line) => ({
    label: line.label,
    factors: line.factors.map((f): Factor => ('fact' in f ? { fact: factNamed(f.fact) } : f)),
    ...(line.when ? { when: readCondition(line.when) } : {}),
  }));
  const instalments = what.instalments === undefined ? {} : { instalments: what.instalments };
  return what.kind === 'amount' ? { kind: 'amount', lines, ...instalments } : { kind: 'waiver', lines, charge: 'none' };
}

/** A document as the engine uses it. */
export function documentFrom(source: DocumentSource): PolicyDocument {
  const { based_on: basedOn, issued_on: issuedOn, ...rest } = source;
  return { ...rest, basedOn, issuedOn };
}

/** Parameters as the engine uses them. */
export function parametersFrom(source: ParametersSource): readonly Parameter[] {
  return source.parameters.map(({ bounded_by: boundedBy = null, left_open: leftOpen = null, ...p }) => ({
    leftOpen,
    ...p,
    boundedBy,
    unit: p.unit ?? null,
    options: p.options ?? null,
    labels: p.labels ?? {},
    inherits: p.inherits ?? null,
    versions: p.versions.map((v) => ({ ...v, note: v.note ?? null })),
  }));
}

function casesFrom(source: CasesSource, file: string, set: RuleSet): readonly RuleCase[] {
  const home = set.rules.find((r) => r.key === source.rule)?.jurisdiction ?? '00';
  return source.cases.map((c) => ({
    file,
    rule: source.rule,
    jurisdiction: c.jurisdiction ?? source.jurisdiction ?? home,
    name: c.name,
    proves: c.proves ?? [],
    on: c.on,
    facts: { ...source.facts, ...c.facts },
    parameters: c.parameters ?? {},
    candidates: c.candidates ?? [],
    expect: c.expect,
  }));
}
