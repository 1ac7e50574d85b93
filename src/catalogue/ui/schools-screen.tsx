import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  SchemaForm,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { CitySchool } from '../entries/list-schools.ts';
import { RecordSchool } from '../schema.ts';
import { words } from './words.ts';
import { useYear, YearChoice } from './year-choice.tsx';

const Contact = RecordSchool.omit({ institutionId: true, locationCode: true });

/** 本市技工院校: every technical school located in the city, whoever owns it, with what the public page shows of it. */
export default function SchoolsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [year, setYear] = useYear();
  const [editing, setEditing] = useState<CitySchool | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['catalogue', 'schools', year],
    queryFn: ({ signal }) => api.get<{ rows: CitySchool[] }>('/api/catalogue/schools', { query: { year }, signal }),
  });
  const columns: Column<CitySchool>[] = [
    { key: 'name', title: t('school'), render: (s) => s.name },
    { key: 'grade', title: t('grade'), render: (s) => s.grade ?? '—' },
    { key: 'affiliation', title: t('affiliation'), render: (s) => s.affiliation ?? '—' },
    { key: 'phone', title: t('phone'), render: (s) => s.phone ?? '—' },
    { key: 'address', title: t('address'), render: (s) => s.address ?? '—' },
    { key: 'entries', title: t('entries'), number: true, render: (s) => s.entries },
    {
      key: 'acts',
      title: t('acts'),
      render: (s) => (
        <span className="kit-row-acts">
          <Button size="small" onClick={() => setEditing(s)}>
            {t('recordSchool')}
          </Button>{' '}
          <Allowed permission="report.read">
            <Link to={`/city-schools/${s.institutionId}/ledger`}>{t('ledger')}</Link>{' '}
            <Link to={`/city-schools/${s.institutionId}/costs`}>{t('costs')}</Link>
          </Allowed>
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('schools')}
        note={t('schoolsNote')}
        actions={<YearChoice year={year} onChange={setYear} />}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noSchools')} begin={t('noSchoolsBegin')} />
      ) : (
        <DataTable
          caption={t('schools')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(s) => s.institutionId}
          rowName={(s) => s.name}
          loadingRows={isPending ? 8 : undefined}
        />
      )}
      {editing === null ? null : (
        <Modal open title={editing.name} footer={null} onCancel={() => setEditing(null)}>
          <SchemaForm
            schema={Contact}
            initial={{
              phone: editing.phone,
              address: editing.address,
              affiliation: editing.affiliation as '省属' | null,
            }}
            submitLabel={t('save')}
            onSubmit={async (value) => {
              await api.post(`/api/catalogue/schools/${editing.institutionId}`, value);
              await client.invalidateQueries();
              setEditing(null);
            }}
          />
        </Modal>
      )}
    </>
  );
}
