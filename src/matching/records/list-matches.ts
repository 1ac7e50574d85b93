import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { ListMatches } from '../schema.ts';

/** A person of the register offered for a line. */
export type OfferedPerson = {
  personId: string;
  name: string;
  sex: string | null;
  idMask: string | null;
  phoneMask: string | null;
  village: string | null;
  /** Row of the register's list. */
  registerRow: number | null;
  householdTypes: string[];
};

/** A line whose person in the register is in doubt, with those who are offered. */
export type DoubtfulMatch = {
  personId: string;
  source: 'students' | 'training_roster';
  institution: string;
  listId: string;
  fileName: string;
  row: number;
  name: string;
  sex: string | null;
  idMask: string | null;
  reason: string | null;
  decision: string;
  decidedName: string | null;
  decidedAt: string | null;
  note: string | null;
  registerPersonId: string | null;
  candidates: OfferedPerson[];
};

type Row = Omit<DoubtfulMatch, 'candidates' | 'decidedAt'> & { decidedAt: Date | null; offered: string[] };

/**
 * Lines of rolls and rosters of the reader's area whose person in the register somebody must decide, or has decided. Names and masks only. The
 * offered person may live elsewhere in the province, so candidates are looked up with the system's view.
 */
export async function listMatches(
  ctx: Context,
  input: ListMatches,
): Promise<{ rows: DoubtfulMatch[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'match.decide');
  const { page, size, state, source, listId } = ListMatches.parse(input);
  const where = sql.join(
    [
      insideRanges('m.village_code', scopeOf(actor)),
      sql`m.known_to is null`,
      state === 'open'
        ? sql`m.decision = 'offered'`
        : state === 'done'
          ? sql`m.decision in ('decided', 'refused')`
          : sql`m.decision <> 'auto'`,
      ...(source ? [sql`m.source = ${source}`] : []),
      ...(listId ? [sql`m.list_id = ${listId}`] : []),
    ],
    sql` and `,
  );
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<Row>`
      select m.person_id as "personId", m.source, i.name as institution, m.list_id as "listId", l.file_name as "fileName", m.list_row as row, p.name, p.sex,
        p.id_mask as "idMask", m.reason, m.decision, m.decided_name as "decidedName", m.decided_at as "decidedAt", m.note, m.register_person_id as "registerPersonId",
        m.candidates as offered
      from record_match m join person p on p.person_id = m.person_id join institution i on i.institution_id = m.institution_id join source_list l on l.list_id = m.list_id
      where ${where} order by i.name, m.source, m.list_row limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const { rows: counted } = await sql<{ n: number }>`select count(*) as n from record_match m where ${where}`.execute(
      tx,
    );
    const people = await sql<OfferedPerson>`
      select distinct on (p.person_id) p.person_id as "personId", p.name, p.sex, p.id_mask as "idMask", p.phone_mask as "phoneMask", d.full_name as village,
        c.list_row as "registerRow", coalesce(c.household_types, '{}') as "householdTypes"
      from person p left join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
        left join division d on d.code = p.village_code and d.valid_to is null
      where p.person_id = any(${rows.flatMap((r) => r.offered)}::uuid[]) order by p.person_id`.execute(tx);
    const byId = new Map(people.rows.map((p) => [p.personId, p]));
    const shown = rows.map(({ offered, decidedAt, ...r }) => ({
      ...r,
      decidedAt: decidedAt?.toISOString() ?? null,
      candidates: offered.flatMap((id) => byId.get(id) ?? []),
    }));
    return { rows: shown, total: counted[0]!.n, page, size };
  });
}
