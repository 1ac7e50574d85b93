import { useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf, listState } from './list-state.ts';
import type { AddressQuery, ListDefaults, ListState } from './list-state.ts';

/** The list state that the address bar holds, and the way to change it (a new step in the browser's history). */
export function useListState(defaults: ListDefaults): [ListState, (next: ListState) => void] {
  const search: AddressQuery = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (next: ListState): void => {
    void navigate({ to: '.', search: () => addressOf(next, defaults) });
  };
  return [listState(search, defaults), change];
}
