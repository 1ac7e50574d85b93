import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { arrayText, rowsAsColumns } from '../../platform/postgres/rows-as-columns.ts';
import type { RecordMatch } from './match-records.ts';

/** What stands of a line: {@link RecordMatch} of an import, or a run's answer with the engine's rule as its reason. */
export type StandingMatch =
  | { decision: 'auto'; personId: string }
  | { decision: 'review'; rule: string; candidates: readonly { personId: string }[] }
  | { decision: 'none' };

/** A stored line of a list and what the register said of it. */
export type MatchedRecord = {
  personId: string;
  listRow: number;
  villageCode: number;
  match: RecordMatch | StandingMatch;
};
export type MatchedList = {
  source: 'students' | 'training_roster';
  listId: string;
  institutionId: string;
  seq: number;
};

const AT_ONCE = 5000;

/**
 * Keeps what the register said of the lines of a list, from publication `seq` on. What a person has decided, or proved with papers, stands; the same answer again
 * changes nothing; another closes the old one. Proved records need no link: equal valid numbers are one human everywhere.
 */
export async function storeMatches(
  tx: Tx,
  ctx: Context,
  list: MatchedList,
  records: readonly MatchedRecord[],
): Promise<void> {
  const inOrder = records.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  // While the database takes one part, the next is written down.
  let before: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < inOrder.length; from += AT_ONCE) {
    const part = inOrder.slice(from, from + AT_ONCE);
    const asked = standingOf(part);
    await before;
    before = asked.execute(tx).then(({ rows }) => storePart(tx, ctx, list, part, rows));
  }
  await before;
}

type Standing = { person_id: string; decision: string; register_person_id: string | null; candidates: string[] };

const answerOf = ({ match: m }: MatchedRecord) => ({
  decision: m.decision === 'review' ? 'offered' : m.decision,
  register: m.decision === 'auto' ? m.personId : null,
  offered: m.decision === 'review' ? m.candidates.map((c) => c.personId) : [],
});

/** What stands of the records of a part, asked person by person from the index: of a table that is just being filled the planner knows too little to find the way itself. */
function standingOf(part: readonly MatchedRecord[]) {
  return sql<Standing>`select m.* from unnest(${arrayText(part.map((r) => r.personId))}::uuid[]) as p(person_id) cross join lateral (
    select person_id, decision, register_person_id, candidates from record_match m where m.person_id = p.person_id and m.known_to is null limit 1) m`;
}

/** Writes only what differs from what stands: of a list that is there the first time nothing is closed, of one that comes again hardly anything is written. */
async function storePart(
  tx: Tx,
  ctx: Context,
  list: MatchedList,
  part: readonly MatchedRecord[],
  standing: readonly Standing[],
): Promise<void> {
  const known = new Map(standing.map((s) => [s.person_id, s]));
  const differing = part.filter((r) => {
    const [now, then] = [answerOf(r), known.get(r.personId)];
    if (then === undefined) return now.decision !== 'none';
    return (
      now.decision !== then.decision ||
      now.register !== then.register_person_id ||
      now.offered.join(' ') !== then.candidates.join(' ')
    );
  });
  if (differing.length === 0) return;
  const { close, open } = storedPart(ctx, list, differing);
  if (differing.some((r) => known.has(r.personId))) await close.execute(tx);
  await open.execute(tx);
}

/** What closes standing matches that the part has another answer for, and what opens its own. */
function storedPart(ctx: Context, list: MatchedList, part: readonly MatchedRecord[]) {
  const given = rowsAsColumns(part, {
    person_id: { type: 'uuid', of: (r) => r.personId },
    match_id: { type: 'uuid', of: () => ctx.newId() },
    list_row: { type: 'int', of: (r) => r.listRow },
    village_code: { type: 'bigint', of: (r) => r.villageCode },
    decision: { type: 'text', of: (r) => answerOf(r).decision },
    register_person_id: { type: 'uuid', of: (r) => answerOf(r).register },
    reason: { type: 'text', of: ({ match: m }) => (m.decision === 'review' ? m.rule : null) },
    offered: { type: 'text', of: (r) => JSON.stringify(answerOf(r).offered) },
  });
  // Asked person by person, from the index of what stands: of a table that is just being filled the planner knows too little to find the way itself.
  const close = sql`update record_match set known_to = ${list.seq} where known_to is null and person_id = any(array(
    select r.person_id from ${given} cross join lateral (select true from record_match m where m.person_id = r.person_id and m.known_to is null
      and m.decision in ('auto', 'offered') and not (m.decision = 'auto' and exists (select 1 from number_correction n where n.person_id = m.person_id))
      and (m.decision, m.register_person_id, m.candidates) is distinct from (r.decision, r.register_person_id, r.offered::jsonb) limit 1) o))`;
  const open = sql`insert into record_match (person_id, match_id, source, list_id, list_row, institution_id, village_code, decision, register_person_id, reason, candidates, known_from)
    select r.person_id, r.match_id, ${list.source}, ${list.listId}, r.list_row, ${list.institutionId}, r.village_code, r.decision, r.register_person_id, r.reason,
      r.offered::jsonb, ${list.seq}
    from ${given} where r.decision <> 'none' order by r.person_id on conflict (person_id) where known_to is null do nothing`;
  return { close, open };
}

/** Joins records of lists to persons of the register in the link book, where they are not joined already. */
export async function linkAll(
  tx: Tx,
  ctx: Context,
  pairs: readonly { record: string; person: string }[],
  certainty: 'proved' | 'inferred',
  rule: string,
): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map((p) => ({ ...p, link: ctx.newId() }));
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record uuid, person uuid, link uuid)`;
  const last = sql`lateral (select l.canonical_id, l.valid from identity_link l where l.person_id = r.person order by l.recorded_at desc, l.link_id desc limit 1) c`;
  const now = ctx.clock.now();
  const by = ctx.actor?.userId ?? 'system';
  const canonical = sql`case when c.valid then c.canonical_id else r.person end`;
  await sql`insert into identity_link (person_id, link_id, canonical_id, valid, certainty, rule, recorded_at, recorded_by)
    select r.record, r.link, ${canonical}, true, ${certainty}, ${rule}, ${now}, ${by} from ${given} left join ${last} on true
    where not exists (select 1 from (select l.canonical_id, l.valid from identity_link l where l.person_id = r.record order by l.recorded_at desc, l.link_id desc limit 1) o
      where o.valid and o.canonical_id = ${canonical})
    order by r.record`.execute(tx);
}
