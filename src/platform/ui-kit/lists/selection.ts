/** Rows chosen in a list: some by id, or every row that matches the filters. */
export type Selection =
  | { kind: 'some'; ids: readonly string[] }
  | { kind: 'all'; filters: Record<string, string>; total: number | null };

export const nothing: Selection = { kind: 'some', ids: [] };

/** How many rows are chosen; null when all are and the list was not counted. */
export const chosenCount = (selection: Selection): number | null =>
  selection.kind === 'all' ? selection.total : selection.ids.length;

export const isChosen = (selection: Selection, id: string): boolean =>
  selection.kind === 'all' || selection.ids.includes(id);

/** Chooses or drops one row. From "all matching" it goes back to the rows seen, without this one. */
export function toggle(selection: Selection, id: string, pageIds: readonly string[]): Selection {
  if (selection.kind === 'all') return { kind: 'some', ids: pageIds.filter((one) => one !== id) };
  return selection.ids.includes(id)
    ? { kind: 'some', ids: selection.ids.filter((one) => one !== id) }
    : { kind: 'some', ids: [...selection.ids, id] };
}

/** Chooses the whole page, or drops it when it is chosen already; rows of other pages stay. */
export function togglePage(selection: Selection, pageIds: readonly string[]): Selection {
  if (selection.kind === 'all') return nothing;
  const whole = pageIds.length > 0 && pageIds.every((id) => selection.ids.includes(id));
  const others = selection.ids.filter((id) => !pageIds.includes(id));
  return { kind: 'some', ids: whole ? others : [...others, ...pageIds] };
}
