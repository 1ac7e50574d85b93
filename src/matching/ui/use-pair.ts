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

/** What was decided about a row and could not be kept. */
export type Unkept = { rowNo: string; error: unknown };

type Sitting = {
  /** The row decided before this one; null for none. */
  last: string | null;
  /** The row that was decided; null when the last decision was taken back. */
  onDecided: (rowNo: string | null) => void;
  onUnkept: (unkept: Unkept | null) => void;
};

/**
 * A row beside those offered for it, the row after it fetched ahead, and what is done with it. A decision opens the next row at once and is kept meanwhile, one after
 * the other; where one cannot be kept its row is opened again. Taking the last one back opens the row it was about.
 */
export function usePair(runId: string, rowNo: string, { last, onDecided, onUnkept }: Sitting) {
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
    scope: { id: `pairs ${runId}` },
    mutationFn: async ({ do: what, ...given }: PairAct) => {
      const row = what === 'withdraw' ? (last ?? rowNo) : rowNo;
      await api.post(`${addressOf(runId, row)}/${what}`, given);
      return row;
    },
    onMutate: ({ do: what }) => {
      onUnkept(null);
      if (what === 'withdraw' || next === null) return;
      onDecided(rowNo);
      open(next);
    },
    onError: (error, { do: what }) => {
      onUnkept({ rowNo, error });
      if (what === 'withdraw') return;
      onDecided(null);
      open(rowNo);
    },
    onSuccess: (row, { do: what }) => {
      for (const queryKey of [['pair', runId], ['match-run', runId], ['list']])
        void client.invalidateQueries({ queryKey });
      if (what === 'withdraw') {
        onDecided(null);
        open(row);
      } else if (next === null) open(null);
    },
  });
  return { found, pair, act, goOn: () => open(next), withdrawable: last !== null || mine };
}
