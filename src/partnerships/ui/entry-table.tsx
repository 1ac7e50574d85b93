import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  useBilingual,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { EntryAct } from '../engine/transitions.ts';
import { entryTransitions } from '../engine/transitions.ts';
import type { Entry } from '../entries/store.ts';
import type { KindsShown } from '../list-kinds.ts';
import { words } from './words.ts';

type Asked = { entry: Entry; action: EntryAct; label: string; needsReason: boolean };
type Props = { agreementId: string; kinds: KindsShown; isOwn: (entry: Entry) => boolean; mayAct: boolean };

/** What was done under an agreement, with the step each side may take on it. */
export function EntryTable({ agreementId, kinds, isOwn, mayAct }: Props) {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = useQuery({
    queryKey: ['agreement-entries', agreementId],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<Entry>>('/api/agreement-entries', { query: { agreementId, size: 200 }, signal }),
  });
  const kindOf = (name: string) => kinds.entries.find((k) => k.kind === name);
  const codeOf = (entry: Entry): string => {
    const option = kindOf(entry.kind)?.code?.options.find((o) => o.code === entry.code);
    return option ? say(option.title) : (entry.code ?? '');
  };
  const columns: Column<Entry>[] = [
    {
      key: 'kind',
      title: t('kind'),
      render: (e) => {
        const kind = kindOf(e.kind);
        return kind ? say(kind.title) : e.kind;
      },
    },
    { key: 'what', title: t('what'), render: (e) => [e.aboutName, e.staffName, codeOf(e)].filter(Boolean).join('　') },
    { key: 'day', title: t('day'), render: (e) => (e.endedOn ? `${e.onDate} — ${e.endedOn}` : e.onDate) },
    { key: 'quantity', title: t('quantity'), number: true, render: (e) => e.quantity ?? '' },
    { key: 'by', title: t('by'), render: (e) => e.institutionName ?? e.recordedName },
    {
      key: 'evidence',
      title: t('evidence'),
      number: true,
      render: (e) => (e.evidence.length === 0 ? t('none') : t('files', { count: e.evidence.length })),
    },
    { key: 'state', title: t('state'), render: (e) => t(`entry_${e.state}`) },
    {
      key: 'acts',
      title: t('acts'),
      render: (e) => (
        <Allowed permission="agreement.keep">
          {mayAct
            ? stepsOf(e, isOwn(e), kindOf(e.kind)).map((s) => (
                <Button
                  key={s.action}
                  size="small"
                  type={s.action === 'confirm' ? 'primary' : 'default'}
                  onClick={() => setAsked({ ...s, entry: e })}
                >
                  {s.label}
                </Button>
              ))
            : null}
        </Allowed>
      ),
    },
  ];
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
      {asked === null ? null : (
        <ConfirmAct
          title={asked.label}
          explain={
            <p>
              {[asked.entry.aboutName, asked.entry.staffName, codeOf(asked.entry), asked.entry.onDate]
                .filter(Boolean)
                .join('　')}
            </p>
          }
          text={asked.needsReason ? 'required' : 'none'}
          onConfirm={(reason) =>
            api.post('/api/agreement-entries/move', {
              entryIds: [asked.entry.entryId],
              action: asked.action,
              reason: reason.text || null,
            })
          }
          onClose={(done) => {
            setAsked(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </>
  );
}

/** Steps a side may take: opening and closing only where the kind knows them. */
function stepsOf(entry: Entry, own: boolean, kind: KindsShown['entries'][number] | undefined): Omit<Asked, 'entry'>[] {
  const role = own ? 'own' : 'other';
  return entryTransitions
    .filter((s) => s.from === entry.state && s.roles.includes(role))
    .filter((s) => s.action !== 'open' || kind?.open !== undefined)
    .filter(
      (s) => s.action !== 'close' || kind?.close !== undefined || entry.kind === 'cycle' || entry.kind === 'problem',
    )
    .filter((s) => s.action !== 'cancel' || entry.state === 'open')
    .map((s) => ({ action: s.action, label: s.label, needsReason: s.needs?.includes('reason') ?? false }));
}
