import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { boardRow, concerns, placeAsked } from './board.ts';
import type { IndicatorDefinition } from './definition.ts';
import { indicators } from './files.ts';
import { goalsOf, lawSet, withAreas } from './targets/goals.ts';
import { ShowBoard, type Board } from './schema.ts';
import { figuresOf, placeName, placesBelow } from './store.ts';

/**
 * Every indicator of a place: the figure of the day, its goal and pace, and how many of the places below lag. Figures are the place's own and never added to each
 * other; they do not depend on who looks, for they are counted with the program's own view.
 * @throws NOT_FOUND for a place outside the reader's area
 */
export async function showBoard(ctx: Context, input: ShowBoard): Promise<Board> {
  const actor = authorise(ctx, 'indicator.read');
  const asked = ShowBoard.parse(input);
  const code = placeAsked(actor, asked.divisionCode);
  const on = asked.on ?? ctx.clock.today();
  const defined = indicators().filter(
    (d) => concerns(d, code, on) && (asked.document === undefined || d.document === asked.document),
  );
  return transactionAs(ctx.db, 'system', (tx) => boardOf(tx, defined, code, on));
}

/** The board of a place and day for given indicators. */
export async function boardOf(
  tx: Tx,
  defined: readonly IndicatorDefinition[],
  code: number,
  on: string,
): Promise<Board> {
  const below = await placesBelow(tx, code, on);
  const set = await lawSet(tx);
  const shown = defined.map((d) => withAreas(set, d, on));
  const codes = [code, ...below.map((p) => p.code)];
  const { figures, rolledOn } = await figuresOf(tx, shown, codes, on);
  const goals = await goalsOf(tx, set, shown, codes, on);
  const rows = shown.map(
    (d) => boardRow(d, { code, below, on, figures: figures.get(d.key)!, goals: goals.get(d.key)! }).row,
  );
  return { divisionCode: code, place: await placeName(tx, code), on, rolledOn, rows, places: below };
}
