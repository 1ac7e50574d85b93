import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import type { Annex1Column, Annex1Figures } from '../../annex1/figure.ts';
import {
  countDifference,
  differenceOf,
  type CountedPerson,
  type DifferenceCounts,
  type DifferentPerson,
} from '../report-difference.ts';
import { reportErrors } from '../report-errors.ts';
import { CompareReports } from '../report-schema.ts';
import { adjustmentsOf, reportById, tableOf, type ReportRow } from '../report-store.ts';

export type DifferenceLine = DifferentPerson & {
  name: string;
  idMask: string | null;
  fromSchool: string | null;
  toSchool: string | null;
};
export type VersionDifference = {
  before: { reportId: string; version: number; reported: Annex1Figures };
  after: { reportId: string; version: number; reported: Annex1Figures; reason: string | null };
  counts: DifferenceCounts;
  /** What the adjustments alone change, by column. */
  adjusted: Record<Annex1Column, number>;
  persons: DifferenceLine[];
  /** More persons differ than are shown. */
  more: boolean;
};

const SHOWN = 500;

/**
 * What a version changes against the one before it (or a given one) of the same report: who was added, removed, corrected, by name as far as the reader may
 * see persons, and what the adjustments change.
 * @throws NOT_FOUND, REPORT_NOT_LOCKED before the version was submitted
 */
export async function compareReports(ctx: Context, input: CompareReports): Promise<VersionDifference> {
  authorise(ctx, 'report.read');
  const { reportId, withId } = CompareReports.parse(input);
  return read(ctx, async (tx) => {
    const after = await reportById(tx, reportId);
    const beforeId = withId ?? after.previous_id;
    if (beforeId === null) throw errors.NOT_FOUND();
    const before = await reportById(tx, beforeId);
    if (before.city_code !== after.city_code || before.duty !== after.duty || before.year !== after.year)
      throw errors.NOT_FOUND();
    if (before.count_id === null || after.count_id === null) throw reportErrors.REPORT_NOT_LOCKED();
    const [earlier, later] = await differingRows(tx, before.count_id, after.count_id);
    const lines = differenceOf(earlier, later);
    const tables = { before: await tableFor(tx, before), after: await tableFor(tx, after) };
    return {
      before: { reportId: before.report_id, version: before.version, reported: tables.before.reported },
      after: { reportId, version: after.version, reported: tables.after.reported, reason: after.reason },
      counts: countDifference(lines),
      adjusted: adjustedBy(tables),
      persons: await named(tx, lines.slice(0, SHOWN)),
      more: lines.length > SHOWN,
    };
  });
}

async function tableFor(tx: Tx, report: ReportRow) {
  return tableOf(report.figures ?? [], await adjustmentsOf(tx, report.report_id));
}

type Tables = Record<'before' | 'after', ReturnType<typeof tableOf>>;

function adjustedBy({ before, after }: Tables): Record<Annex1Column, number> {
  const by = (t: Tables['before'], c: Annex1Column) => (t.reported[c] ?? 0) - (t.computed[c] ?? 0);
  const columns = Object.keys(after.reported) as Annex1Column[];
  return Object.fromEntries(columns.map((c) => [c, by(after, c) - by(before, c)])) as Record<Annex1Column, number>;
}

type Differing = CountedPerson & { side: 'before' | 'after' };

/** Only rows that are not the same in both counts travel. */
async function differingRows(tx: Tx, before: string, after: string): Promise<[CountedPerson[], CountedPerson[]]> {
  const side = (
    own: string,
    other: string,
    name: string,
  ) => sql`select ${name} as side, c.person_id as "personId", c.institution_id as "schoolId", c.figure,
      c.facts::text as facts from report_counted c where c.report_id = ${own} and not exists (select 1 from report_counted o where o.report_id = ${other}
      and o.person_id = c.person_id and o.institution_id = c.institution_id and o.figure = c.figure and o.facts = c.facts)`;
  const { rows } =
    await sql<Differing>`${side(before, after, 'before')} union all ${side(after, before, 'after')}`.execute(tx);
  return [rows.filter((r) => r.side === 'before'), rows.filter((r) => r.side === 'after')];
}

async function named(tx: Tx, lines: readonly DifferentPerson[]): Promise<DifferenceLine[]> {
  if (lines.length === 0) return [];
  const persons = await tx
    .selectFrom('person')
    .select(['person_id', 'name', 'id_mask'])
    .where('person_id', 'in', [...new Set(lines.map((l) => l.personId))])
    .execute();
  const schoolIds = lines.flatMap((l) => [l.fromSchoolId, l.toSchoolId]).filter((s): s is string => s !== null);
  const schools = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name'])
    .where('institution_id', 'in', [...new Set(schoolIds)])
    .execute();
  const people = new Map(persons.map((p) => [p.person_id, p]));
  const school = (id: string | null) => schools.find((s) => s.institution_id === id)?.name ?? null;
  return lines.map((l) => ({
    ...l,
    name: people.get(l.personId)?.name ?? '（不在您的查看范围）',
    idMask: people.get(l.personId)?.id_mask ?? null,
    fromSchool: school(l.fromSchoolId),
    toSchool: school(l.toSchoolId),
  }));
}
