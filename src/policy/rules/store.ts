import { sql } from 'kysely';
import { lockUntilEnd, type Db, type Tx } from '../../platform/db.ts';
import type { Decision } from '../engine/decision.ts';
import { explain } from '../engine/explain.ts';
import { contentHash, documentFrom, parametersFrom, ruleFrom, type LoadedRules } from './load.ts';
import type { Obligation } from './obligations.ts';
import type { DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import type { RuleSet } from '../engine/rule.ts';
import { errors } from '../errors.ts';

type Item<T> = { kind: 'document' | 'parameter' | 'rule'; key: string; hash: string; source: T };
type ParameterSource = ParametersSource['parameters'][number];
export type SavedPolicy = { version: number; created: boolean; documents: number; parameters: number; rules: number };

/**
 * Writes the content as a new version unless the newest version has exactly this content. Rows that exist are never changed.
 * @throws POLICY_VERSION_CHANGED when a rule differs from the stored one of the same key, version and jurisdiction.
 */
export async function savePolicy(
  tx: Tx,
  sources: LoadedRules['sources'],
  loaded: { at: string; by: string; base?: number },
): Promise<SavedPolicy> {
  const documents = sources.documents.map((source) => item('document', source.code, source));
  const parameters = sources.parameters.map((source) => item('parameter', source.key, source));
  const rules = sources.rules.map((source) => item('rule', source.key, source));
  const items = [...documents, ...parameters, ...rules];
  const hash = contentHash(items.map((i) => i.hash).sort());
  const counts = { documents: documents.length, parameters: parameters.length, rules: rules.length };
  await lockUntilEnd(tx, 'policy_version');
  const known = await sql<{
    version_seq: number;
  }>`select version_seq from policy_version where content_hash = ${hash}`.execute(tx);
  if (known.rows[0]) return { version: known.rows[0].version_seq, created: false, ...counts };
  await addDocuments(tx, documents);
  await addParameters(tx, parameters);
  await addRules(tx, rules);
  const next = await sql<{
    version_seq: number;
  }>`insert into policy_version (version_seq, content_hash, loaded_at, loaded_by, base_seq)
    select coalesce(max(version_seq), 0) + 1, ${hash}, ${loaded.at}, ${loaded.by}, ${loaded.base ?? null}::integer from policy_version returning version_seq`.execute(
    tx,
  );
  const version = next.rows[0]?.version_seq ?? 0;
  const rows = JSON.stringify(items.map(({ kind, key, hash: itemHash }) => ({ kind, key, hash: itemHash })));
  await sql`insert into policy_version_item (version_seq, kind, key, hash)
    select ${version}::integer, kind, key, hash from jsonb_to_recordset(${rows}::jsonb) as r(kind text, key text, hash text)`.execute(
    tx,
  );
  return { version, created: true, ...counts };
}

function item<T>(kind: Item<T>['kind'], key: string, source: T): Item<T> {
  return { kind, key, hash: contentHash(source), source };
}

async function addDocuments(tx: Tx, items: readonly Item<DocumentSource>[]): Promise<void> {
  for (const { hash, source: d } of items) {
    const added = await sql`insert into policy_document
      (code, hash, title_zh, title_en, numbers, issuers, jurisdiction, issued_on, valid_from, valid_to, definition)
      values (${d.code}, ${hash}, ${d.title.zh}, ${d.title.en}, ${[...d.numbers]}, ${[...d.issuers]}, ${d.jurisdiction}, ${d.issued_on},
        ${d.valid.from}, ${d.valid.to}, ${JSON.stringify(d)}::jsonb) on conflict do nothing returning code`.execute(tx);
    if (added.rows.length === 0) continue;
    const clauses = JSON.stringify(d.clauses.map((c, seq) => ({ ...c, seq, zh: c.text.zh, en: c.text.en })));
    await sql`insert into policy_clause (code, hash, clause_id, seq, place, text_zh, text_en)
      select ${d.code}::text, ${hash}::text, id, seq, place, zh, en
      from jsonb_to_recordset(${clauses}::jsonb) as r(id text, seq integer, place text, zh text, en text)`.execute(tx);
  }
}

async function addParameters(tx: Tx, items: readonly Item<ParameterSource>[]): Promise<void> {
  for (const { hash, source: p } of items) {
    const added = await sql`insert into policy_parameter (key, hash, label_zh, label_en, type, unit, levels, definition)
      values (${p.key}, ${hash}, ${p.label.zh}, ${p.label.en}, ${p.type}, ${p.unit ?? null}, ${[...p.levels]}, ${JSON.stringify(p)}::jsonb)
      on conflict do nothing returning key`.execute(tx);
    if (added.rows.length === 0) continue;
    const values = JSON.stringify(p.versions.map((v) => ({ ...v, valid_from: v.valid.from, valid_to: v.valid.to })));
    await sql`insert into policy_parameter_value (key, hash, jurisdiction, valid_from, valid_to, value, operator, status, document, clause, note)
      select ${p.key}::text, ${hash}::text, jurisdiction, valid_from, valid_to, value, operator, status, document, clause, note
      from jsonb_to_recordset(${values}::jsonb) as r(jurisdiction text, valid_from date, valid_to date, value jsonb, operator text, status text,
        document text, clause text, note text)`.execute(tx);
  }
}

async function addRules(tx: Tx, items: readonly Item<RuleSource>[]): Promise<void> {
  for (const { hash, source: r } of items) {
    await sql`insert into policy_rule (key, version, jurisdiction, hash, kind, document, clause, valid_from, valid_to, obligations, definition)
      values (${r.key}, ${r.version}, ${r.jurisdiction}, ${hash}, ${r.kind}, ${r.document}, ${r.clause}, ${r.valid.from}, ${r.valid.to},
        ${[...r.obligations]}, ${JSON.stringify(r)}::jsonb) on conflict do nothing`.execute(tx);
    const stored = await sql<{ hash: string }>`select hash from policy_rule
      where key = ${r.key} and version = ${r.version} and jurisdiction = ${r.jurisdiction}`.execute(tx);
    if (stored.rows[0]?.hash !== hash)
      throw errors.POLICY_VERSION_CHANGED({ details: { key: r.key, version: r.version } });
  }
}

/** Writes the ledger; the words of a row may be amended, its id never changes meaning. */
export async function saveObligations(tx: Tx, obligations: readonly Obligation[]): Promise<void> {
  const rows = JSON.stringify(obligations.map((o, seq) => ({ ...o, seq })));
  await sql`insert into policy_obligation (id, seq, document, clause, actors, obligation, gist, force, pattern, capability, acceptance)
    select id, seq, document, clause, actors, obligation, gist, force, pattern, capability, acceptance
    from jsonb_to_recordset(${rows}::jsonb) as r(id text, seq integer, document text, clause text, actors text, obligation text, gist text, force text,
      pattern text, capability text, acceptance text)
    on conflict (id) do update set seq = excluded.seq, document = excluded.document, clause = excluded.clause, actors = excluded.actors, obligation = excluded.obligation,
      gist = excluded.gist, force = excluded.force, pattern = excluded.pattern, capability = excluded.capability, acceptance = excluded.acceptance`.execute(
    tx,
  );
}

export type StoredPolicy = { version: number; set: RuleSet };

/** The law as last loaded. @throws POLICY_NOT_LOADED before the first load. */
export async function readPolicy(tx: Tx | Db): Promise<StoredPolicy> {
  const { version } = await newestVersion(tx);
  const { documents, parameters, rules } = await readSources(tx, version);
  const set: RuleSet = {
    documents: documents.map(documentFrom),
    parameters: parametersFrom({ parameters }),
    rules: rules.map(ruleFrom),
  };
  return { version, set };
}

/** A loaded state as it was written: what can be joined with additions and saved again. */
export async function readSources(tx: Tx | Db, version: number): Promise<LoadedRules['sources']> {
  const { rows } = await sql<{ kind: string; definition: unknown }>`
    with items as (select kind, hash from policy_version_item where version_seq = ${version})
    select i.kind, d.definition from items i join policy_document d on i.kind = 'document' and d.hash = i.hash
    union all select i.kind, p.definition from items i join policy_parameter p on i.kind = 'parameter' and p.hash = i.hash
    union all select i.kind, r.definition from items i join policy_rule r on i.kind = 'rule' and r.hash = i.hash`.execute(
    tx,
  );
  const of = <T>(kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.definition as T);
  return {
    documents: of<DocumentSource>('document'),
    parameters: of<ParameterSource>('parameter'),
    rules: of<RuleSource>('rule'),
  };
}

/** The newest state of the rules folder alone, without what offices set. @throws POLICY_NOT_LOADED */
export async function folderVersion(tx: Tx | Db): Promise<number> {
  const { rows } = await sql<{
    version_seq: number;
  }>`select version_seq from policy_version where base_seq is null order by version_seq desc limit 1`.execute(tx);
  if (!rows[0]) throw errors.POLICY_NOT_LOADED();
  return rows[0].version_seq;
}

type Newest = { version: number; hash: string };

async function newestVersion(tx: Tx | Db): Promise<Newest> {
  const { rows } = await sql<Newest>`
    select version_seq as version, content_hash as hash from policy_version order by version_seq desc limit 1`.execute(
    tx,
  );
  if (!rows[0]) throw errors.POLICY_NOT_LOADED();
  return rows[0];
}

/** The law read last, for all rooms together: the same content is the same law, whichever version or database it came as. */
let kept: { hash: string; set: RuleSet } | null = null;

/** The law as last loaded, kept between calls and read again only when other content has been loaded. @throws POLICY_NOT_LOADED before the first load. */
export async function currentPolicy(tx: Tx | Db): Promise<StoredPolicy> {
  const { version, hash } = await newestVersion(tx);
  if (kept?.hash !== hash) kept = { hash, set: (await readPolicy(tx)).set };
  return { version, set: kept.set };
}

/** A decision about one person to be kept; `knownAt` is the publication number of the facts, where they have one. */
export type DecisionToKeep = {
  decisionId: string;
  personId: string;
  villageCode: number;
  institutionId: string | null;
  lawVersion: number;
  knownAt: number | null;
  decision: Decision;
};

/** Keeps decisions with their reasons in both languages, in one statement. They are never changed afterwards. */
export async function keepDecisions(
  tx: Tx,
  decisions: readonly DecisionToKeep[],
  decided: { at: string; by: string },
): Promise<void> {
  if (decisions.length === 0) return;
  const rows = decisions.map(({ decision: d, ...kept }) => ({
    person_id: kept.personId,
    decision_id: kept.decisionId,
    village_code: kept.villageCode,
    institution_id: kept.institutionId,
    rule_key: d.rule.key,
    rule_version: d.rule.version,
    rule_hash: d.rule.hash,
    law_version: kept.lawVersion,
    jurisdiction: d.jurisdiction,
    decided_for: d.date,
    outcome: d.outcome,
    amount_fen: d.amount?.totalFen ?? null,
    fails: d.fails,
    decision: d,
    explanation: { zh: explain(d, 'zh'), en: explain(d, 'en') },
    known_at: kept.knownAt,
  }));
  await sql`insert into policy_decision (person_id, decision_id, village_code, institution_id, rule_key, rule_version, rule_hash, law_version,
      jurisdiction, decided_for, outcome, amount_fen, fails, decision, explanation, known_at, decided_at, decided_by)
    select person_id, decision_id, village_code, institution_id, rule_key, rule_version, rule_hash, law_version, jurisdiction, decided_for, outcome,
      amount_fen, array(select jsonb_array_elements_text(fails)), decision, explanation, known_at, ${decided.at}::timestamptz, ${decided.by}::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, decision_id uuid, village_code bigint, institution_id uuid,
      rule_key text, rule_version integer, rule_hash text, law_version integer, jurisdiction text, decided_for date, outcome text,
      amount_fen bigint, fails jsonb, decision jsonb, explanation jsonb, known_at bigint)`.execute(tx);
}

export type KeptDecision = {
  decisionId: string;
  decidedAt: Date;
  decidedBy: string;
  decision: Decision;
  explanation: { zh: string[]; en: string[] };
};

/** Decisions kept about one person, newest first; of one rule when its key is given. */
export async function decisionsOf(
  tx: Tx | Db,
  personId: string,
  ruleKey: string | null = null,
): Promise<readonly KeptDecision[]> {
  const { rows } =
    await sql<KeptDecision>`select decision_id as "decisionId", decided_at as "decidedAt", decided_by as "decidedBy", decision, explanation
    from policy_decision where person_id = ${personId} and (${ruleKey}::text is null or rule_key = ${ruleKey}) order by decided_at desc, decision_id desc`.execute(
      tx,
    );
  return rows;
}
