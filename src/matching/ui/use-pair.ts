import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { Pair } from '../runs/run-views.ts';

/** `reason` and `question` as typed or, where nothing was, as prepared. */
export type PairAct =
  | { do: 'decide'; same: boolean; registerPersonId?: string; reason: string }
  | { do: 'ask'; question: string }
  | { do: 'withdraw' };

const addressOf = (runId: string, rowNo: string): string => `/api/matching/runs/${runId}/rows/${rowNo}`;

/** Shown at once where it was fetched ahead, and looked up again all the same: others decide meanwhile. */
const pairQuery = (runId: string, rowNo: string) =>
  queryOptions({
    queryKey: ['pair', runId, rowNo],
    queryFn: ({ signal }) => api.get<Pair>(addressOf(runId, rowNo), { signal }),
    staleTime: 0,
  });

/**
 * A row beside those offered for it, the row after it fetched ahead, and what is done with it: a decision opens the next row, taking one back the row it was about.
 * @param last the row decided before this one, null for none; `onDecided` is told the row that was, null when it was taken back
 */
export function usePair(
  runId: string,
  rowNo: string,
  { last, onDecided }: { last: string | null; onDecided: (rowNo: string | null) => void },
) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const found = useQuery(pairQuery(runId, rowNo));
  const pair = found.data;
  const next = pair?.next ?? null;
  useEffect(() => {
    if (next !== null) void client.prefetchQuery(pairQuery(runId, String(next)));
  }, [client, runId, next]);
  const open = (row: number | string | null): void =>
    void navigate({ to: row === null ? `/matching/${runId}` : `/matching/${runId}/${row}` });
  const mine = pair !== undefined && pair.line.decision !== null && !pair.proved;
  const act = useMutation({
    mutationFn: async ({ do: what, ...given }: PairAct) => {
      const row = what === 'withdraw' ? (last ?? rowNo) : rowNo;
      await api.post(`${addressOf(runId, row)}/${what}`, given);
      return row;
    },
    onSuccess: (row, { do: what }) => {
      for (const queryKey of [['pair', runId, row], ['match-run', runId], ['list']])
        void client.invalidateQueries({ queryKey });
      onDecided(what === 'withdraw' ? null : row);
      open(what === 'withdraw' ? row : next);
    },
  });
  return { found, pair, act, goOn: () => open(next), withdrawable: last !== null || mine };
}
