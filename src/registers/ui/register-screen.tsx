import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, ListPage, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { Bilingual, ListFilter } from '../../platform/ui-kit/index.ts';
import type { OpenedRegister } from '../records/list-registers.ts';
import type { RecordRow } from '../records/list-records.ts';
import type { RegisterDefinition, RegisterField } from '../definition/definition.ts';
import { RECORD_STATES } from '../schema.ts';
import { Figures } from './figures.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { Reading } from './record-parts.tsx';
import { words } from './words.ts';
import './registers.css';

/** A register's definition, from which its screens are drawn. */
export function useRegister(key: string) {
  return useQuery({
    queryKey: ['register', key],
    queryFn: ({ signal }) => api.get<OpenedRegister>('/api/registers/definition', { query: { key }, signal }),
    staleTime: 60_000,
    enabled: key !== '',
  });
}

/** One register: its figures, its records, and the ways in and out. */
export default function RegisterScreen() {
  const { key = '' } = useParams({ strict: false }) as { key?: string };
  const { data, error, refetch } = useRegister(key);
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Reading /> : <Records key={key} register={data} />;
}

function Records({ register }: { register: OpenedRegister }) {
  const t = useWords(words);
  const b = useBilingual();
  const [importing, setImporting] = useState(false);
  const { definition, mayWrite, mayReview } = register;
  const { key } = definition;
  const columns = listed(definition);
  const { figure, division }: { figure?: string; division?: string } = useSearch({ strict: false });
  const asked = new URLSearchParams({ key, ...(figure ? { figure } : {}), ...(division ? { division } : {}) });
  return (
    <>
      <ListPage<RecordRow>
        id={`register-${key}`}
        title={b(definition.title)}
        note={
          <div className="kit-stack">
            <span>
              {definition.note ? `${b(definition.note)} ` : null}
              <span className="kit-faint">
                {t('document')}：{definition.document} {definition.clause}
              </span>
            </span>
            <Figures register={key} />
          </div>
        }
        endpoint="/api/registers/records"
        fixed={{ key }}
        columns={[
          { key: 'title', title: t('title'), render: (r) => r.title },
          ...columns.map((f) => ({
            key: `field-${f.key}`,
            title: labelOf(f, b),
            number: ['integer', 'decimal', 'money'].includes(f.type),
            render: (r: RecordRow) => r.shown[f.key] || '—',
          })),
          { key: 'place', title: t('place'), render: (r) => r.place },
          ...(definition.stages
            ? [{ key: 'stage', title: t('stage'), render: (r: RecordRow) => (r.stage ? b(r.stage) : '—') }]
            : []),
          { key: 'state', title: t('state'), render: (r) => <State row={r} /> },
        ]}
        rowKey={(r) => r.recordId}
        rowName={(r) => r.title}
        open={(r) => `/registers/records/${r.recordId}`}
        filters={filtersOf(definition, mayReview, t, b)}
        empty={{ title: t('emptyRegister'), begin: t(mayWrite ? 'emptyKeeper' : 'emptyReader') }}
        actions={
          <>
            {mayWrite ? (
              <>
                <Link className="kit-button kit-button-primary" to={`/registers/of/${key}/new`}>
                  {t('enter')}
                </Link>
                <Button onClick={() => setImporting(true)}>{t('import')}</Button>
              </>
            ) : null}
            <a className="kit-button" href={`/api/registers/export?${asked}`}>
              {t(figure ? 'exportCounted' : 'export')}
            </a>
            {definition.booklet ? (
              <a className="kit-button" href={`/api/registers/booklet?key=${key}`}>
                {t('booklet')}
              </a>
            ) : null}
          </>
        }
      />
      {importing ? <ImportDialog register={key} onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function State({ row }: { row: RecordRow }) {
  const t = useWords(words);
  const b = useBilingual();
  const alarm = row.state === 'refused' || row.state === 'returned' || row.state === 'revoked';
  return (
    <>
      <span className={alarm ? 'kit-alarm' : undefined}>{b(RECORD_STATES[row.state])}</span>
      {row.waits ? <div className="kit-faint kit-small">{t('waits')}</div> : null}
      {row.endedOn === null ? null : <div className="kit-faint kit-small">{t('ended', { on: row.endedOn })}</div>}
    </>
  );
}

const labelOf = (f: RegisterField, b: (text: Bilingual) => string) =>
  f.unit ? `${b(f.title)}（${b(f.unit)}）` : b(f.title);

/** The columns that the definition names, or its first short fields; never the title again. */
function listed(definition: RegisterDefinition): RegisterField[] {
  const title = definition.titleField ?? definition.fields.find((f) => f.type === 'text')?.key;
  const named = definition.list
    ? definition.list.flatMap((key) => definition.fields.find((f) => f.key === key) ?? [])
    : definition.fields.filter((f) => !['longText', 'file'].includes(f.type)).slice(0, 6);
  return named.filter((f) => f.key !== title && f.key !== definition.place);
}

function filtersOf(
  definition: RegisterDefinition,
  mayReview: boolean,
  t: ReturnType<typeof useWords<keyof typeof words.zh>>,
  b: (text: Bilingual) => string,
): ListFilter[] {
  const filters: ListFilter[] = [{ kind: 'text', key: 'name', label: t('title') }];
  if (mayReview)
    filters.push({
      kind: 'select',
      key: 'queue',
      label: t('queue'),
      options: [{ value: 'review', label: t('queueReview') }],
    });
  filters.push({
    kind: 'select',
    key: 'state',
    label: t('state'),
    options: Object.entries(RECORD_STATES).map(([value, label]) => ({ value, label: b(label) })),
  });
  if (definition.stages)
    filters.push({
      kind: 'select',
      key: 'stage',
      label: t('stage'),
      options: definition.stages.map((s) => ({ value: s.code, label: b(s.title) })),
    });
  for (const f of definition.fields.filter((one) => one.type === 'code' || one.type === 'codes').slice(0, 3))
    filters.push({
      kind: 'select',
      key: f.key,
      label: b(f.title),
      options: (f.codes ?? []).map((c) => ({ value: c.code, label: b(c.title) })),
    });
  const figures = (definition.figures ?? []).filter((f) => f.count.register === undefined);
  if (figures.length > 0)
    filters.push({
      kind: 'select',
      key: 'figure',
      label: t('counted'),
      options: figures.map((f) => ({ value: f.key, label: b(f.title) })),
    });
  filters.push({ kind: 'area', key: 'division', label: t('place') });
  return filters;
}
