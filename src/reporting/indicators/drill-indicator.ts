import { sql } from 'kysely';
import { STATES, type ApplicationState } from '../../enrolment/index.ts';
import { mayShow, rangeOf, type Line } from '../../organizations/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs, type Tx } from '../../platform/db.ts';
import { placeAsked } from './board.ts';
import { lawSet, withAreas } from './targets/goals.ts';
import { rowsSql } from './counting/rows-sql.ts';
import { DrillIndicator, type Drilled, type DrillRow } from './schema.ts';
import { definitionOf } from './show-indicator.ts';

/**
 * The records behind an indicator of a place on a day, by pages: exactly those it counts. Names are shown to whoever may read the person there; each look is in
 * the read log.
 * @throws INDICATOR_UNKNOWN, NOT_FOUND
 */
export async function drillIndicator(ctx: Context, input: DrillIndicator): Promise<Drilled> {
  const actor = authorise(ctx, 'indicator.read');
  const asked = DrillIndicator.parse(input);
  const defined = definitionOf(asked.key);
  const code = placeAsked(actor, asked.divisionCode);
  const on = asked.on ?? ctx.clock.today();
  const found = await transactionAs(ctx.db, 'system', async (tx) => {
    const rows = rowsSql(withAreas(await lawSet(tx), defined, on), asked.side, on, [rangeOf(code)]);
    const total = await sql<{ n: number }>`select count(*)::int as n from (${rows}) r`.execute(tx);
    const page = await sql<DrillRow>`
      select r.source_id as "sourceId", r.counted_on::text as "countedOn", r.division_code as "divisionCode", r.person_id as "personId", null as name, null as reason,
        i.name as institution, r.quantity::float8 as quantity,
        (select d.full_name from division d where d.code = r.division_code order by d.valid_from desc limit 1) as place,
        (select g.title from register_record g where g.record_id = r.source_id) as title
      from (${rows}) r left join institution i on i.institution_id = r.institution_id
      where ${asked.after ?? null}::uuid is null or r.source_id > ${asked.after ?? null}::uuid order by r.source_id limit ${asked.limit}`.execute(
      tx,
    );
    const reasons =
      asked.side === 'missing' && defined.coverage?.reached.view === 'report_application'
        ? await whereStuck(tx, page.rows, on)
        : null;
    return { total: total.rows[0]!.n, rows: page.rows, reasons };
  });
  const may = actor.permissions.has('people.read') && mayShow(actor.line as Line, 'person', 'name');
  // house-rule: no change, but for the line of the read log
  const names = may
    ? await transaction(ctx, (tx) => namesOf(tx, ctx, found.rows, defined.key))
    : new Map<string, string>();
  return {
    total: found.total,
    rows: found.rows.map((r) => ({
      ...r,
      name: names.get(r.personId ?? '') ?? null,
      reason: r.personId === null ? null : (found.reasons?.get(r.personId) ?? (found.reasons ? NOT_APPLIED : null)),
    })),
    next: found.rows.length === asked.limit ? found.rows.at(-1)!.sourceId : null,
  };
}

const NOT_APPLIED = '没有提出申请';

/** Where each person's application of the year stands. */
async function whereStuck(tx: Tx, rows: readonly DrillRow[], on: string): Promise<Map<string, string>> {
  const ids = rows.map((r) => r.personId).filter((id): id is string => id !== null);
  if (ids.length === 0) return new Map();
  const found = await tx
    .selectFrom('application')
    .select(['person_id', 'state'])
    .where('person_id', 'in', ids)
    .where('year', '=', Number(on.slice(0, 4)))
    .orderBy('held_since')
    .execute();
  return new Map(found.map((a) => [a.person_id, STATES[a.state as ApplicationState]]));
}

/** Names of those persons whom the reader's own row security lets be seen. */
async function namesOf(tx: Tx, ctx: Context, rows: readonly DrillRow[], key: string): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((r) => r.personId).filter((id): id is string => id !== null))];
  if (ids.length === 0) return new Map();
  const found = await tx.selectFrom('person').select(['person_id', 'name']).where('person_id', 'in', ids).execute();
  if (found.length > 0)
    await logDisclosure(tx, ctx, {
      act: 'open_file',
      personId: null,
      persons: found.length,
      purpose: '查看指标背后的人员',
      detail: { indicator: key },
    });
  return new Map(found.map((p) => [p.person_id, p.name]));
}
