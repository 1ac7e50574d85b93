import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import type { KindsShown } from '../list-kinds.ts';

const anHour = 3_600_000;

/** Kinds of agreements and entries as the documents declare them. */
export function useKinds(): KindsShown | undefined {
  return useQuery({
    queryKey: ['partnership-kinds'],
    queryFn: ({ signal }) => api.get<KindsShown>('/api/partnerships/kinds', { signal }),
    staleTime: anHour,
  }).data;
}
