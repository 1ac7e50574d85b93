import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  FilePage,
  FormDialog,
  PrintButton,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { CandidateFields, SELECTION_KINDS, type CandidateLine, type SelectionView } from '../../selections/schema.ts';
import { totalOf } from '../../selections/standing.ts';
import { words } from './selection-words.ts';
import '../supervision.css';

/** One selection: as it would stand today, then its protocol. */
export default function SelectionScreen() {
  const { selectionId = '' } = useParams({ strict: false }) as { selectionId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['selection', selectionId],
    queryFn: ({ signal }) => api.get<SelectionView>(`/api/selections/${selectionId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Selection view={data} />;
}

type Act = 'enter' | 'decide' | { remove: CandidateLine };

function Selection({ view }: { view: SelectionView }) {
  const t = useWords(words);
  const [act, setAct] = useState<Act | null>(null);
  const works = view.mine && view.state === 'open';
  return (
    <>
      <FilePage
        title={view.title}
        note={t('selectionsNote')}
        actions={
          <div className="supervision-acts">
            {works ? (
              <>
                <Button onClick={() => setAct('enter')}>{t('enter')}</Button>
                <Button
                  type="primary"
                  disabled={!view.rows.some((r) => r.place !== null)}
                  onClick={() => setAct('decide')}
                >
                  {t('decide')}
                </Button>
              </>
            ) : null}
            <PrintButton title={view.title} />
          </div>
        }
        facts={[
          { label: t('kind'), value: SELECTION_KINDS[view.kind] },
          { label: t('unit'), value: view.unitName },
          { label: t('places'), value: view.places ?? t('noLimit') },
          { label: t('state'), value: t(view.state) },
          { label: t('openedOn'), value: view.openedOn },
          { label: t('decidedOn'), value: view.decidedOn ?? '—' },
        ]}
        sections={[
          {
            key: 'order',
            title: t(view.state === 'open' ? 'standing' : 'protocol'),
            content:
              view.rows.length === 0 ? (
                <EmptyState title={t('noCandidates')} />
              ) : (
                <Order view={view} onRemove={works ? (remove) => setAct({ remove }) : null} />
              ),
          },
        ]}
      />
      {act === null ? null : <Dialogs act={act} view={view} onClose={() => setAct(null)} />}
    </>
  );
}

function Order({ view, onRemove }: { view: SelectionView; onRemove: ((line: CandidateLine) => void) | null }) {
  const t = useWords(words);
  const resultOf = (r: CandidateLine) => {
    if (r.place === null) return t('incomplete');
    return r.selected ? <strong>{t('selected')}</strong> : t('notSelected');
  };
  const added: Column<CandidateLine>[] = [
    { key: 'bonus', title: t('bonus'), number: true, render: (r) => (r.bonus > 0 ? `+${r.bonus}` : '—') },
    { key: 'total', title: t('total'), number: true, render: (r) => <strong>{totalOf(r)}</strong> },
  ];
  const columns: Column<CandidateLine>[] = [
    { key: 'place', title: t('place'), number: true, width: 64, render: (r) => r.place ?? '—' },
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'score', title: t('score'), number: true, render: (r) => r.score },
    ...(view.rows.some((r) => r.bonus > 0) ? added : []),
    { key: 'marked', title: t('marked'), render: (r) => (r.marked || r.bonus > 0 ? t('yes') : '—') },
    { key: 'note', title: t('note'), render: (r) => r.note ?? (r.tied ? t('tied') : '—') },
    { key: 'result', title: t('result'), render: resultOf },
  ];
  if (onRemove !== null)
    columns.push({
      key: 'acts',
      title: t('acts'),
      render: (r) => (
        <Button size="small" onClick={() => onRemove(r)}>
          {t('remove')}
        </Button>
      ),
    });
  return (
    <DataTable
      caption={t('candidates')}
      columns={columns}
      rows={view.rows}
      rowKey={(r) => r.candidateId}
      rowName={(r) => r.name}
    />
  );
}

function Dialogs({ act, view, onClose }: { act: Act; view: SelectionView; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const base = `/api/selections/${view.selectionId}`;
  const close = (done: boolean): void => {
    onClose();
    if (done) void client.invalidateQueries();
  };
  if (act === 'enter')
    return (
      <FormDialog
        title={t('enter')}
        schema={CandidateFields}
        onSubmit={(value) => api.post(`${base}/candidates`, value)}
        onClose={onClose}
      />
    );
  if (act === 'decide') {
    const names = view.rows.filter((r) => r.selected).map((r) => r.name);
    return (
      <ConfirmAct
        title={t('decide')}
        explain={<p>{t('decideNote', { count: names.length, names: names.join('、') })}</p>}
        text="none"
        onConfirm={() => api.post(`${base}/decide`, {})}
        onClose={close}
      />
    );
  }
  return (
    <ConfirmAct
      title={t('remove')}
      explain={<p>{t('removeNote', { name: act.remove.name })}</p>}
      danger
      text="required"
      onConfirm={(reason) => api.post(`${base}/candidates/${act.remove.candidateId}/remove`, { reason })}
      onClose={close}
    />
  );
}
