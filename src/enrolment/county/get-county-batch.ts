import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import {
  checksumOf,
  confirmations,
  duplicatesOf,
  findBatch,
  linesOfBatch,
  type BatchRow,
  type Duplicate,
} from './county-batch-store.ts';
import { divisionNames } from '../offices.ts';
import { BatchId } from '../schema-city.ts';
import type { Application } from '../store.ts';
import { STATES } from '../states.ts';

export type BatchConfirmation = { by: string | null; at: string | null; valid: boolean };

export type CountyBatchLine = {
  id: string;
  number: string;
  name: string;
  townshipCode: number;
  townshipName: string | null;
  schoolName: string | null;
  major: string | null;
  state: string;
  stateName: string;
  /** Applications that look like the same human. */
  duplicates: string[];
};

export type CountyBatchView = {
  batchId: string;
  number: string;
  countyCode: number;
  countyName: string | null;
  cityCode: number;
  year: number;
  state: string;
  /** Lines and checksum as the department looks at them now; for a sent batch as they were sent. */
  count: number;
  checksum: string;
  /** What was sent, and what the city received. */
  sent: { lines: number; checksum: string | null; at: string } | null;
  received: { lines: number; checksum: string | null; at: string } | null;
  confirmations: { poverty: BatchConfirmation; hr: BatchConfirmation };
  lines: CountyBatchLine[];
};

/** A county's batch with its lines, for county and city; how the lines stand now and what each side has confirmed. @throws NOT_FOUND */
export async function getCountyBatch(ctx: Context, input: BatchId): Promise<CountyBatchView> {
  authorise(ctx, 'application.read');
  const { batchId } = BatchId.parse(input);
  return read(ctx, async (tx) => {
    const batch = await findBatch(tx, batchId);
    const lines = await linesOfBatch(tx, batch);
    const duplicates = batch.state === 'compiling' ? await duplicatesOf(tx, batch) : [];
    const names = await divisionNames(tx, [batch.county_code, ...lines.map((l) => l.township_code)], ctx.clock.today());
    const signers = await signersOf(tx, batch);
    return viewOf(batch, lines, duplicates, names, signers);
  });
}

async function signersOf(tx: Tx, batch: BatchRow): Promise<Map<string, string>> {
  const ids = [batch.poverty_confirmed_by, batch.hr_confirmed_by].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('auth_user').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((r) => [r.id, r.name]));
}

function viewOf(
  batch: BatchRow,
  lines: readonly Application[],
  duplicates: readonly Duplicate[],
  names: ReadonlyMap<number, string>,
  signers: ReadonlyMap<string, string>,
): CountyBatchView {
  const checksum = checksumOf(lines);
  const valid = confirmations(batch, batch.state === 'compiling' ? checksum : (batch.checksum ?? ''));
  const others = Map.groupBy(duplicates, (d) => d.applicationId);
  const signed = (by: string | null, at: Date | null, ok: boolean): BatchConfirmation => ({
    by: by === null ? null : (signers.get(by) ?? by),
    at: at?.toISOString() ?? null,
    valid: ok,
  });
  return {
    batchId: batch.batch_id,
    number: batch.number,
    countyCode: batch.county_code,
    countyName: names.get(batch.county_code) ?? null,
    cityCode: batch.city_code,
    year: batch.year,
    state: batch.state,
    count: lines.length,
    checksum,
    sent: batch.sent_at && { lines: batch.lines, checksum: batch.checksum, at: batch.sent_at.toISOString() },
    received: batch.received_at && {
      lines: batch.received_lines ?? 0,
      checksum: batch.received_checksum,
      at: batch.received_at.toISOString(),
    },
    confirmations: {
      poverty: signed(batch.poverty_confirmed_by, batch.poverty_confirmed_at, valid.poverty),
      hr: signed(batch.hr_confirmed_by, batch.hr_confirmed_at, valid.hr),
    },
    lines: lines.map((a) => ({
      id: a.application_id,
      number: a.number,
      name: a.person_name,
      townshipCode: a.township_code,
      townshipName: names.get(a.township_code) ?? null,
      schoolName: a.school_name,
      major: a.major,
      state: a.state,
      stateName: STATES[a.state],
      duplicates: (others.get(a.application_id) ?? []).map((d) => d.otherNumber),
    })),
  };
}
