import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { CrossCell, NeedRow, NeedView } from '../monitoring/schema.ts';
import { words } from './monitoring/monitoring-words.ts';

const WISHES = ['willing', 'unwilling', 'not_asked'] as const;

/** 培训需求: by township with the sum, the classes they call for, and the register's people by ability and wish. */
export default function NeedsScreen() {
  const t = useWords(words);
  const { data, error, refetch } = useQuery({
    queryKey: ['monitoring', 'needs'],
    queryFn: ({ signal }) => api.get<NeedView>('/api/monitoring/needs', { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const rows: NeedRow[] = data.rows.length === 0 ? [] : [...data.rows, { code: 0, name: t('total'), ...data.total }];
  const columns: Column<NeedRow>[] = [
    { key: 'name', title: t('township'), render: (r) => (r.code === 0 ? <strong>{r.name}</strong> : r.name) },
    { key: 'practical', title: t('practical'), number: true, render: (r) => r.practical },
    { key: 'concentrated', title: t('concentrated'), number: true, render: (r) => r.concentrated },
    { key: 'online', title: t('online'), number: true, render: (r) => r.online },
    { key: 'evening', title: t('evening'), number: true, render: (r) => r.evening },
    { key: 'near', title: t('nearHome'), number: true, render: (r) => r.nearHome },
  ];
  return (
    <>
      <PageHeader
        title={t('needs')}
        note={t('needsNote', { year: data.year })}
        actions={<PrintButton title={t('needs')} />}
      />
      <div className="kit-stack">
        {rows.length === 0 ? (
          <EmptyState title={t('noNeeds')} begin={t('noNeedsBegin')} />
        ) : (
          <DataTable
            caption={t('needs')}
            columns={columns}
            rows={rows}
            rowKey={(r) => String(r.code)}
            rowName={(r) => r.name}
          />
        )}
        {data.proposals.length === 0 ? null : (
          <section>
            <h2>{t('proposals')}</h2>
            <ul>
              {data.proposals.map((p) => (
                <li key={p.code}>{t('proposal', { name: p.name, n: p.upTo })}</li>
              ))}
            </ul>
          </section>
        )}
        <Cross cells={data.cross} persons={data.persons} />
      </div>
    </>
  );
}

function Cross({ cells, persons }: { cells: readonly CrossCell[]; persons: number }) {
  const t = useWords(words);
  if (cells.length === 0) return null;
  const abilities = [...new Set(cells.map((c) => c.ability))];
  const at = (ability: string, wish: CrossCell['wish']) =>
    cells.find((c) => c.ability === ability && c.wish === wish)?.persons ?? 0;
  const columns: Column<string>[] = [
    { key: 'ability', title: t('ability'), render: (a) => a },
    ...WISHES.map((wish) => ({ key: wish, title: t(wish), number: true, render: (a: string) => at(a, wish) })),
  ];
  return (
    <section>
      <h2>{t('cross')}</h2>
      <p className="kit-faint">{t('crossNote', { n: persons })}</p>
      <DataTable caption={t('cross')} columns={columns} rows={abilities} rowKey={(a) => a} rowName={(a) => a} />
    </section>
  );
}
