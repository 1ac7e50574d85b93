import { Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, TitledTable, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { StatusCheck as Check, StatusConflict } from '../status/check-statuses.ts';
import { words } from './words.ts';

type T = ReturnType<typeof useWords<keyof typeof words.zh>>;

const columnsOf = (t: T): Column<StatusConflict>[] => [
  { key: 'name', title: t('name'), render: (row) => row.name },
  { key: 'conflict', title: t('conflict'), render: (row) => t(row.kind) },
  {
    key: 'statuses',
    title: t('statuses'),
    render: (row) =>
      row.statuses.map((s) => (
        <div key={s.statusId}>
          <a href={`/students/${s.statusId}`}>{s.schoolName}</a> {t(s.fullTime ? 'fullTime' : 'partTime')}{' '}
          {s.enrolledOn}
        </div>
      )),
  },
];

/** 学籍核对: how many statuses of how many persons, and who has more than one. */
export function StatusCheck({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const check = useQuery({ queryKey: ['student-check'], queryFn: () => api.get<Check>('/api/students/check') });
  return (
    <Modal open title={t('check')} footer={null} width={760} loading={check.isPending} onCancel={onClose}>
      {check.error ? <ErrorNote error={check.error} /> : null}
      {check.data ? (
        <>
          <p>
            {t('checkSum', {
              statuses: check.data.statuses,
              persons: check.data.persons,
              fullTime: check.data.fullTime,
              partTime: check.data.partTime,
            })}
          </p>
          <TitledTable<StatusConflict>
            title={t('conflicts', { count: check.data.conflicts.length })}
            empty={t('noConflicts')}
            columns={columnsOf(t)}
            rows={check.data.conflicts}
            rowKey={(row) => row.statuses[0]!.statusId}
            rowName={(row) => row.name}
          />
        </>
      ) : null}
    </Modal>
  );
}
