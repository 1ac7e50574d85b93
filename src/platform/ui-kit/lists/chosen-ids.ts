import { api } from '../../api-client/index.ts';
import type { ListAnswer } from '../../api-client/index.ts';
import type { Selection } from './selection.ts';

const PAGE = 200;

/** What {@link chosenIds} is told about a list: how many at most, and what a row is known by. */
interface ChosenFrom<Row> {
  most?: number;
  idOf?: (row: Row) => string;
}

/** The ids behind a selection, at most 1,000 unless told; "all matching" is asked of the list page by page. Rows are known by `id` unless told. */
export async function chosenIds<Row = { id: string }>(
  selection: Selection,
  endpoint: string,
  { most = 1000, idOf = (row) => (row as { id: string }).id }: ChosenFrom<Row> = {},
): Promise<string[]> {
  if (selection.kind === 'some') return [...selection.ids].slice(0, most);
  const ids: string[] = [];
  for (let page = 1; ids.length < most; page += 1) {
    const query = { ...selection.filters, page, size: PAGE };
    const { rows } = await api.get<ListAnswer<Row>>(endpoint, { query });
    ids.push(...rows.map(idOf));
    if (rows.length < PAGE) break;
  }
  return ids.slice(0, most);
}
