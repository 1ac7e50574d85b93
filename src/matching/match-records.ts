import { sql } from 'kysely';
import { INDEX, isNear, matchRegister, registerLookup, type MatchQuery, type RegisterPerson } from '../people/index.ts';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import { nameEquals, nameKey, queryTokens } from '../standards/index.ts';
import type { ProblemKind } from '../standards/cleaning/index.ts';

/** A line of a roll or roster that names a person; `row` is the caller's own key. */
export type RecordQuery = MatchQuery & { row: number };

/** A person of the register who is offered for a line. */
export type RecordCandidate = { personId: string; name: string; villageCode: number };

/**
 * What the register says of a line. Only `auto` (equal valid number and equal name) may stand alone; `review` offers persons, the likeliest
 * first, and a person decides; `none` is nobody of the register.
 */
export type RecordMatch =
  | ({ decision: 'auto' } & RecordCandidate)
  | { decision: 'review'; reason: ProblemKind; candidates: RecordCandidate[] }
  | { decision: 'none' };

type Known = RegisterPerson & { householdId: string | null };
const AT_ONCE = 2000;

/**
 * Finds the persons of the register for the lines of a list. The one door through which rolls and rosters ask, so that a stronger way of
 * matching takes its place here. Sees what the transaction sees: lists of schools are matched with the system's view.
 */
export async function matchRecords(
  tx: Tx,
  vault: Vault,
  area: { lo: number; hi: number },
  rows: readonly RecordQuery[],
): Promise<Map<number, RecordMatch>> {
  const found = new Map<number, RecordMatch>();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE);
    const known = await candidatesFor(tx, vault, area, part);
    const lookup = registerLookup(known);
    const households = await householdsOf(tx, vault, known, part);
    for (const row of part) found.set(row.row, matchOne(row, lookup, households));
    const alone = part.filter(
      (row) => row.idNumber !== null && row.name !== null && found.get(row.row)!.decision === 'none',
    );
    for (const [row, match] of await besideDamaged(tx, vault, area, alone)) found.set(row, match);
  }
  return found;
}

/**
 * Lines with a whole number of nobody whose namesake lives with somebody whose number in the register is damaged and nearly that one: the line
 * carries the number of another member of the household.
 */
async function besideDamaged(
  tx: Tx,
  vault: Vault,
  area: { lo: number; hi: number },
  rows: readonly RecordQuery[],
): Promise<Map<number, RecordMatch>> {
  const matches = new Map<number, RecordMatch>();
  if (rows.length === 0) return matches;
  const damaged = await persons(
    tx,
    vault,
    sql`p.household_id in (select n.household_id from person n join person d on d.household_id = n.household_id and d.id_state = 'doubtful' and d.person_id <> n.person_id
      where n.person_id in (select person_id from person_token where token = any(${piecesOf(vault, rows)}::bigint[]) and village_code >= ${area.lo} and village_code < ${area.hi}))`,
  );
  const households = Map.groupBy(damaged, (p) => p.householdId ?? '');
  for (const row of rows) {
    for (const members of households.values()) {
      const owner = members.find((m) => m.idWritten.length >= 15 && isNear(row.idNumber!, m.idWritten));
      const named = owner && members.find((m) => m !== owner && nameEquals(m.name, row.name!));
      if (named)
        matches.set(row.row, { decision: 'review', reason: 'id_of_other_member', candidates: [candidate(named)] });
    }
  }
  return matches;
}

/** Search tokens of the whole names of lines. */
const piecesOf = (vault: Vault, rows: readonly RecordQuery[]): string[] =>
  [...new Set(rows.flatMap((r) => queryTokens(r.name ?? '').slice(0, 1)))].map((t) =>
    vault.token(INDEX.name, t).toString(),
  );

function matchOne(
  query: RecordQuery,
  lookup: ReturnType<typeof registerLookup>,
  households: Map<string, Known[]>,
): RecordMatch {
  const match = matchRegister(query, lookup);
  if (match.decision === 'none') return { decision: 'none' };
  if (match.decision === 'auto') return { decision: 'auto', ...candidate(match.person) };
  const named = query.idNumber === null ? undefined : lookup.byNumber(query.idNumber)[0];
  const member = named && query.name !== null ? memberCalled(query.name, named as Known, households) : undefined;
  if (member && named) {
    const twin = named.idNumber !== null && member.idNumber?.slice(6, 14) === named.idNumber.slice(6, 14);
    const others = match.candidates.filter((c) => c.key !== member.key);
    return {
      decision: 'review',
      reason: twin ? 'id_of_twin' : 'id_of_other_member',
      candidates: [member, ...others].map(candidate),
    };
  }
  const candidates = [match.person, ...match.candidates.filter((c) => c.key !== match.person.key)].map(candidate);
  return { decision: 'review', reason: match.reason, candidates };
}

const candidate = (p: RegisterPerson): RecordCandidate => ({
  personId: p.key,
  name: p.name,
  villageCode: p.villageCode,
});

/** Somebody of the household that the number belongs to who has the name of the line. */
function memberCalled(name: string, owner: Known, households: Map<string, Known[]>): Known | undefined {
  if (owner.householdId === null) return undefined;
  return households.get(owner.householdId)?.find((m) => m.key !== owner.key && nameEquals(m.name, name));
}

/** Persons of the register with a number of the list; with a name of it where the number does not hold here or there. */
async function candidatesFor(
  tx: Tx,
  vault: Vault,
  area: { lo: number; hi: number },
  rows: readonly RecordQuery[],
): Promise<Known[]> {
  const numbers = rows.flatMap((r) =>
    r.idNumber === null ? [] : [vault.index(INDEX.number, r.idNumber)!.toString('hex')],
  );
  const namesOf = (list: readonly RecordQuery[]) => [
    ...new Set(list.flatMap((r) => (r.name === null ? [] : [nameKey(r.name)]))),
  ];
  const damaged = rows.filter((r) => r.idNumber === null && r.name !== null);
  const pieces = piecesOf(vault, damaged);
  const whole = namesOf(rows.filter((r) => r.idNumber !== null));
  return persons(
    tx,
    vault,
    sql`p.person_id in (
      select person_id from person where id_index = any(array(select decode(x, 'hex') from unnest(${numbers}::text[]) x)) and id_state = 'valid'
      union select person_id from person_token where token = any(${pieces}::bigint[]) and village_code >= ${area.lo} and village_code < ${area.hi}
      union select person_id from person where name_key = any(${whole}::text[]) and id_state <> 'valid' and source = 'assisted_register'
        and village_code >= ${area.lo} and village_code < ${area.hi})`,
  );
}

async function householdsOf(
  tx: Tx,
  vault: Vault,
  known: readonly Known[],
  rows: readonly RecordQuery[],
): Promise<Map<string, Known[]>> {
  const byNumber = new Map(known.filter((k) => k.idNumber !== null).map((k) => [k.idNumber!, k]));
  const odd = rows.flatMap((r) => {
    const owner = r.idNumber === null ? undefined : byNumber.get(r.idNumber);
    return owner && owner.householdId !== null && (r.name === null || !nameEquals(owner.name, r.name))
      ? [owner.householdId]
      : [];
  });
  if (odd.length === 0) return new Map();
  const members = await persons(tx, vault, sql`p.household_id = any(${[...new Set(odd)]}::uuid[])`);
  return Map.groupBy(members, (m) => m.householdId ?? '');
}

type Row = {
  person_id: string;
  name: string;
  id_number: Buffer | null;
  id_state: string;
  phone: Buffer | null;
  address: Buffer | null;
  village_code: number;
  household_id: string | null;
  household_no: string | null;
  head_name: string | null;
  written: Buffer | null;
};

/** Persons now in the register; of a number that does not hold, what was written is opened from the list's findings. */
async function persons(tx: Tx, vault: Vault, which: ReturnType<typeof sql>): Promise<Known[]> {
  const { rows } = await sql<Row>`
    select p.person_id, p.name, p.id_number, p.id_state, p.phone, p.address, p.village_code, p.household_id, h.household_no, h.head_name,
      case when p.id_state = 'doubtful' then (select f.was from person_status c join import_problem f on f.list_id = c.list_id and f.list_row = c.list_row and f.field = 'id_number'
        where c.person_id = p.person_id and c.known_to is null and c.valid_to is null order by f.decision <> 'review', f.seq limit 1) end as written
    from person p left join household h on h.household_id = p.household_id
    where ${which} and p.source = 'assisted_register'
      and exists (select 1 from person_status c where c.person_id = p.person_id and c.known_to is null and c.valid_to is null)
    order by p.person_id`.execute(tx);
  return rows.map((p) => ({
    key: p.person_id,
    name: p.name,
    idNumber: p.id_state === 'valid' ? vault.decrypt(p.id_number) : null,
    idWritten: p.id_state === 'valid' ? '' : charactersOf(vault.decrypt(p.written)),
    phone: vault.decrypt(p.phone),
    householdNo: p.household_no,
    headName: p.head_name,
    villageCode: p.village_code,
    address: vault.decrypt(p.address),
    householdId: p.household_id,
  }));
}

/** A written number without what is no part of it. */
const charactersOf = (text: string | null): string =>
  (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9XE.+]/g, '');
