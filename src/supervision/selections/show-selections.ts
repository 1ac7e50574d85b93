import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { Paged } from '../../platform/paging.ts';
import { pageOf, type Counted } from '../page-of.ts';
import { SelectionId, type CandidateLine, type SelectionLine, type SelectionView } from './schema.ts';
import { selectionOf, standingOn } from './store.ts';

/** Selections of one's area, newest first. */
export async function listSelections(ctx: Context, input: Paged): Promise<Counted<SelectionLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const page = Paged.parse(input);
  const query = sql<SelectionLine>`select s.selection_id as "selectionId", s.kind, s.title, s.unit_name as "unitName", s.places, s.state, s.opened_on as "openedOn",
        s.decided_on as "decidedOn", (select count(*)::int from project_candidate c where c.selection_id = s.selection_id and c.removed_reason is null) as candidates
      from project_selection s where ${insideRanges('s.division_code', actor.areas)} order by s.opened_on desc, s.created_at desc, s.selection_id`;
  return read(ctx, (tx) => pageOf(tx, page, query));
}

/** One selection: as it would stand today while it is open, its protocol once it is decided. @throws NOT_FOUND */
export async function showSelection(ctx: Context, input: SelectionId): Promise<SelectionView> {
  const actor = authorise(ctx, 'supervision.read');
  const { selectionId } = SelectionId.parse(input);
  return read(ctx, async (tx) => {
    const row = await selectionOf(tx, selectionId);
    const rows =
      row.state === 'open'
        ? (await standingOn(tx, row, ctx.clock.today())).rows
        : await protocolOf(tx, row.selection_id);
    return {
      selectionId,
      kind: row.kind as SelectionView['kind'],
      title: row.title,
      unitName: row.unit_name,
      places: row.places,
      candidates: rows.length,
      state: row.state as SelectionView['state'],
      openedOn: row.opened_on,
      decidedOn: row.decided_on,
      mine: row.unit_id === actor.unitId,
      rows,
    };
  });
}

async function protocolOf(tx: Tx, selectionId: string): Promise<CandidateLine[]> {
  const { rows } =
    await sql<CandidateLine>`select candidate_id as "candidateId", place, name, score, coalesce(bonus, 0) as bonus, complete, coalesce(marked, false) as marked,
      false as tied, note, coalesce(selected, false) as selected
    from project_candidate where selection_id = ${selectionId} and removed_reason is null order by place nulls last, received_at, candidate_id`.execute(
      tx,
    );
  return rows;
}
