import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { inRanges, scopeOf } from '../../organizations/index.ts';
import type { Annex1Figures } from '../annex1/figure.ts';
import { sumFigures } from '../report/report-figures.ts';
import { seasonTitle } from '../report/view/report-lines.ts';
import { ConsolidateInput } from '../report/report-schema.ts';
import { cityNames, standingAdjustments, tableOf, type ReportRow } from '../report/report-store.ts';

/** A row of the province's table: a city, or a school under its city. `reportId` names the locked version the figures stand in. */
export type ConsolidatedRow = {
  key: string;
  cityCode: number;
  city: string;
  name: string;
  schoolId: string | null;
  reportId: string;
  version: number;
  figures: Annex1Figures;
};
export type Consolidation = {
  title: string;
  rows: ConsolidatedRow[];
  total: Annex1Figures;
  accepted: number;
  expected: number;
  complete: boolean;
  /** Cities whose table has not been received. */
  without: string[];
};

/**
 * The province's table of a half year in the same six columns, from received (locked) versions only; the total is the sum of the cities' totals, and while a
 * city is missing it says so (SD2017-3.1-17). @throws NOT_FOUND
 */
export async function consolidateSeason(ctx: Context, input: ConsolidateInput): Promise<Consolidation> {
  const actor = authorise(ctx, 'report.receive');
  const { year, half, provinceCode, rows: by } = ConsolidateInput.parse(input);
  const areas = scopeOf(actor, provinceCode);
  return read(ctx, async (tx) => {
    const all = (await tx
      .selectFrom('report')
      .selectAll()
      .where('year', '=', year)
      .where('half', '=', half)
      .where((eb) => inRanges(eb, 'city_code', areas))
      .orderBy('city_code')
      .execute()) as unknown as ReportRow[];
    const codes = [...new Set(all.map((r) => r.city_code))];
    const names = await cityNames(tx, codes, all[0]?.due_on ?? ctx.clock.today());
    const received = all.filter((r) => r.state === 'received');
    const cities = await citiesOf(tx, received, names);
    const have = new Set(received.map((r) => r.city_code));
    return {
      title: seasonTitle(year, half),
      rows: by === 'cities' ? cities.map((c) => c.row) : cities.flatMap((c) => c.schools),
      total: sumFigures(cities.map((c) => c.row.figures)),
      accepted: have.size,
      expected: codes.length,
      complete: codes.length > 0 && have.size === codes.length,
      without: codes.filter((c) => !have.has(c)).map((c) => names.get(c) ?? String(c)),
    };
  });
}

async function citiesOf(tx: Tx, received: readonly ReportRow[], names: Map<number, string>) {
  const adjustments = await standingAdjustments(
    tx,
    received.map((r) => r.report_id),
  );
  return received.map((report) => {
    const table = tableOf(report.figures ?? [], adjustments.get(report.report_id) ?? []);
    const city = names.get(report.city_code) ?? String(report.city_code);
    const common = { cityCode: report.city_code, city, reportId: report.report_id, version: report.version };
    const row: ConsolidatedRow = {
      key: String(report.city_code),
      name: city,
      schoolId: null,
      figures: table.reported,
      ...common,
    };
    const schools = table.rows.map((r): ConsolidatedRow => ({
      key: `${report.city_code}-${r.schoolId}`,
      name: r.school,
      schoolId: r.schoolId,
      figures: r.reported,
      ...common,
    }));
    return { row, schools };
  });
}
