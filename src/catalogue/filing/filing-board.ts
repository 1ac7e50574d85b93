import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { inRanges, scopeOf } from '../../organizations/index.ts';
import { catalogueDue, dutyOn, type Duty, type TimeState } from './deadline.ts';
import { FilingBoardInput } from '../schema.ts';

export type BoardRow = {
  cityCode: number;
  city: string;
  publishing: Duty;
  filing: Duty;
  versionId: string | null;
  version: number | null;
  entries: number;
  filingId: string | null;
  receiptNumber: string | null;
  /** The list filed last is the list published now; null while one is missing. */
  same: boolean | null;
};

export type FilingBoard = {
  year: number;
  today: string;
  rows: BoardRow[];
  publishing: Record<TimeState, number>;
  filing: Record<TimeState, number>;
};

type Found = {
  city_code: number;
  published_on: string | null;
  filed_on: string | null;
  version_id: string | null;
  version: number | null;
  entries: number | null;
  checksum: string | null;
  filing_id: string | null;
  receipt_number: string | null;
  filed_checksum: string | null;
};

/**
 * Every city of the reader's area with the days it first published and filed the year's catalogue, against the day the rules set; the day
 * itself is in time (SD2017-3.3-15, -16). A city in being on 1 January of the year counts.
 */
export async function filingBoard(ctx: Context, input: FilingBoardInput): Promise<FilingBoard> {
  const actor = authorise(ctx, 'catalogue.receive_filing');
  const { year, division } = FilingBoardInput.parse(input);
  const areas = scopeOf(actor, division);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const start = `${year}-01-01`;
    const cities = await tx
      .selectFrom('division')
      .select(['code', 'name'])
      .where('level', '=', 'city')
      .where((eb) => inRanges(eb, 'code', areas))
      .where('valid_from', '<=', start)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', start)]))
      .orderBy('code')
      .execute();
    const found = new Map(
      (
        await foundFor(
          tx,
          year,
          cities.map((c) => c.code),
        )
      ).map((f) => [f.city_code, f]),
    );
    const rows: BoardRow[] = [];
    for (const { code, name } of cities) {
      rows.push(boardRow(code, name, found.get(code), await catalogueDue(tx, code, year), today));
    }
    return {
      year,
      today,
      rows,
      publishing: tally(rows.map((r) => r.publishing)),
      filing: tally(rows.map((r) => r.filing)),
    };
  });
}

function boardRow(
  cityCode: number,
  city: string,
  found: Found | undefined,
  due: string | null,
  today: string,
): BoardRow {
  const both = found !== undefined && found.checksum !== null && found.filed_checksum !== null;
  return {
    cityCode,
    city,
    publishing: dutyOn(due, found?.published_on ?? null, today),
    filing: dutyOn(due, found?.filed_on ?? null, today),
    versionId: found?.version_id ?? null,
    version: found?.version ?? null,
    entries: found?.entries ?? 0,
    filingId: found?.filing_id ?? null,
    receiptNumber: found?.receipt_number ?? null,
    same: both ? found.checksum === found.filed_checksum : null,
  };
}

async function foundFor(tx: Tx, year: number, codes: readonly number[]): Promise<Found[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<Found>`select c.city_code,
      (select min(v.published_on) from catalogue_version v where v.city_code = c.city_code and v.year = ${year} and v.state in ('published', 'superseded')) as published_on,
      (select min(f.filed_on) from catalogue_filing f where f.city_code = c.city_code and f.year = ${year}) as filed_on,
      p.version_id, p.version, p.entries, p.checksum, l.filing_id, l.receipt_number, l.checksum as filed_checksum
    from unnest(${[...codes]}::bigint[]) as c(city_code)
      left join catalogue_version p on p.city_code = c.city_code and p.year = ${year} and p.state = 'published'
      left join lateral (select f.filing_id, f.receipt_number, f.checksum from catalogue_filing f where f.city_code = c.city_code and f.year = ${year}
        order by f.filed_at desc, f.filing_id desc limit 1) l on true`.execute(tx);
  return rows;
}

function tally(duties: readonly Duty[]): Record<TimeState, number> {
  const counts: Record<TimeState, number> = { on_time: 0, late: 0, pending: 0, overdue: 0, no_deadline: 0 };
  for (const duty of duties) counts[duty.state] += 1;
  return counts;
}
