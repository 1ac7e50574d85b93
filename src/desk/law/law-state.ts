import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { codeOfNumber } from '../../standards/index.ts';
import {
  canBeOverdue,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  yearlyDay,
  type Law,
  type Obligation,
  type Rule,
  type RuleSet,
} from '../../policy/index.ts';
import { officesOf } from './actors.ts';
import { pageOf } from './pages.ts';
import type { LawObligation } from './schema.ts';

/** The law in use, bound to the actor's place, and what the ledger says under it. */
export type LawState = { set: RuleSet; version: number; law: Law; jurisdiction: string; today: string };

/** 00 for the nation, else the shortest code of the place: 2, 4 or 6 digits. */
export function jurisdictionOf(actor: Pick<Actor, 'divisionCode'>): string {
  return jurisdictionsOf(codeOfNumber(actor.divisionCode ?? 0))[0] ?? '00';
}

/** Reads the law for the actor's place; a school's is that of the division its unit lies in, else the nation's. */
export async function lawState(tx: Tx, actor: Actor, today: string): Promise<LawState> {
  const { set, version } = await currentPolicy(tx);
  const division = actor.divisionCode ?? (await placeOfInstitution(tx, actor.institutionId));
  const places = jurisdictionsOf(codeOfNumber(division));
  return { set, version, law: lawOf(set, places), jurisdiction: places[0] ?? '00', today };
}

async function placeOfInstitution(tx: Tx, institutionId: string | null): Promise<number> {
  if (institutionId === null) return 0;
  const row = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  return row?.location_code ?? 0;
}

/** Codes of the documents that bind the actor's place or one below it. */
export async function documentsHere(tx: Tx, actor: Actor, today: string): Promise<string[]> {
  const { set, law, jurisdiction } = await lawState(tx, actor, today);
  const below = (place: string) => jurisdiction === '00' || place.startsWith(jurisdiction);
  return set.documents
    .filter((d) => law.jurisdictions.includes(d.jurisdiction) || below(d.jurisdiction))
    .map((d) => d.code);
}

export type LedgerRow = Obligation & { seq: number };

/** The ledger of one document, or of all, in its order. */
export async function ledgerRows(tx: Tx, document: string | null): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`select * from policy_obligation
    where (${document}::text is null or document = ${document}) order by seq`.execute(tx);
  return rows;
}

/** Places of the ledger that name several clauses stand under each: `通知正文;一(二)`. */
export function placesOf(clause: string): string[] {
  return clause.split(/[;/]/).map((p) => p.replace(/标题$/, '').trim());
}

/** The day on which a document is asked about: today, or the nearest day on which it serves. */
export function dayOf(document: string, { set, today }: LawState): string {
  const valid = set.documents.find((d) => d.code === document)?.valid;
  if (!valid) return today;
  if (today < valid.from) return valid.from;
  return valid.to !== null && valid.to < today ? valid.to : today;
}

/** The document a parameter belongs to: its key begins with the document's code. */
export function documentOf(key: string, set: RuleSet): string {
  const prefix = key.split('.')[0]?.toUpperCase();
  return set.documents.find((d) => d.code === prefix)?.code ?? '';
}

/** A duty with the rules and standards that encode it, the page that shows it, and how far that is. */
export function obligationView(row: LedgerRow, state: LawState): LawObligation {
  const rules = rulesOf(state, row.id);
  const standards = state.set.parameters.filter((p) => p.obligations.includes(row.id));
  const page = pageOf(row.id);
  const offices = officesOf(row.actors);
  return {
    id: row.id,
    gist: row.gist,
    obligation: row.obligation,
    actors: offices,
    actorsText: row.actors,
    force: row.force,
    canBeOverdue: canBeOverdue(row.force),
    standing: page ? 'shown' : rules.length > 0 || standards.length > 0 ? 'encoded' : 'not_built',
    page,
    rules: rules.map((rule) => ({
      key: rule.key,
      kind: rule.kind,
      title: rule.title,
      dueOn: dueOnOf(rule, state),
      dueNotSet:
        rule.due !== null && state.law.parameter(rule.due.parameter, dayOf(row.document, state))?.version == null,
    })),
    standards: standards.map((p) => ({
      key: p.key,
      label: p.label,
      set: state.law.parameter(p.key, dayOf(row.document, state))?.version != null,
    })),
  };
}

/** Rules of the actor's place that fulfil the duty, each key once, tests left out unless nothing else does. */
function rulesOf({ set, law, today }: LawState, id: string): readonly Rule[] {
  const named = set.rules.filter((r) => r.obligations.includes(id));
  const whole = named.filter((r) => r.kind !== 'test');
  const keys = [...new Set((whole.length > 0 ? whole : named).map((r) => r.key))];
  return keys
    .map((key) => law.rule(key, today) ?? law.versions(key).at(-1) ?? named.find((r) => r.key === key))
    .filter((r) => r !== undefined);
}

/** The day of this year (or the one day) on which a deadline rule falls due; null when it runs from a date or nothing is set. */
export function dueOnOf(rule: Rule, { law, today }: LawState): string | null {
  if (rule.due === null) return null;
  const value = law.parameter(rule.due.parameter, today)?.version?.value;
  if (typeof value !== 'string') return null;
  return /^\d{4}-/.test(value) ? value : yearlyDay(value, Number(today.slice(0, 4)));
}
