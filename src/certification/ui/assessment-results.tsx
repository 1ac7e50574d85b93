import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { AUDIENCES } from '../levels.ts';
import type { AssessmentView, CandidateView } from '../schema.ts';
import { words } from './words.ts';

type Given = { result: string; audience: string | null };

/** Everybody who sat an assessment, with group and result, written at once. */
export function ResultsDialog({ session, onClose }: { session: AssessmentView; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [error, setError] = useState<unknown>(null);
  const found = useQuery({
    queryKey: ['certification', session.sessionId],
    queryFn: ({ signal }) =>
      api.get<{ rows: CandidateView[] }>(`/api/certification/assessments/${session.sessionId}`, { signal }),
  });
  const rows = found.data?.rows ?? [];
  const of = (r: CandidateView): Given => given[r.personId] ?? { result: r.result ?? '合格', audience: r.audience };
  const save = async (): Promise<void> => {
    try {
      const sent = rows.map((r) => ({
        personId: r.personId,
        result: of(r).result,
        ...(of(r).audience === null ? {} : { audience: of(r).audience }),
      }));
      await api.post(`/api/certification/assessments/${session.sessionId}/results`, { rows: sent });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  const columns: Column<CandidateView>[] = [
    { key: 'name', title: t('person'), render: (r) => r.name },
    {
      key: 'audience',
      title: t('audience'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('audience')}`}
          style={{ minWidth: 120 }}
          value={of(r).audience}
          onChange={(audience) => setGiven({ ...given, [r.personId]: { ...of(r), audience } })}
          options={Object.keys(AUDIENCES).map((value) => ({ value, label: t(value as 'employee') }))}
        />
      ),
    },
    {
      key: 'result',
      title: t('result'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('result')}`}
          value={of(r).result}
          onChange={(result) => setGiven({ ...given, [r.personId]: { ...of(r), result } })}
          options={['合格', '不合格', '缺考'].map((value) => ({ value, label: value }))}
        />
      ),
    },
    { key: 'certificate', title: t('certificateNo'), render: (r) => r.certificateNo ?? '—' },
  ];
  return (
    <Modal
      open
      title={`${t('results')}：${session.number}`}
      okText={t('save')}
      onOk={() => void save()}
      onCancel={onClose}
      width={720}
    >
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        <DataTable
          caption={t('results')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      </div>
    </Modal>
  );
}
