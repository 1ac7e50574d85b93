import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { parseQuery, writeQuery } from './list-state.ts';
import type { AddressQuery } from './list-state.ts';

const PathParams = createContext<Record<string, string>>({});

export function PathParamsProvider({ params, children }: { params: Record<string, string>; children: ReactNode }) {
  return <PathParams value={params}>{children}</PathParams>;
}

/** The `$` parameters of the public page's path. */
export const usePathParams = (): Record<string, string> => useContext(PathParams);

/** The public page's filters in the address bar, so that a filtered page can be sent to somebody. */
export function usePublicQuery(): [AddressQuery, (next: AddressQuery) => void] {
  const [query, setQuery] = useState(() => parseQuery(globalThis.location.search));
  const change = (next: AddressQuery): void => {
    globalThis.history.replaceState(null, '', `${globalThis.location.pathname}${writeQuery(next)}`);
    setQuery(next);
  };
  return [query, change];
}
