import type { Cell, MergedRange, SheetRow } from '../types.ts';

/**
 * A function that fills merged cells: called with each row in order, it gives back the row with the value of a merged range in
 * every cell of it that is empty. Ranges wholly above the row are forgotten, so memory stays small.
 * @param columns only these columns are filled (zero-based); without it all
 */
export function mergedFiller(merges: readonly MergedRange[], columns?: readonly number[]): (row: SheetRow) => SheetRow {
  const waiting = merges
    .filter((range) => columns === undefined || columns.some((c) => range.fromColumn <= c && c <= range.toColumn))
    .toSorted((a, b) => a.fromRow - b.fromRow);
  let open: { range: MergedRange; value: Cell }[] = [];
  let next = 0;
  return (row) => {
    open = open.filter(({ range }) => range.toRow >= row.row);
    for (let range = waiting[next]; range !== undefined && range.fromRow <= row.row; range = waiting[++next]) {
      const value = range.fromRow === row.row ? (row.cells[range.fromColumn] ?? null) : null;
      if (range.toRow >= row.row && value !== null) open.push({ range, value });
    }
    if (open.length === 0) return row;
    const cells = [...row.cells];
    for (const { range, value } of open) fill(cells, range, value, columns);
    return { ...row, cells };
  };
}

function fill(cells: Cell[], range: MergedRange, value: Cell, columns: readonly number[] | undefined): void {
  for (let column = range.fromColumn; column <= range.toColumn; column++) {
    if (columns !== undefined && !columns.includes(column)) continue;
    while (cells.length <= column) cells.push(null);
    cells[column] ??= value;
  }
}
