import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ListPage, SchemaForm, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { RegisterStatus, type ReportedRow } from '../schema.ts';
import { words } from './words.ts';

const Registration = RegisterStatus.omit({ applicationId: true });

function Waiting({ row }: { row: ReportedRow }) {
  const t = useWords(words);
  const days = t('days', { count: row.days });
  return row.standing === 'overdue' ? (
    <strong className="kit-alarm">
      {days} · {t('overdue')}
    </strong>
  ) : (
    <span>{days}</span>
  );
}

/** 报到与注册: who has reported and waits for a place on the roll, for how long, against the local limit. */
export default function ReportedScreen() {
  const t = useWords(words);
  const session = useSession();
  const client = useQueryClient();
  const [row, setRow] = useState<ReportedRow | null>(null);
  const may = session.permissions.includes('student.register');
  const columns: Column<ReportedRow>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'major', title: t('major'), render: (r) => r.major ?? '—' },
    { key: 'school', title: t('school'), render: (r) => r.schoolName ?? '—', optional: session.unit.line === 'school' },
    { key: 'reportedOn', title: t('reportedOn'), render: (r) => r.reportedOn },
    { key: 'days', title: t('waiting'), render: (r) => <Waiting row={r} /> },
    {
      key: 'limit',
      title: t('limit'),
      render: (r) => (r.limitDays === null ? t('notSet') : t('days', { count: r.limitDays })),
    },
    ...(may
      ? [
          {
            key: 'register',
            title: t('register'),
            render: (r: ReportedRow) => <Button onClick={() => setRow(r)}>{t('register')}</Button>,
          },
        ]
      : []),
  ];
  const register = async (value: object): Promise<void> => {
    await api.post('/api/students/register', { ...value, applicationId: row?.applicationId });
    await client.invalidateQueries();
    setRow(null);
  };
  return (
    <>
      <ListPage<ReportedRow>
        id="reported"
        title={t('reported')}
        note={t('reportedNote')}
        endpoint="/api/students/reported"
        columns={columns}
        rowKey={(r) => r.applicationId}
        rowName={(r) => r.name}
        filters={[
          { kind: 'select', key: 'overdue', label: t('overdue'), options: [{ value: 'yes', label: t('yes') }] },
        ]}
        empty={{ title: t('nobodyWaits'), begin: t('nobodyWaitsHint') }}
      />
      {row === null ? null : (
        <Modal open title={`${t('register')}：${row.name}`} footer={null} onCancel={() => setRow(null)}>
          <SchemaForm
            schema={Registration}
            initial={{ enrolledOn: row.reportedOn, fullTime: true }}
            submitLabel={t('register')}
            onSubmit={register}
          />
        </Modal>
      )}
    </>
  );
}
