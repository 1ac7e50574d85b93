import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, PageHeader, useWords, wallClock } from '../../../platform/ui-kit/index.ts';
import type { DecisionView } from '../schema.ts';
import { DecisionItem } from './decision-item.tsx';
import { words } from './words.ts';

type Kept = { personId: string; name: string; decidedAt: string; decision: DecisionView };

/** A decision as it was kept: what the code on a printed card leads to. */
export default function KeptDecisionScreen() {
  const t = useWords(words);
  const { decisionId = '' } = useParams({ strict: false }) as { decisionId?: string };
  const found = useQuery({
    queryKey: ['decision', decisionId],
    queryFn: ({ signal }) => api.get<Kept>(`/api/decisions/kept/${encodeURIComponent(decisionId)}`, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const { name, decidedAt, decision } = found.data;
  return (
    <>
      <PageHeader title={`${t('kept')}：${name}`} note={t('keptNote', { at: wallClock(decidedAt) })} />
      <DecisionItem decision={decision} />
    </>
  );
}
