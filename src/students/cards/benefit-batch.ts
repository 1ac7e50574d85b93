import { MATCH_DAYS } from '../../matching/index.ts';
import { sql } from 'kysely';
import { findSetting } from '../../organizations/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { daysBetween, plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { decide, keepDecisions, type Decision } from '../../policy/index.ts';
import type { Benefit } from './benefit-names.ts';
import { lineOf, type CardLine, type MatchState } from './benefits.ts';
import { rulesByPlace, storedLaw } from './card-rules.ts';
import { factsOfPeople, rollSide, type PersonFacts } from '../facts/person-facts.ts';
import type { StudentStatus } from '../store.ts';

export type BatchResult = {
  /** Students whose card is new or changed. */
  changed: number;
  unchanged: number;
  /** Students whose lines are held because of the match, or who cannot be looked at. */
  held: number;
  unseen: number;
  /** Statuses with at least one item granted now. */
  grantedTo: ReadonlySet<string>;
};

type Decided = {
  status: StudentStatus;
  person: PersonFacts;
  line: CardLine;
  decision: Decision;
  decisionId: string;
  lineId: string;
};

/**
 * Decides the cards of locked student statuses as of a day, for its school year, and stores what changed: kept decisions, new lines, older lines
 * superseded. A card that would come out the same is left alone; without `store` nothing is written. Every statement serves the whole batch.
 */
export async function decideBatch(
  tx: Tx,
  ctx: Context,
  statuses: readonly StudentStatus[],
  on: string,
  store = true,
): Promise<BatchResult> {
  const schoolYear = schoolYearOf(plainDate(on)).label;
  const policy = await storedLaw(tx);
  const rulesAt = rulesByPlace(policy, on);
  const people = await factsOfPeople(tx, [...new Set(statuses.map((s) => s.person_id))], on);
  const matches = await matchStates(tx, statuses, people, schoolYear, on);
  const current = await currentLines(tx, statuses, schoolYear);
  const decided = statuses.flatMap((status) => {
    const person = people.get(status.person_id);
    if (!person) return [];
    const standing = person.standings.find((s) => s.status_id === status.status_id);
    const facts = { ...person.facts, ...rollSide(standing) };
    return [...rulesAt(person.villageCode)].map(([benefit, rule]): Decided => {
      const decision = decide(rule, facts);
      const line = lineOf(benefit, decision, matches(status));
      return { status, person, line, decision, decisionId: ctx.newId(), lineId: ctx.newId() };
    });
  });
  const fresh = decided.filter(
    ({ status, line }) => current.get(keyOf(status.status_id, line.benefit)) !== line.fingerprint,
  );
  if (store) {
    await keep(tx, ctx, fresh, policy.version);
    await storeLines(tx, ctx, fresh, schoolYear);
  }
  return resultOf(statuses, people, decided, fresh);
}

function resultOf(
  statuses: readonly StudentStatus[],
  people: ReadonlyMap<string, PersonFacts>,
  decided: readonly Decided[],
  fresh: readonly Decided[],
): BatchResult {
  const changed = new Set(fresh.map(({ status }) => status.status_id));
  const seen = statuses.filter((s) => people.has(s.person_id));
  const held = new Set(
    decided.filter(({ line }) => line.note?.startsWith('match_')).map(({ status }) => status.status_id),
  );
  const granted = decided.filter(({ line }) => line.outcome === 'granted').map(({ status }) => status.status_id);
  return {
    changed: changed.size,
    unchanged: seen.length - changed.size,
    held: held.size,
    unseen: statuses.length - seen.length,
    grantedTo: new Set(granted),
  };
}

const keyOf = (statusId: string, benefit: string): string => `${statusId} ${benefit}`;

async function currentLines(
  tx: Tx,
  statuses: readonly StudentStatus[],
  schoolYear: string,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ status_id: string; benefit: Benefit; fingerprint: string }>`
    select l.status_id, l.benefit, l.fingerprint from benefit_line l
    where l.person_id = any (${statuses.map((s) => s.person_id)}::uuid[]) and l.school_year = ${schoolYear} and l.superseded_by is null`.execute(
    tx,
  );
  return new Map(rows.map((row) => [keyOf(row.status_id, row.benefit), row.fingerprint]));
}

/** How each student stands with the register: the age of the match against the limit set where the person lives, and the county's exceptions. */
async function matchStates(
  tx: Tx,
  statuses: readonly StudentStatus[],
  people: ReadonlyMap<string, PersonFacts>,
  schoolYear: string,
  on: string,
): Promise<(status: StudentStatus) => MatchState> {
  const { rows } = await sql<{ person_id: string }>`select person_id from match_exception
    where person_id = any (${statuses.map((s) => s.person_id)}::uuid[]) and school_year = ${schoolYear}`.execute(tx);
  const excused = new Set(rows.map((row) => row.person_id));
  const limits = new Map<number, number | null>();
  for (const county of new Set(statuses.map((s) => Math.floor(s.village_code / 1_000_000)))) {
    const setting = await findSetting(tx, county * 1_000_000, MATCH_DAYS, on);
    limits.set(county, typeof setting?.value === 'number' ? setting.value : null);
  }
  return (status) => {
    const register = people.get(status.person_id)?.register;
    const confirmed = register?.confirmed_on ?? null;
    return {
      certainty: register?.certainty ?? null,
      ageDays: confirmed === null ? null : daysBetween(plainDate(confirmed), plainDate(on)),
      limitDays: limits.get(Math.floor(status.village_code / 1_000_000)) ?? null,
      excused: excused.has(status.person_id),
    };
  };
}

async function keep(tx: Tx, ctx: Context, fresh: readonly Decided[], lawVersion: number): Promise<void> {
  await keepDecisions(
    tx,
    fresh.map(({ status, person, decision, decisionId }) => ({
      decisionId,
      personId: status.person_id,
      villageCode: status.village_code,
      institutionId: status.institution_id,
      lawVersion,
      knownAt: person.knownAt,
      decision,
    })),
    { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' },
  );
}

/** Closes the lines that stand and writes the new ones, in two statements. */
async function storeLines(tx: Tx, ctx: Context, fresh: readonly Decided[], schoolYear: string): Promise<void> {
  if (fresh.length === 0) return;
  const rows = JSON.stringify(
    fresh.map(({ status, line, decisionId, lineId }) => ({
      person_id: status.person_id,
      line_id: lineId,
      status_id: status.status_id,
      institution_id: status.institution_id,
      village_code: status.village_code,
      benefit: line.benefit,
      outcome: line.outcome,
      amount_fen: line.amountFen,
      payee: line.payee,
      fund_source: line.fund,
      decision_id: decisionId,
      note: line.note,
      fingerprint: line.fingerprint,
    })),
  );
  const list = sql`jsonb_to_recordset(${rows}::jsonb) as r(person_id uuid, line_id uuid, status_id uuid, institution_id uuid, village_code bigint,
    benefit text, outcome text, amount_fen bigint, payee text, fund_source text, decision_id uuid, note text, fingerprint text)`;
  await sql`update benefit_line l set superseded_by = r.line_id from ${list} where l.person_id = r.person_id and l.status_id = r.status_id
    and l.benefit = r.benefit and l.school_year = ${schoolYear} and l.superseded_by is null`.execute(tx);
  await sql`insert into benefit_line (person_id, line_id, status_id, institution_id, village_code, benefit, school_year, outcome, amount_fen, payee,
      fund_source, decision_id, decided_at, note, fingerprint)
    select person_id, line_id, status_id, institution_id, village_code, benefit, ${schoolYear}, outcome, amount_fen, payee, fund_source, decision_id,
      ${ctx.clock.now().toISOString()}::timestamptz, note, fingerprint from ${list}`.execute(tx);
}
