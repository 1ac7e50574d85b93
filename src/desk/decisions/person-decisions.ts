import { sql } from 'kysely';
import { readCitizenId } from '../../standards/index.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import {
  evaluate,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  rulesAsked,
  smallestChange,
  type Decision,
  type FactChange,
  type Facts,
} from '../../policy/index.ts';
import { INDEX } from '../../people/index.ts';
import { factsOfPerson, type PersonFacts } from '../../students/index.ts';
import { decisionErrors } from './errors.ts';

export type Answered = { decision: Decision; change: readonly FactChange[] | null };
export type PersonAnswers = {
  personId: string;
  name: string;
  idMask: string | null;
  person: PersonFacts;
  lawVersion: number;
  answers: Answered[];
};
export type Question = {
  personId: string;
  benefit?: string;
  on: string;
  knownAt: number | null;
  /** Day by whose end roll, wishes and applications were entered; everything until now when left out. */
  knownOn?: string | undefined;
};

/**
 * Asks the rules of a person's place on a day, on the facts as they stood then and were known at a publication number. What would change the
 * answer is worked out for offices only.
 * @throws NOT_FOUND outside the actor's scope, BENEFIT_UNKNOWN
 */
export async function answersAbout(tx: Tx, ctx: Context, actor: Actor, asked: Question): Promise<PersonAnswers> {
  const found = await personOf(tx, ctx, asked.personId);
  const person = await factsOfPerson(tx, found.person_id, asked.on, asked.knownAt, asked.knownOn);
  if (!person) throw errors.NOT_FOUND();
  const facts = { ...person.facts, ...(await receiptFacts(tx, found.person_id, asked.on)) };
  const { set, version } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(person.villageCode)));
  const rules = rulesAsked(set, law, asked.on, asked.benefit ?? null);
  if (rules.length === 0) throw decisionErrors.BENEFIT_UNKNOWN({ details: { benefit: asked.benefit ?? null } });
  const staff = actor.permissions.has('decision.make');
  const answers = rules.map((rule) => ({
    decision: evaluate(rule, facts, law, asked.on),
    change: staff ? smallestChange(rule, facts, law, asked.on) : null,
  }));
  return { personId: found.person_id, name: found.name, idMask: found.id_mask, person, lawVersion: version, answers };
}

/** Whether the subsidy of the school year was granted already, under any record of the same human. */
async function receiptFacts(tx: Tx, personId: string, on: string): Promise<Facts> {
  const { rows } = await sql`select 1 from receives_benefit(array[${personId}]::uuid[], 'yulu', ${on}::date)`.execute(
    tx,
  );
  return { yulu_paid_this_school_year: { value: rows.length > 0, source: '学籍和资金台账', asOf: on } };
}

/** By record, or by exact citizen number among the people the actor may see. */
async function personOf(tx: Tx, ctx: Context, asked: string) {
  const byNumber = /^[0-9a-f-]{36}$/i.test(asked) ? null : readCitizenId(asked);
  if (byNumber && !byNumber.ok) throw errors.NOT_FOUND();
  let query = tx.selectFrom('person').select(['person_id', 'name', 'id_mask']);
  query = byNumber
    ? query.where('id_index', '=', ctx.vault.index(INDEX.number, byNumber.id18)).where('id_state', '=', 'valid')
    : query.where('person_id', '=', asked);
  const row = await query.orderBy('created_seq', 'desc').limit(1).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
