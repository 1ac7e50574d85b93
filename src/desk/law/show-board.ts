import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { cityProgress } from '../today/city-progress.ts';
import { deadlinesOf } from '../today/deadlines.ts';
import { concernsOffice, officesOf } from './actors.ts';
import { lawState, ledgerRows, obligationView, placesOf, type LawState } from './law-state.ts';
import { BOARD_STATES, ShowBoard, type Board, type BoardLine, type BoardState, type LawObligation } from './schema.ts';

/**
 * What the documents ask of the reader's own office, and how each duty stands: done and overdue only where the product sees the act, not set where a
 * standard is open here, running where a page or rule serves it, not built where nothing does, ended with its document. @throws NOT_PERMITTED
 */
export async function showBoard(ctx: Context, input: ShowBoard): Promise<Board> {
  const actor = authorise(ctx, 'policy.read');
  const given = ShowBoard.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const state = await lawState(tx, actor, today);
    const cities = await cityProgress(tx, actor, Number(today.slice(0, 4)), today);
    const tracked = new Map((await deadlinesOf(tx, actor, cities, today)).map((d) => [d.key, d.state]));
    const here = new Set(
      state.set.documents.filter((d) => state.law.jurisdictions.includes(d.jurisdiction)).map((d) => d.code),
    );
    const rows = (await ledgerRows(tx, null))
      .filter((r) => here.has(r.document))
      .filter((r) => concernsOffice(officesOf(r.actors), actor.line, actor.level))
      .map((r): BoardLine => {
        const view = obligationView(r, state);
        const dueOn = view.rules.find((rule) => rule.dueOn !== null)?.dueOn ?? null;
        const place = placesOf(r.clause)[0] ?? r.clause;
        return { ...view, document: r.document, place, dueOn, state: standingOf(view, r.document, state, tracked) };
      });
    return {
      today,
      documents: state.set.documents
        .map((d) => ({ code: d.code, title: d.title, ...countOf(rows.filter((r) => r.document === d.code)) }))
        .filter((d) => d.total > 0),
      rows: rows
        .toSorted(bySeverity)
        .filter(
          (r) =>
            (given.document === undefined || r.document === given.document) &&
            (given.state === undefined || r.state === given.state),
        ),
    };
  });
}

const bySeverity = (a: BoardLine, b: BoardLine): number =>
  BOARD_STATES.indexOf(a.state) - BOARD_STATES.indexOf(b.state);

function countOf(rows: readonly BoardLine[]) {
  const counts = Object.fromEntries(BOARD_STATES.map((s) => [s, 0])) as Record<BoardState, number>;
  for (const row of rows) counts[row.state] += 1;
  return { counts, total: rows.length };
}

function standingOf(
  view: LawObligation,
  document: string,
  { set, today }: LawState,
  tracked: ReadonlyMap<string, string>,
): BoardState {
  const valid = set.documents.find((d) => d.code === document)?.valid;
  if (valid && (today < valid.from || (valid.to !== null && valid.to < today))) return 'ended';
  const year = today.slice(0, 4);
  const seen = view.rules.map((r) => tracked.get(`${r.key}.${year}`)).filter((s) => s !== undefined);
  if (seen.includes('overdue') && view.canBeOverdue) return 'overdue';
  if (seen.length > 0 && seen.every((s) => s === 'on_time' || s === 'late')) return 'done';
  if (view.standards.some((s) => !s.set) || view.rules.some((r) => r.dueNotSet)) return 'not_set';
  return view.standing === 'not_built' ? 'not_built' : 'running';
}
