import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { BENEFITS, NOTES, SIX_ITEMS, type Benefit, type Note } from './benefit-names.ts';
import { ListIncomplete } from '../schema.ts';

export type IncompleteRow = {
  statusId: string;
  personId: string;
  name: string;
  schoolName: string;
  /** Items that are not settled for this entitled student, each with why. */
  lacks: { benefit: Benefit; name: string; why: string }[];
};

export type Incomplete = {
  rows: IncompleteRow[];
  total: number;
  page: number;
  size: number;
  /** Students with at least one of the six items granted, and how many of them have all six settled (granted with its sum, or not applicable). */
  entitled: number;
  complete: number;
};

type Row = {
  status_id: string;
  person_id: string;
  name: string;
  school_name: string;
  lacks: { benefit: Benefit; note: Note | null }[];
};

/**
 * Who of the entitled lacks an item of the card in a school year: a line that is open or held, or a granted sum that nobody has set. Of the school, or of the
 * reader's area; of one item when told. A day student's accommodation is settled.
 */
export async function listIncomplete(ctx: Context, input: ListIncomplete): Promise<Incomplete> {
  const actor = authorise(ctx, 'benefit.read');
  const given = ListIncomplete.parse(input);
  const schoolYear = given.schoolYear ?? schoolYearOf(plainDate(ctx.clock.today())).label;
  const school = actor.line === 'school' ? actor.institutionId : (given.institutionId ?? null);
  const areas = actor.line === 'school' ? [{ lo: 0, hi: 1_000_000_000_000 }] : scopeOf(actor);
  const lines = sql`from benefit_line l where l.school_year = ${schoolYear} and l.superseded_by is null and l.benefit = any (${[...SIX_ITEMS]})
    and (${school}::uuid is null or l.institution_id = ${school}::uuid)
    and (${sql.join(
      areas.map((a) => sql`(l.village_code >= ${a.lo} and l.village_code < ${a.hi})`),
      sql` or `,
    )})`;
  const open = sql`l.outcome = 'unknown' or (l.outcome = 'granted' and l.note is not null)`;
  const cards = sql`select l.person_id, l.status_id, bool_or(l.outcome = 'granted' or l.note like 'match%') as entitled,
      coalesce(jsonb_agg(jsonb_build_object('benefit', l.benefit, 'note', l.note)) filter (where (${open})
        and (${given.benefit ?? null}::text is null or l.benefit = ${given.benefit ?? null})), '[]') as lacks
    ${lines} group by l.person_id, l.status_id`;
  return read(ctx, async (tx) => {
    const counts = await sql<{
      entitled: number;
      lacking: number;
    }>`select count(*) as entitled, count(*) filter (where lacks <> '[]') as lacking
      from (${cards}) c where entitled`.execute(tx);
    const { rows } = await sql<Row>`select c.status_id, c.person_id, p.name, i.name as school_name, c.lacks
      from (${cards}) c join person p on p.person_id = c.person_id join student_status s on s.person_id = c.person_id and s.status_id = c.status_id
        join institution i on i.institution_id = s.institution_id
      where c.entitled and c.lacks <> '[]' order by p.name_sort, c.status_id limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(
      tx,
    );
    const { entitled, lacking } = counts.rows[0]!;
    return {
      rows: rows.map(rowOf),
      total: lacking,
      page: given.page,
      size: given.size,
      entitled,
      complete: entitled - lacking,
    };
  });
}

function rowOf(row: Row): IncompleteRow {
  const lacks = SIX_ITEMS.flatMap((name) => {
    const line = row.lacks.find((l) => l.benefit === name);
    return line ? [{ benefit: name, name: BENEFITS[name], why: line.note ? NOTES[line.note].zh : '情况尚未弄清' }] : [];
  });
  return { statusId: row.status_id, personId: row.person_id, name: row.name, schoolName: row.school_name, lacks };
}
