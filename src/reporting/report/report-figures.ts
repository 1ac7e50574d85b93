import { ANNEX1_COLUMNS, BLANK_FIGURES, totalOf, type Annex1Column, type Annex1Figures } from '../annex1/figure.ts';

/** The six headings of Annex 1, word for word (SD2017 附件1). */
export const FIGURE_TITLES: Readonly<Record<Annex1Column, string>> = {
  C: '当年招收建档立卡贫困家庭子女人数（人）',
  D: '建档立卡贫困家庭子女在校生人数（人）',
  E: '建档立卡贫困家庭子女毕业生人数（人）',
  F: '建档立卡贫困家庭子女毕业生就业人数（人）',
  G: '当年面向建档立卡贫困家庭劳动者开展职业培训人数（人）',
  H: '培训后就业创业人数（人）',
};

/** Short names for places where the whole heading does not fit. */
export const FIGURE_NAMES: Readonly<Record<Annex1Column, string>> = {
  C: '当年招收',
  D: '在校生',
  E: '毕业生',
  F: '毕业生就业',
  G: '当年培训',
  H: '培训后就业创业',
};

/** 核增 (positive) or 核减 (negative) of one cell. */
export type Adjustment = { schoolId: string; school: string; figure: Annex1Column; delta: number };

/** A row of the table: the computed figures, what each is adjusted by, and what is reported. */
export type ReportedRow = {
  schoolId: string;
  school: string;
  computed: Annex1Figures;
  adjusted: Partial<Record<Annex1Column, number>>;
  reported: Annex1Figures;
};
export type ReportedTable = { rows: ReportedRow[]; computed: Annex1Figures; reported: Annex1Figures };

export type ComputedRow = { schoolId: string; school: string; figures: Annex1Figures };

/**
 * Puts the adjustments beside the computed figures: a reported cell is the computed one and what it is adjusted by; a blank cell that is adjusted
 * counts from 0. A school that is only adjusted gets a row at the end. Totals are sums over the schools (SD2017-A1-07).
 */
export function reportedTable(computed: readonly ComputedRow[], adjustments: readonly Adjustment[]): ReportedTable {
  const bySchool = Map.groupBy(adjustments, (a) => a.schoolId);
  const known = new Set(computed.map((r) => r.schoolId));
  const added = [...bySchool]
    .filter(([schoolId]) => !known.has(schoolId))
    .map(([schoolId, [first]]) => ({ schoolId, school: first!.school, figures: { ...BLANK_FIGURES } }));
  const rows = [...computed, ...added].map((row) => reportedRow(row, bySchool.get(row.schoolId) ?? []));
  return {
    rows,
    computed: totalOf(rows.map((r) => ({ figures: r.computed }))),
    reported: totalOf(rows.map((r) => ({ figures: r.reported }))),
  };
}

function reportedRow(row: ComputedRow, adjustments: readonly Adjustment[]): ReportedRow {
  const adjusted: ReportedRow['adjusted'] = {};
  const reported = { ...row.figures };
  for (const { figure, delta } of adjustments) {
    adjusted[figure] = (adjusted[figure] ?? 0) + delta;
    reported[figure] = (reported[figure] ?? 0) + delta;
  }
  return { schoolId: row.schoolId, school: row.school, computed: row.figures, adjusted, reported };
}

export type FigureFault = { schoolId: string; school: string; rule: FigureRule; message: string };
export type FigureRule = 'negative' | 'employed_over_graduates' | 'placed_over_trained' | 'recruited_over_enrolled';

/**
 * What cannot be true of a table (`refused`): a negative figure, more employed graduates than graduates, more employed trainees than trainees
 * (SD2017-3.1-14); and what is only unusual (`unusual`): more recruited this year than are enrolled.
 */
export function figureFaults(rows: readonly Pick<ReportedRow, 'schoolId' | 'school' | 'reported'>[]): {
  refused: FigureFault[];
  unusual: FigureFault[];
} {
  const refused = rows.flatMap(({ schoolId, school, reported: f }) => {
    const found: FigureFault[] = [];
    for (const column of ANNEX1_COLUMNS)
      if ((f[column] ?? 0) < 0)
        found.push({ schoolId, school, rule: 'negative', message: `${school}：${FIGURE_NAMES[column]}不能为负数` });
    if ((f.F ?? 0) > (f.E ?? 0))
      found.push({
        schoolId,
        school,
        rule: 'employed_over_graduates',
        message: `${school}：毕业生就业人数（${f.F}）多于毕业生人数（${f.E ?? 0}）`,
      });
    if ((f.H ?? 0) > (f.G ?? 0))
      found.push({
        schoolId,
        school,
        rule: 'placed_over_trained',
        message: `${school}：培训后就业创业人数（${f.H}）多于培训人数（${f.G ?? 0}）`,
      });
    return found;
  });
  const unusual = rows
    .filter(({ reported: f }) => f.C !== null && f.C > (f.D ?? 0))
    .map(({ schoolId, school, reported: f }): FigureFault => {
      const message = `${school}：当年招收（${f.C}）多于在校生（${f.D ?? 0}），请核对是否有人已离校`;
      return { schoolId, school, rule: 'recruited_over_enrolled', message };
    });
  return { refused, unusual };
}

/** Whether nobody is counted in any cell: such a table is sent only as an explicit 零报告. */
export function isZero(table: Pick<ReportedTable, 'reported'>): boolean {
  return ANNEX1_COLUMNS.every((column) => (table.reported[column] ?? 0) === 0);
}

/** The text that a checksum of a table is made over: schools, computed and reported figures in order. */
export function figuresText(table: ReportedTable): string {
  const cells = (f: Annex1Figures) => ANNEX1_COLUMNS.map((c) => f[c] ?? '').join(',');
  return table.rows.map((r) => `${r.schoolId};${cells(r.computed)};${cells(r.reported)}`).join('\n');
}

/** The figures of several tables in one: one row per city, or its schools grouped by city, and the sum over all (SD2017-3.1-17). */
export function sumFigures(tables: readonly Annex1Figures[]): Annex1Figures {
  return totalOf(tables.map((figures) => ({ figures })));
}
