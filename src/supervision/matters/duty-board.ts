import { sql } from 'kysely';
import { showBoard, type BoardLine } from '../../desk/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { concerning, lateDays } from './store.ts';
import { DutyBoard, type DutyLine } from './schema.ts';

type Followed = { obligation: string; matters: number; closed: number; late: number; evidence: number; units: number };

/**
 * 义务看板: every duty the documents lay on the reader's office, as the law board shows it (its day, or not set, and its state from what the product sees),
 * with what has been asked about it level by level: matters, closed, late, with evidence.
 */
export async function dutyBoard(
  ctx: Context,
  input: DutyBoard,
): Promise<{ today: string; rows: DutyLine[]; total: number }> {
  const actor = authorise(ctx, 'supervision.read');
  const { document, state } = DutyBoard.parse(input);
  const board = await showBoard(ctx, { document });
  const followed = await read(ctx, async (tx) => {
    const { rows } =
      await sql<Followed>`select m.obligation, count(*)::int as matters, (count(*) filter (where m.state = 'closed'))::int as closed,
        (count(*) filter (where ${lateDays} > 0))::int as late, (count(*) filter (where m.evidence_sha256 is not null))::int as evidence,
        count(distinct m.unit_id)::int as units
      from supervision_matter m where m.obligation is not null and ${concerning(actor)} group by 1`.execute(tx);
    return new Map(rows.map((r) => [r.obligation, r]));
  });
  const rows = board.rows.filter((r) => r.canBeOverdue).map((r) => lineOf(r, followed.get(r.id)));
  const shown = rows.filter((r) => state === undefined || r.state === state);
  return { today: board.today, rows: shown, total: shown.length };
}

function lineOf(row: BoardLine, followed: Followed | undefined): DutyLine {
  return {
    id: row.id,
    document: row.document,
    place: row.place,
    gist: row.gist,
    obligation: row.obligation,
    state: row.state,
    dueOn: row.dueOn,
    page: row.page,
    matters: followed?.matters ?? 0,
    closed: followed?.closed ?? 0,
    late: followed?.late ?? 0,
    evidence: followed?.evidence ?? 0,
    units: followed?.units ?? 0,
  };
}
