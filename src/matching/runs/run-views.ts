import { sql, type SqlBool } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { mustSeeRun } from './run-store.ts';
import { leansToSame, RULE_WORDS, reasonWords } from '../register/rule-words.ts';
import {
  ListResults,
  ListRuns,
  PairOf,
  RunId,
  type MatchResultLine,
  type MatchRunView,
  type ShownCorrection,
} from './run-schema.ts';
import type { Rule } from '../engine/deciding/result.ts';

const RUN = sql`r.run_id as "runId", r.title, r.source, r.unit_name as "unitName", r.as_of as "asOf", r.known_at as "knownAt", r.profile, r.state, r.job_id as "jobId",
  r.rows, r.changed, r.carried, coalesce(r.counts->'zones', '{"auto":0,"review":0,"none":0}') as zones, r.created_name as "createdName", r.created_at as "createdAt",
  r.finished_at as "finishedAt"`;
const OPEN = sql<SqlBool>`x.zone = 'review' and (x.decision is null or x.decision = 'asked' or x.stale)`;
const COUNTS = sql`(select count(*) from match_result x where x.run_id = r.run_id and ${OPEN}) as open,
  (select count(*) from match_result x where x.run_id = r.run_id and x.stale) as stale,
  (select count(*) from match_result x where x.run_id = r.run_id and cardinality(x.conflicts) > 0) as conflicts`;

/** Comparisons of the reader's area, newest first. */
export async function listRuns(ctx: Context, input: ListRuns): Promise<Page<MatchRunView>> {
  const actor = authorise(ctx, 'match.decide');
  const { page, size, source } = ListRuns.parse(input);
  return read(ctx, async (tx) => {
    const where = sql.join(
      [insideRanges('r.area_code', scopeOf(actor)), ...(source ? [sql`r.source = ${source}`] : [])],
      sql` and `,
    );
    const { rows } =
      await sql<MatchRunView>`select ${RUN}, ${COUNTS} from match_run r where ${where} order by r.created_at desc, r.run_id
      limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const total = await sql<{ n: number }>`select count(*) as n from match_run r where ${where}`.execute(tx);
    return { rows, total: total.rows[0]!.n, page, size };
  });
}

/** What a run was made of: inputs by hash, frozen parameters, counts by zone and by rule with their words. */
export type ShownRun = MatchRunView & {
  registerRows: number | null;
  /** Days of the two lists. */
  queriesDate: string | null;
  registerDate: string | null;
  queriesHash: string | null;
  registerHash: string | null;
  parametersHash: string;
  parametersVersion: string;
  previousRun: string | null;
  rules: { rule: string; words: string; count: number }[];
};

/** One comparison. @throws NOT_FOUND outside the area */
export async function showRun(ctx: Context, input: RunId): Promise<ShownRun> {
  authorise(ctx, 'match.decide');
  const { runId } = RunId.parse(input);
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<ShownRun, 'rules'> & { rules: Record<string, number> | null }>`
      select ${RUN}, ${COUNTS}, r.register_rows as "registerRows", r.queries_hash as "queriesHash", r.register_hash as "registerHash",
        r.parameters_hash as "parametersHash", r.parameters->>'version' as "parametersVersion", r.queries_date as "queriesDate", r.register_date as "registerDate", r.previous_run as "previousRun", r.counts->'rules' as rules
      from match_run r where r.run_id = ${runId}`.execute(tx);
    const run = rows[0];
    if (!run) throw errors.NOT_FOUND();
    const rules = Object.entries(run.rules ?? {})
      .map(([rule, count]) => ({ rule, words: wordsOf(rule), count }))
      .sort((a, b) => b.count - a.count);
    return { ...run, rules };
  });
}

const wordsOf = (rule: string): string => RULE_WORDS[rule as Rule] ?? rule;

const LINE = sql`x.row_no as "rowNo", x.record_person_id as "recordPersonId", x.name, x.sex, x.id_mask as "idMask", x.phone_mask as "phoneMask", x.school, x.zone, x.grade,
  x.rule, x.reason, x.conflicts, x.decision, x.stale, x.decided_name as "decidedName", x.decided_at as "decidedAt", x.decision_note as "decisionNote",
  coalesce(x.chosen_person_id, x.register_person_id) as "registerPersonId"`;

type Line = Omit<MatchResultLine, 'ruleWords' | 'reasonWords' | 'likely'> & { reason: string };

/** Rows of a run, every one with its reason: matched, to be reviewed, not matched; by rule, undecided, stale or in conflict. */
export async function listResults(ctx: Context, input: ListResults): Promise<Page<MatchResultLine>> {
  authorise(ctx, 'match.decide');
  const { page, size, runId, zone, rule, show } = ListResults.parse(input);
  await mustSeeRun(ctx, runId);
  return read(ctx, async (tx) => {
    const shown = {
      open: sql<SqlBool>`${OPEN}`,
      decided: sql<SqlBool>`x.decision is not null`,
      stale: sql<SqlBool>`x.stale`,
      conflict: sql<SqlBool>`cardinality(x.conflicts) > 0`,
    };
    const where = sql.join(
      [
        sql`x.run_id = ${runId}`,
        ...(zone ? [sql`x.zone = ${zone}`] : []),
        ...(rule ? [sql`x.rule = ${rule}`] : []),
        ...(show ? [shown[show]] : []),
      ],
      sql` and `,
    );
    const { rows } =
      await sql<Line>`select ${LINE} from match_result x where ${where} order by x.row_no limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const total = await sql<{ n: number }>`select count(*) as n from match_result x where ${where}`.execute(tx);
    return { rows: rows.map(lineOf), total: total.rows[0]!.n, page, size };
  });
}

const lineOf = ({ reason, ...line }: Line): MatchResultLine => ({
  ...line,
  ruleWords: wordsOf(line.rule),
  reasonWords: reasonWords(reason),
  likely: leansToSame(reason),
});

/** Somebody of the register beside the row: as the newest list has them, and what lists said of them before. */
export type PairPerson = {
  personId: string;
  name: string;
  sex: string | null;
  birth: string | null;
  idMask: string | null;
  phoneMask: string | null;
  village: string | null;
  householdNo: string | null;
  headName: string | null;
  relation: string | null;
  householdTypes: string[];
  listName: string | null;
  listRow: number | null;
  history: { at: string; title: string }[];
};
export type Pair = {
  line: MatchResultLine;
  /** The likely one first. */
  candidates: PairPerson[];
  recordHistory: { at: string; title: string }[];
  /** Row number of the next row nobody has decided; null when all are done. */
  next: number | null;
  left: number;
  /** What the village that was asked said; null while it has not. */
  villageSaid: { outcome: string; at: string } | null;
  /** Numbers put right with papers, newest first. */
  corrections: ShownCorrection[];
  /** The row's match carries money: by the engine, or since a correction. */
  proved: boolean;
};

/**
 * A doubtful row beside those who are offered for it, with both histories, and which row comes next. Offered persons may live anywhere, so they are
 * looked up with the system's view; names and masks only. @throws NOT_FOUND
 */
export async function showPair(ctx: Context, input: PairOf): Promise<Pair> {
  authorise(ctx, 'match.decide');
  const { runId, rowNo } = PairOf.parse(input);
  await mustSeeRun(ctx, runId);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<
      Line & { candidates: string[]; registerOf: string | null }
    >`select ${LINE}, x.candidates, x.register_person_id as "registerOf"
      from match_result x where x.run_id = ${runId} and x.row_no = ${rowNo}`.execute(tx);
    const found = rows[0];
    if (!found) throw errors.NOT_FOUND();
    const { candidates: offered, registerOf, ...line } = found;
    const ids = offered.length > 0 ? offered : registerOf ? [registerOf] : [];
    const histories = await historyOf(tx, [...ids, ...(line.recordPersonId ? [line.recordPersonId] : [])]);
    const persons = new Map((await personsOf(tx, ids)).map((p) => [p.personId, p]));
    const after = await sql<{
      next: number | null;
      left: number;
    }>`select (select min(x.row_no) from match_result x where x.run_id = ${runId} and ${OPEN} and x.row_no > ${rowNo}) as next,
      (select count(*) from match_result x where x.run_id = ${runId} and ${OPEN} and x.row_no <> ${rowNo}) as left`.execute(
      tx,
    );
    return {
      line: lineOf(line),
      candidates: ids.flatMap((id) => {
        const person = persons.get(id);
        return person ? [{ ...person, history: histories.get(id) ?? [] }] : [];
      }),
      recordHistory: line.recordPersonId ? (histories.get(line.recordPersonId) ?? []) : [],
      ...after.rows[0]!,
      ...(await afterwards(tx, runId, rowNo)),
    };
  });
}

/** What came of a row after it was decided or asked about. */
async function afterwards(
  tx: Tx,
  runId: string,
  rowNo: number,
): Promise<Pick<Pair, 'villageSaid' | 'corrections' | 'proved'>> {
  const { rows: corrections } =
    await sql<ShownCorrection>`select n.side, n.was_mask as was, n.now_mask as now, n.name_now as "nameNow", n.file_id as "fileId",
      n.corrected_name as by, n.corrected_at as at, n.reason
    from number_correction n where n.run_id = ${runId} and n.row_no = ${rowNo} order by n.corrected_at desc`.execute(
      tx,
    );
  const { rows } = await sql<{ outcome: string | null; at: Date | null; proved: boolean }>`
    select t.outcome, t.closed_at as at, x.zone = 'auto' and x.grade = 'proved' or exists (select 1 from record_match m where m.person_id = x.record_person_id
      and m.known_to is null and m.decision = 'auto') as proved
    from match_result x left join task t on t.task_id = x.task_id and t.state <> 'open' where x.run_id = ${runId} and x.row_no = ${rowNo}`.execute(
    tx,
  );
  const { outcome, at, proved } = rows[0]!;
  const villageSaid = outcome === null || at === null ? null : { outcome, at: at.toISOString() };
  return { corrections, proved, villageSaid };
}

async function personsOf(tx: Tx, ids: readonly string[]): Promise<Omit<PairPerson, 'history'>[]> {
  const { rows } = await sql<Omit<PairPerson, 'history'>>`
    select p.person_id as "personId", p.name, p.sex, p.birth, p.id_mask as "idMask", p.phone_mask as "phoneMask", d.full_name as village, h.household_no as "householdNo",
      h.head_name as "headName", c.relation, coalesce(c.household_types, '{}') as "householdTypes", l.file_name as "listName", c.list_row as "listRow"
    from person p left join lateral (select s.* from person_status s where s.person_id = p.person_id and s.known_to is null order by s.valid_to is null desc, s.valid_from desc limit 1) c on true
      left join household h on h.household_id = p.household_id left join source_list l on l.list_id = c.list_id
      left join lateral (select full_name from division d where d.code = p.village_code order by d.valid_from desc limit 1) d on true
    where p.person_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

async function historyOf(tx: Tx, ids: readonly string[]): Promise<Map<string, { at: string; title: string }[]>> {
  const { rows } = await sql<{ id: string; at: Date; title: string }>`select person_id as id, at, title from (
      select person_id, at, title from timeline_people where person_id = any(${[...ids]}::uuid[])
      union all select person_id, at, title from timeline_students where person_id = any(${[...ids]}::uuid[])) t order by at desc limit 60`.execute(
    tx,
  );
  const byPerson = Map.groupBy(rows, (r) => r.id);
  return new Map([...byPerson].map(([id, of]) => [id, of.map((r) => ({ at: r.at.toISOString(), title: r.title }))]));
}

/** A list that can be compared: a school's roll or an institution's rosters, with the day of its newest list. */
export type ComparableList = {
  source: 'students' | 'training_roster';
  institutionId: string;
  name: string;
  rows: number;
  listDate: string;
};

/** Rolls and rosters of the reader's area that are there to be compared. */
export async function listComparable(ctx: Context): Promise<{ rows: ComparableList[] }> {
  const actor = authorise(ctx, 'match.decide');
  return read(ctx, async (tx) => {
    const { rows } = await sql<ComparableList>`
      select l.source, l.institution_id as "institutionId", i.name, l.rows, l.listed as "listDate" from (
        select 'students' as source, s.institution_id, count(*)::int as rows, max(c.list_date) as listed
          from student_listing s join source_list c on c.list_id = s.list_id where s.known_to is null group by 2
        union all select 'training_roster', t.institution_id, count(*)::int, max(c.list_date)
          from training_participation t join source_list c on c.list_id = t.list_id where t.known_to is null group by 2) l
      join institution i on i.institution_id = l.institution_id where ${insideRanges('i.location_code', scopeOf(actor))}
      order by l.source, i.name limit 500`.execute(tx);
    return { rows };
  });
}
