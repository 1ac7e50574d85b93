import { sql } from 'kysely';
import { scopeOf, insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { agreementsInScope } from '../agreements/store.ts';
import { ListEntries } from '../schema.ts';
import { entryColumns, entryTables, type Entry } from './store.ts';

/** Entries of an agreement, or of the reader's areas and school, latest first. @throws NOT_FOUND for a division outside the area */
export async function listEntries(ctx: Context, input: ListEntries): Promise<Page<Entry>> {
  const actor = authorise(ctx, 'agreement.read');
  const { page, size, kind, agreementId, alone, division } = ListEntries.parse(input);
  const areas = scopeOf(actor, division ?? null);
  const own = actor.institutionId === null ? sql`false` : sql`e.institution_id = ${actor.institutionId}::uuid`;
  const scope = sql`(${insideRanges('e.division_code', areas)} or ${own} or e.agreement_id in ${agreementsInScope(actor, areas)})`;
  return read(ctx, async (tx) => {
    const where = sql`${scope} and ${agreementId ? sql`e.agreement_id = ${agreementId}::uuid` : sql`true`} and ${kind ? sql`e.kind = ${kind}` : sql`true`}
      and ${alone ? sql`e.agreement_id is null` : sql`true`}`;
    const { rows } = await sql<Entry>`select ${entryColumns} from ${entryTables} where ${where}
      order by e.on_date desc, e.recorded_at desc, e.ordinal, e.entry_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    const { rows: counted } = await sql<{
      n: number;
    }>`select count(*)::int as n from agreement_entry e where ${where}`.execute(tx);
    return { rows, total: counted[0]!.n, page, size };
  });
}
