import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';

export type Filing = {
  filingId: string;
  cityCode: number;
  year: number;
  versionId: string;
  entries: number;
  checksum: string;
  filedOn: string;
  filedAt: string;
  receiptNumber: string | null;
  receivedAt: string | null;
};

type Row = {
  filing_id: string;
  city_code: number;
  year: number;
  version_id: string;
  entries: number;
  checksum: string;
  filed_on: string;
  filed_at: Date;
  receipt_number: string | null;
  received_at: Date | null;
};

/** A stored row in the room's own words. */
export function filingFrom(row: Row): Filing {
  return {
    filingId: row.filing_id,
    cityCode: row.city_code,
    year: row.year,
    versionId: row.version_id,
    entries: row.entries,
    checksum: row.checksum,
    filedOn: row.filed_on,
    filedAt: row.filed_at.toISOString(),
    receiptNumber: row.receipt_number,
    receivedAt: row.received_at?.toISOString() ?? null,
  };
}

/** The filing of a version, or null. */
export async function filingOf(tx: Tx, versionId: string): Promise<Filing | null> {
  const row = await tx
    .selectFrom('catalogue_filing')
    .selectAll()
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  return row ? filingFrom(row) : null;
}

/** The filing, locked until the transaction ends. @throws NOT_FOUND */
export async function lockedFiling(tx: Tx, filingId: string): Promise<Filing> {
  const row = await tx
    .selectFrom('catalogue_filing')
    .selectAll()
    .where('filing_id', '=', filingId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return filingFrom(row);
}

/** The newest filing of a city and year, or null. */
export async function latestFiling(tx: Tx, cityCode: number, year: number): Promise<Filing | null> {
  const row = await tx
    .selectFrom('catalogue_filing')
    .selectAll()
    .where('city_code', '=', cityCode)
    .where('year', '=', year)
    .orderBy('filed_at', 'desc')
    .orderBy('filing_id', 'desc')
    .executeTakeFirst();
  return row ? filingFrom(row) : null;
}

/** The HR office of a division in force on a day, for messages; null when there is none. */
export async function hrOffice(tx: Tx, code: number, level: string, onDate: string): Promise<string | null> {
  const row = await tx
    .selectFrom('unit')
    .select('unit_id')
    .where('division_code', '=', code)
    .where('level', '=', level)
    .where('line', '=', 'hr')
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .executeTakeFirst();
  return row?.unit_id ?? null;
}
