import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { mayShow, type Line } from '../../../organizations/index.ts';
import { logDisclosure } from '../../../people/index.ts';
import type { Annex1Column } from '../../annex1/figure.ts';
import { reportErrors } from '../report-errors.ts';
import { ReportCell } from '../report-schema.ts';
import { adjustmentsOf, reportById } from '../report-store.ts';

export type CellPerson = {
  personId: string;
  schoolId: string;
  name: string;
  sex: string | null;
  idMask: string | null;
  school: string;
  village: string | null;
  match: 'auto' | 'decided';
  facts: Record<string, unknown>;
};
export type CellAnswer = {
  figure: Annex1Column;
  school: string | null;
  computed: number;
  adjustments: { delta: number; reason: string; school: string }[];
  reported: number;
  rows: CellPerson[];
  next: string | null;
};

/**
 * Opens a cell of a submitted table: the persons copied for it, masked, to the level the reader's line may see; each opening is in the read log with its
 * number of persons.
 * @throws NOT_FOUND, REPORT_NOT_LOCKED
 */
export async function reportCell(ctx: Context, input: ReportCell): Promise<CellAnswer> {
  const actor = authorise(ctx, 'report.read');
  const wanted = ReportCell.parse(input);
  const line = actor.line as Line;
  const persons = actor.permissions.has('people.read') && mayShow(line, 'report_counted', 'person_id');
  // house-rule: no change, but for the line of the read log
  return transaction(ctx, async (tx) => {
    const report = await reportById(tx, wanted.reportId);
    if (report.count_id === null || report.figures === null) throw reportErrors.REPORT_NOT_LOCKED();
    const cells = report.figures.filter((r) => wanted.schoolId === undefined || r.schoolId === wanted.schoolId);
    const computed = cells.reduce((sum, r) => sum + (r.figures[wanted.figure] ?? 0), 0);
    const adjustments = (await adjustmentsOf(tx, wanted.reportId))
      .filter((a) => a.withdrawn_at === null && a.figure === wanted.figure)
      .filter((a) => wanted.schoolId === undefined || a.institution_id === wanted.schoolId)
      .map((a) => ({ delta: a.delta, reason: a.reason, school: a.school_name }));
    const rows = persons ? await personsOf(tx, report.count_id, wanted, mayShow(line, 'person', 'id_mask')) : [];
    if (rows.length > 0)
      await logDisclosure(tx, ctx, {
        act: 'open_file',
        personId: null,
        persons: rows.length,
        purpose: '查看报表数字背后的人员',
        detail: { reportId: report.report_id, figure: wanted.figure },
      });
    return {
      figure: wanted.figure,
      school: wanted.schoolId === undefined ? null : (cells[0]?.school ?? null),
      computed,
      adjustments,
      reported: computed + adjustments.reduce((sum, a) => sum + a.delta, 0),
      rows,
      next: rows.length === wanted.limit ? nextOf(rows.at(-1)!) : null,
    };
  });
}

/** Where the next page begins. */
export const nextOf = (last: CellPerson): string => `${last.personId}.${last.schoolId}`;

type Wanted = { figure: Annex1Column; schoolId?: string | undefined; after?: string | undefined; limit: number };

/**
 * A page of the persons copied for a cell, in the order of their register records; the page is cut before anything is joined to it. `after` is
 * what {@link nextOf} said of the page before.
 */
export async function personsOf(tx: Tx, countId: string, wanted: Wanted, numbers: boolean): Promise<CellPerson[]> {
  const [person, school] = wanted.after?.split('.') ?? [];
  const { rows } = await sql<CellPerson>`
    with page as materialized (select person_id, institution_id, village_code, match, facts from report_counted where report_id = ${countId} and figure = ${wanted.figure}
      ${wanted.schoolId === undefined ? sql`` : sql`and institution_id = ${wanted.schoolId}`}
      ${person === undefined ? sql`` : sql`and (person_id, institution_id) > (${person}::uuid, ${school}::uuid)`}
      order by person_id, institution_id limit ${wanted.limit})
    select c.person_id as "personId", c.institution_id as "schoolId", p.name, p.sex, ${numbers ? sql`p.id_mask` : sql`null`} as "idMask", i.name as school, d.name as village, c.match, c.facts
    from page c join person p on p.person_id = c.person_id join institution i on i.institution_id = c.institution_id
      left join division d on d.code = c.village_code and d.valid_to is null
    order by c.person_id, c.institution_id`.execute(tx);
  return rows;
}
