import { createHash } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { annex1Of, lockAnnex1Rows, type Annex1, type Annex1Scope } from '../annex1/annex1.ts';
import { figuresText, type ComputedRow, type ReportedTable } from './report-figures.ts';
import type { ReportRow } from './report-store.ts';

const scopeOf = (report: Pick<ReportRow, 'city_code' | 'as_of'>): Annex1Scope => ({
  city: report.city_code,
  asOf: report.as_of,
});

/** The computed rows of a table, without what only the count itself needs. */
export const rowsOf = (annex1: Pick<Annex1, 'rows'>): ComputedRow[] =>
  annex1.rows.map(({ schoolId, school, figures }) => ({ schoolId, school, figures }));

/** What the table would be now. Counted with the system's view: the caller has shown that the reader may see the report. */
export function countNow(ctx: Context, report: Pick<ReportRow, 'city_code' | 'as_of'>): Promise<Annex1> {
  return transactionAs(ctx.db, 'system', (tx) => annex1Of(tx, scopeOf(report)));
}

/** Copies the persons behind the cells under `countId`, in a transaction of the system's view, and answers the figures they make. */
export function countAndKeep(tx: Tx, countId: string, report: Pick<ReportRow, 'city_code' | 'as_of'>): Promise<Annex1> {
  return lockAnnex1Rows(tx, countId, scopeOf(report));
}

/** SHA-256 of computed and reported figures of all schools, in order. */
export function checksumOf(table: ReportedTable): string {
  return createHash('sha256').update(figuresText(table)).digest('hex');
}
