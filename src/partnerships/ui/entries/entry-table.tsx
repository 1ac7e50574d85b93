import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import { DataTable, EmptyState, ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import type { Entry } from '../../entries/store.ts';
import type { KindsShown } from '../../list-kinds.ts';
import { EntryActDialog, useEntryColumns, type AskedAct, type EntryKindShown } from './entry-columns.tsx';
import { words } from '../words.ts';

type Props = {
  agreementId: string;
  kinds: KindsShown;
  isOwn: (entry: Entry) => boolean;
  mayAct: boolean;
  onAmend: (entry: Entry, kind: EntryKindShown) => void;
};

/** What was done under an agreement, with the step each side may take on it. */
export function EntryTable({ agreementId, kinds, isOwn, mayAct, onAmend }: Props) {
  const t = useWords(words);
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const found = useQuery({
    queryKey: ['agreement-entries', agreementId],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<Entry>>('/api/agreement-entries', { query: { agreementId, size: 200 }, signal }),
  });
  const columns = useEntryColumns({
    kinds,
    mayAct,
    onAmend,
    onAct: setAsked,
    rolesOf: (e) => [isOwn(e) ? 'own' : 'other'],
  });
  if (found.error) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.rows ?? [];
  if (found.data && rows.length === 0) return <EmptyState title={t('noEntries')} begin={t('noEntriesBegin')} />;
  return (
    <>
      <DataTable
        caption={t('activities')}
        columns={columns}
        rows={rows}
        rowKey={(e) => e.entryId}
        rowName={(e) => e.aboutName ?? e.staffName ?? e.kind}
      />
      {asked === null ? null : <EntryActDialog kinds={kinds} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
