import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  kitWords,
  PageHeader,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ApplicationHit, PersonHit, SchoolHit, SearchAnswer } from '../schema.ts';
import { Block } from './block.tsx';
import { deskWords } from './desk-words.ts';
import { ListLink } from './list-link.tsx';
import './desk.css';

const UNDERSTOOD = { name: 'asName', id_number: 'asId', application_number: 'asNumber' } as const;

/** 搜索: people, applications and schools of one's scope by whatever was typed. */
export default function SearchScreen() {
  const t = useWords(deskWords);
  const kit = useWords(kitWords);
  const { q }: { q?: string } = useSearch({ strict: false });
  const typed = q === undefined ? '' : String(q);
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['desk', 'search', typed],
    queryFn: ({ signal }) => api.get<SearchAnswer>('/api/desk/search', { query: { q: typed }, signal }),
    enabled: typed !== '',
  });
  return (
    <>
      <PageHeader
        title={t('search')}
        note={data === undefined ? t('searchNote') : `${t(UNDERSTOOD[data.understoodAs])}：${typed}`}
      />
      {typed === '' ? <EmptyState title={t('searchBegin')} /> : null}
      {isLoading ? <p role="status">{kit('loading')}</p> : null}
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : <Found data={data} typed={typed} />}
    </>
  );
}

function Found({ data, typed }: { data: SearchAnswer; typed: string }) {
  const t = useWords(deskWords);
  if (data.people.length + data.applications.length + data.schools.length === 0) {
    return <EmptyState title={t('nothing')} begin={t('nothingHint')} />;
  }
  return (
    <div className="desk-today">
      {data.people.length === 0 ? null : (
        <Block title={t('people')}>
          <PeopleTable rows={data.people} />
          {data.morePeople ? (
            <p>
              <ListLink to={`/people?name=${encodeURIComponent(typed)}`}>{t('morePeople')}</ListLink>
            </p>
          ) : null}
        </Block>
      )}
      {data.applications.length === 0 ? null : (
        <Block title={t('applications')}>
          <ApplicationTable rows={data.applications} />
        </Block>
      )}
      {data.schools.length === 0 ? null : (
        <Block title={t('schools')}>
          <SchoolTable rows={data.schools} />
        </Block>
      )}
    </div>
  );
}

function PeopleTable({ rows }: { rows: readonly PersonHit[] }) {
  const t = useWords(deskWords);
  const columns: Column<PersonHit>[] = [
    { key: 'name', title: t('name'), render: (p) => <ListLink to={`/people/${p.personId}`}>{p.name}</ListLink> },
    { key: 'id', title: t('idNumber'), render: (p) => p.idMask ?? '—' },
    { key: 'sex', title: t('sex'), render: (p) => p.sex ?? '—' },
    { key: 'age', title: t('age'), number: true, render: (p) => p.age ?? '—' },
    { key: 'village', title: t('village'), render: (p) => p.villageName ?? '—' },
  ];
  return (
    <DataTable caption={t('people')} columns={columns} rows={rows} rowKey={(p) => p.personId} rowName={(p) => p.name} />
  );
}

function ApplicationTable({ rows }: { rows: readonly ApplicationHit[] }) {
  const t = useWords(deskWords);
  const columns: Column<ApplicationHit>[] = [
    {
      key: 'name',
      title: t('name'),
      render: (a) => <ListLink to={`/enrolment/applications/${a.id}`}>{a.name}</ListLink>,
    },
    { key: 'number', title: t('number'), render: (a) => a.number },
    { key: 'state', title: t('state'), render: (a) => a.stateName },
    { key: 'school', title: t('school'), render: (a) => a.schoolName ?? '—' },
    { key: 'major', title: t('major'), render: (a) => a.major ?? '—' },
  ];
  return (
    <DataTable caption={t('applications')} columns={columns} rows={rows} rowKey={(a) => a.id} rowName={(a) => a.name} />
  );
}

function SchoolTable({ rows }: { rows: readonly SchoolHit[] }) {
  const t = useWords(deskWords);
  const columns: Column<SchoolHit>[] = [{ key: 'name', title: t('school'), render: (s) => s.name }];
  return (
    <DataTable
      caption={t('schools')}
      columns={columns}
      rows={rows}
      rowKey={(s) => s.institutionId}
      rowName={(s) => s.name}
    />
  );
}
