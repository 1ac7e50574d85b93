import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useSession, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { TraineeView } from '../../rosters/schema.ts';
import { classWords } from './class-words.ts';

type Graded = { result: string; certificateNo: string; satisfaction: number | null };

/** Results, certificate numbers and satisfaction of a class, written at once. */
export function ResultsDialog({
  path,
  rows,
  onClose,
}: {
  path: string;
  rows: readonly TraineeView[];
  onClose: () => void;
}) {
  const t = useWords(classWords);
  const client = useQueryClient();
  const { today } = useSession();
  const [resultOn, setResultOn] = useState(today);
  const [error, setError] = useState<unknown>(null);
  const [given, setGiven] = useState<Record<string, Graded>>(() =>
    Object.fromEntries(
      rows.map((r) => [
        r.personId,
        { result: r.result ?? '合格', certificateNo: r.certificateNo ?? '', satisfaction: r.satisfaction },
      ]),
    ),
  );
  const set = (id: string, more: Partial<Graded>): void => setGiven({ ...given, [id]: { ...given[id]!, ...more } });
  const send = async (): Promise<void> => {
    try {
      const sent = rows.map(({ personId }) => {
        const { result, certificateNo, satisfaction } = given[personId]!;
        return {
          personId,
          result,
          resultOn,
          ...(certificateNo ? { certificateNo } : {}),
          ...(satisfaction === null ? {} : { satisfaction }),
        };
      });
      await api.post(`${path}/results`, { rows: sent });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  const columns: Column<TraineeView>[] = [
    { key: 'name', title: t('trainee'), render: (r) => r.name },
    { key: 'hours', title: t('attended'), number: true, render: (r) => r.hours },
    {
      key: 'result',
      title: t('result'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('result')}`}
          value={given[r.personId]!.result}
          onChange={(result) => set(r.personId, { result })}
          options={['合格', '不合格', '缺考'].map((value) => ({ value, label: value }))}
        />
      ),
    },
    {
      key: 'certificate',
      title: t('certificateNo'),
      render: (r) => (
        <Input
          aria-label={`${r.name} ${t('certificateNo')}`}
          value={given[r.personId]!.certificateNo}
          onChange={(e) => set(r.personId, { certificateNo: e.target.value })}
        />
      ),
    },
    {
      key: 'satisfaction',
      title: t('satisfaction'),
      render: (r) => (
        <InputNumber
          aria-label={`${r.name} ${t('satisfaction')}`}
          min={1}
          max={5}
          value={given[r.personId]!.satisfaction}
          onChange={(satisfaction) => set(r.personId, { satisfaction })}
        />
      ),
    },
  ];
  return (
    <Modal open title={t('results')} okText={t('save')} onOk={() => void send()} onCancel={onClose} width={860}>
      <div className="kit-stack">
        <label>
          {t('resultOn')}{' '}
          <Input type="date" value={resultOn} onChange={(e) => setResultOn(e.target.value)} style={{ width: 180 }} />
        </label>
        {error === null ? null : <ErrorNote error={error} />}
        <DataTable
          caption={t('results')}
          columns={columns}
          rows={[...rows]}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      </div>
    </Modal>
  );
}
