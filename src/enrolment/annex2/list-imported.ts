import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { explain, type Decision } from '../../policy/index.ts';
import { completedYears } from '../../people/index.ts';
import { ListImported } from '../schema-city.ts';

export type ImportedRow = {
  id: string;
  personId: string;
  number: string;
  year: number;
  name: string;
  sex: string | null;
  age: number | null;
  education: string | null;
  villageName: string | null;
  schoolName: string | null;
  major: string | null;
  level: string | null;
  eligibility: string | null;
  /** What the rules say against this person, in words; none when they say yes. */
  against: string[];
  /** Held until the city decides with a reason. */
  held: boolean;
  heard: { at: string; by: string; reason: string } | null;
  row: number | null;
};

export type ImportedPage = Page<ImportedRow> & {
  /** Schools that still have persons without a major, with their number: one choice may serve many. */
  schools: { schoolName: string; year: number; institutionId: string | null; toChoose: number }[];
};

/** Persons of the actor's city who came by a form and wait at the city step: without a major, held because the rules say no, or ready (SD2017 附件2). */
export async function listImported(ctx: Context, input: ListImported): Promise<ImportedPage> {
  const actor = authorise(ctx, 'admission.decide');
  const { page, size, show, school, year } = ListImported.parse(input);
  return read(ctx, async (tx) => {
    const waiting = tx
      .selectFrom('application as a')
      .where('a.entered_as', '=', 'imported_at_city')
      .where('a.state', '=', 'city_accepted')
      .where((eb) => inAreas(eb, 'a.city_code', actor));
    let query = waiting;
    if (show) query = query.where(CONDITIONS[show]);
    if (school) query = query.where('a.school_name', '=', school);
    if (year !== undefined) query = query.where('a.year', '=', year);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .leftJoin('person as p', 'p.person_id', 'a.person_id')
      .select(['a.application_id', 'a.person_id', 'a.number', 'a.year', 'a.person_name', 'a.school_name', 'a.major'])
      .select(['a.level', 'a.eligibility', 'a.decision_id', 'a.doubt_heard_at', 'a.list_row', 'p.sex', 'p.birth'])
      .select(
        sql<
          string | null
        >`(select s.education from person_status s where s.person_id = a.person_id and s.known_to is null
        and s.valid_to is null limit 1)`.as('education'),
      )
      .select(
        sql<
          string | null
        >`(select v.name from division v where v.code = a.village_code order by v.valid_from desc limit 1)`.as(
          'village',
        ),
      )
      .orderBy('a.school_name')
      .orderBy('a.list_row')
      .orderBy('a.application_id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const against = await reasonsAgainst(tx, rows);
    const heard = await hearings(tx, rows);
    const schools = await waiting
      .where(CONDITIONS.to_choose)
      .where('a.school_name', 'is not', null)
      .select(['a.school_name', 'a.year', 'a.institution_id'])
      .select((eb) => eb.fn.countAll<number>().as('toChoose'))
      .groupBy(['a.school_name', 'a.year', 'a.institution_id'])
      .orderBy('a.school_name')
      .execute();
    const today = ctx.clock.today();
    return {
      total,
      page,
      size,
      rows: rows.map((r) => ({
        id: r.application_id,
        personId: r.person_id,
        number: r.number,
        year: r.year,
        name: r.person_name,
        sex: r.sex,
        age: r.birth === null ? null : completedYears(r.birth, today),
        education: r.education,
        villageName: r.village,
        schoolName: r.school_name,
        major: r.major,
        level: r.level,
        eligibility: r.eligibility,
        against: against.get(r.application_id) ?? [],
        held: r.eligibility === 'no' && r.doubt_heard_at === null,
        heard: heard.get(r.application_id) ?? null,
        row: r.list_row,
      })),
      schools: schools.map((s) => ({
        schoolName: s.school_name!,
        year: s.year,
        institutionId: s.institution_id,
        toChoose: s.toChoose,
      })),
    };
  });
}

const CONDITIONS: Record<'to_choose' | 'held' | 'ready', RawBuilder<SqlBool>> = {
  to_choose: sql<SqlBool>`a.entry_key is null`,
  held: sql<SqlBool>`a.eligibility = 'no' and a.doubt_heard_at is null`,
  ready: sql<SqlBool>`a.entry_key is not null and (a.eligibility is distinct from 'no' or a.doubt_heard_at is not null)`,
};

type Decided = { application_id: string; person_id: string; decision_id: string | null; eligibility: string | null };

async function reasonsAgainst(tx: Tx, rows: readonly Decided[]): Promise<Map<string, string[]>> {
  const asked = rows.filter((r) => r.eligibility === 'no' && r.decision_id !== null);
  if (asked.length === 0) return new Map();
  const decisions = await tx
    .selectFrom('policy_decision')
    .select(['person_id', 'decision_id', 'decision'])
    .where(
      'person_id',
      'in',
      asked.map((r) => r.person_id),
    )
    .where(
      'decision_id',
      'in',
      asked.map((r) => r.decision_id!),
    )
    .execute();
  const byId = new Map(decisions.map((d) => [d.decision_id, d.decision as unknown as Decision]));
  return new Map(asked.map((r) => [r.application_id, wordsAgainst(byId.get(r.decision_id!))]));
}

/** The list and day in an explanation's sentence: the file of the case tells them, a list has no room. */
const SOURCE = /（[^（）]*\d{4}年\d{1,2}月\d{1,2}日[^（）]*）/g;

/** The lines of an explanation that fail. */
function wordsAgainst(decision: Decision | undefined): string[] {
  if (decision === undefined) return [];
  return explain(decision, 'zh').flatMap((line) =>
    line.startsWith('✗ ') ? [line.slice(2).replaceAll(SOURCE, '')] : [],
  );
}

async function hearings(
  tx: Tx,
  rows: readonly { application_id: string; person_id: string; doubt_heard_at: Date | null }[],
) {
  const asked = rows.filter((r) => r.doubt_heard_at !== null);
  if (asked.length === 0) return new Map<string, ImportedRow['heard']>();
  const events = await tx
    .selectFrom('application_event')
    .select(['application_id', 'at', 'user_name', 'reason'])
    .where('event', '=', 'hear_doubt')
    .where(
      'person_id',
      'in',
      asked.map((r) => r.person_id),
    )
    .where(
      'application_id',
      'in',
      asked.map((r) => r.application_id),
    )
    .orderBy('seq')
    .execute();
  return new Map(
    events.map((e) => [e.application_id, { at: e.at.toISOString(), by: e.user_name, reason: e.reason ?? '' }]),
  );
}
