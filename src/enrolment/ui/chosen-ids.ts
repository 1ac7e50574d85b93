import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import type { Selection } from '../../platform/ui-kit/index.ts';

const PAGE = 200;

/** The ids behind a selection; "all matching" is asked page by page, up to `most`. */
export async function chosenIds(selection: Selection, endpoint: string, most = 1000): Promise<string[]> {
  if (selection.kind === 'some') return [...selection.ids].slice(0, most);
  const ids: string[] = [];
  for (let page = 1; ids.length < most; page += 1) {
    const query = { ...selection.filters, page, size: PAGE };
    const { rows } = await api.get<ListAnswer<{ id: string }>>(endpoint, { query });
    ids.push(...rows.map((r) => r.id));
    if (rows.length < PAGE) break;
  }
  return ids.slice(0, most);
}
