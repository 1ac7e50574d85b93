import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { ConfirmAct, DataTable, ErrorNote, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ProblemView } from '../file/list-problems.ts';
import { words } from './words.ts';

/** What was found in the file of a draft, to be settled one by one or together; a wrong value is corrected at its entry. */
export function ProblemList({ versionId, waiting }: { versionId: string; waiting: number }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [everything, setEverything] = useState(false);
  const [settling, setSettling] = useState<number[] | null>(null);
  const columns = useColumns(setSettling);
  const query = everything ? { size: 200 } : { size: 200, open: 'yes' };
  const { data, error, isPending } = useQuery({
    queryKey: ['catalogue', versionId, 'problems', everything],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ProblemView>>(`/api/catalogue/versions/${versionId}/problems`, { query, signal }),
  });
  const open = (data?.rows ?? []).filter((p) => p.decision === 'review' && p.resolution === null);
  return (
    <section className="kit-stack">
      <h2>{t('problems')}</h2>
      <p role="status">{waiting === 0 ? t('problemsNone') : t('problemsOpen', { count: waiting })}</p>
      {error === null ? null : <ErrorNote error={error} />}
      {data?.rows.length === 0 ? null : (
        <DataTable
          caption={t('problems')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(p) => String(p.seq)}
          rowName={(p) => `${t('row')} ${p.row} ${p.message}`}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
      <div>
        {open.length > 1 ? <Button onClick={() => setSettling(open.map((p) => p.seq))}>{t('acceptAll')}</Button> : null}{' '}
        <Button type="link" onClick={() => setEverything(!everything)}>
          {t(everything ? 'showOpen' : 'showAll')}
        </Button>
      </div>
      {settling === null ? null : (
        <ConfirmAct
          title={t('accept')}
          explain={t('acceptExplain')}
          text="required"
          onConfirm={({ text }) =>
            api.post(`/api/catalogue/versions/${versionId}/problems/resolve`, {
              seqs: settling,
              resolution: 'accepted',
              note: text,
            })
          }
          onClose={(done) => {
            setSettling(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </section>
  );
}

function useColumns(settle: (seqs: number[]) => void): Column<ProblemView>[] {
  const t = useWords(words);
  return [
    { key: 'row', title: t('row'), number: true, render: (p) => p.row },
    { key: 'column', title: t('column'), render: (p) => p.column ?? '—' },
    { key: 'found', title: t('found'), render: (p) => p.message },
    { key: 'was', title: t('was'), render: (p) => p.was ?? '—' },
    { key: 'now', title: t('now'), render: (p) => p.now ?? '—' },
    {
      key: 'decided',
      title: t('decided'),
      render: (p) => {
        if (p.resolution !== null) return `${t(p.resolution as 'accepted')}${p.note === null ? '' : `：${p.note}`}`;
        if (p.decision !== 'review') return '—';
        return (
          <Button size="small" onClick={() => settle([p.seq])}>
            {t('accept')}
          </Button>
        );
      },
    },
  ];
}
