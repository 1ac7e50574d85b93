/** Values of the address bar, by name. */
export type AddressQuery = Record<string, string>;

/** What a list shows: page from 1, rows a page, sort as `name` or `-name` (descending), filters by key. */
export interface ListState {
  page: number;
  size: number;
  sort: string;
  filters: AddressQuery;
}

export interface ListDefaults {
  size: number;
  sort: string;
}

export const pageSizes = [20, 50, 100, 200] as const;
const own = new Set(['page', 'size', 'sort']);

/** Reads `?a=1&b=2`; a name given twice keeps its last value. */
export function parseQuery(search: string): AddressQuery {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes the query with its `?`, or nothing; empty values are left out. */
export function writeQuery(query: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const written = search.toString();
  return written === '' ? '' : `?${written}`;
}

const positive = (value: string | undefined, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** List state from the address bar; what is missing or senseless falls back to the defaults. */
export function listState(query: AddressQuery, defaults: ListDefaults): ListState {
  const size = positive(query.size, defaults.size);
  return {
    page: positive(query.page, 1),
    size: size === defaults.size || pageSizes.some((one) => one === size) ? size : defaults.size,
    sort: query.sort ?? defaults.sort,
    filters: Object.fromEntries(Object.entries(query).filter(([key, value]) => !own.has(key) && value !== '')),
  };
}

/** The shortest address query that reads back as this state. */
export function addressOf(state: ListState, defaults: ListDefaults): AddressQuery {
  const query: AddressQuery = {};
  for (const [key, value] of Object.entries(state.filters)) {
    if (!own.has(key) && value !== '') query[key] = value;
  }
  if (state.page > 1) query.page = String(state.page);
  if (state.size !== defaults.size) query.size = String(state.size);
  if (state.sort !== defaults.sort) query.sort = state.sort;
  return query;
}

/** State with one filter changed (empty removes it); the list starts again at page 1. */
export function withFilter(state: ListState, key: string, value: string): ListState {
  const filters = { ...state.filters };
  if (value === '') delete filters[key];
  else filters[key] = value;
  return { ...state, page: 1, filters };
}

/** Whether a reader narrowed the list: filters other than those the page itself sets. */
export function isNarrowed(state: ListState, set: AddressQuery = {}): boolean {
  return Object.keys(state.filters).some((key) => !Object.hasOwn(set, key));
}

/** The list without what a reader chose; what the page itself sets stays in the address. */
export function widened(state: ListState, set: AddressQuery = {}): ListState {
  const filters = Object.fromEntries(Object.entries(state.filters).filter(([key]) => Object.hasOwn(set, key)));
  return { ...state, page: 1, filters };
}

/** Clicking a column: ascending, descending, then the list's own order. */
export function nextSort(sort: string, column: string, listOrder: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? listOrder : column;
}
