import { useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { FormDialog, DataTable, ErrorNote, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { KINDS, RecordFinding, type FindingView, type ListView } from '../rectification/schema.ts';
import { words } from './words.ts';

const FindingFields = RecordFinding.omit({ itemId: true });

/** Findings of earlier reviews that no line takes up yet; each may be taken up here. */
export function Findings({ list }: { list: ListView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [recording, setRecording] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const link = async (findingId: string, itemId: string): Promise<void> => {
    try {
      await api.post('/api/rectification/findings/link', { findingId, itemId });
      await client.invalidateQueries();
    } catch (error) {
      setProblem(error);
    }
  };
  const columns: Column<FindingView>[] = [
    { key: 'round', title: t('source'), render: (f) => f.round },
    { key: 'kind', title: t('kind'), render: (f) => KINDS[f.kind] },
    { key: 'finding', title: t('finding'), render: (f) => <span className="supervision-words">{f.finding}</span> },
    {
      key: 'link',
      title: t('linkTo'),
      render: (f) => (
        <Select
          aria-label={`${t('linkTo')} ${f.finding}`}
          placeholder={t('link')}
          value={null}
          options={list.itemRows.map((i) => ({ value: i.itemId, label: t('itemNo', { n: i.seq }) }))}
          onChange={(itemId: string | null) => (itemId === null ? undefined : void link(f.findingId, itemId))}
        />
      ),
    },
  ];
  return (
    <div className="kit-stack">
      {problem === null ? null : <ErrorNote error={problem} />}
      {list.unlinkedFindings.length === 0 ? null : (
        <DataTable
          caption={t('itemFindings')}
          columns={columns}
          rows={list.unlinkedFindings}
          rowKey={(f) => f.findingId}
          rowName={(f) => f.finding}
        />
      )}
      <div className="kit-no-print">
        <Button onClick={() => setRecording(true)}>{t('recordFinding')}</Button>
      </div>
      {recording ? (
        <FormDialog
          title={t('recordFinding')}
          schema={FindingFields}
          initial={{ round: '2019年“回头看”' }}
          onSubmit={(value) => api.post('/api/rectification/findings', value)}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </div>
  );
}
