import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import {
  TitledTable,
  DataTable,
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { Readings } from '../schema.ts';
import { words } from './words.ts';
import './law.css';

type Conflict = Readings['conflicts'][number];
type Succession = Readings['successions'][number];
type AreaList = Readings['areas'][number];

/** 冲突与取舍: conflicts with the reading chosen, successions, and lists of areas that say whether they are whole. */
export default function ReadingsScreen() {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['law-readings'],
    queryFn: ({ signal }) => api.get<Readings>('/api/law/readings', { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <PageHeader title={t('readings')} note={t('readingsNote')} actions={<PrintButton title={t('readings')} />} />
      {found.data === undefined ? (
        <p role="status">{t('loading')}</p>
      ) : (
        <div className="kit-stack">
          <Conflicts rows={found.data.conflicts} />
          <Successions rows={found.data.successions} />
          <Areas rows={found.data.areas} />
        </div>
      )}
    </>
  );
}

function Conflicts({ rows }: { rows: readonly Conflict[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const columns: Column<Conflict>[] = [
    { key: 'code', title: '', width: 60, render: (c) => c.code },
    {
      key: 'finding',
      title: t('finding'),
      render: (c) => (
        <>
          {say(c.finding)}
          <div className="kit-faint kit-small">{c.documents.join('、')}</div>
        </>
      ),
    },
    { key: 'reading', title: t('reading'), render: (c) => say(c.reading) },
    {
      key: 'switches',
      title: t('switches'),
      render: (c) =>
        c.switches.length === 0 ? (
          t('none')
        ) : (
          <ul className="law-lines law-small">
            {c.switches.map((s) => (
              <li key={s.key}>
                {s.document}{' '}
                {s.here ? (
                  <Link to="/law/standards" search={{ key: s.key } as never}>
                    {say(s.label)}
                  </Link>
                ) : (
                  say(s.label)
                )}
                {s.here && !s.set ? `（${t('notSet')}）` : ''}
              </li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('readings')}
      columns={columns}
      rows={rows}
      rowKey={(c) => c.code}
      rowName={(c) => c.finding.zh}
    />
  );
}

function Successions({ rows }: { rows: readonly Succession[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const kinds = { unit: t('kindUnit'), fund: t('kindFund'), class: t('kindClass') };
  const columns: Column<Succession>[] = [
    { key: 'kind', title: '', width: 80, render: (s) => kinds[s.kind as keyof typeof kinds] },
    { key: 'from', title: t('was'), render: (s) => say(s.from) },
    { key: 'to', title: t('became'), render: (s) => say(s.to) },
    { key: 'since', title: t('since'), width: 120, render: (s) => s.since },
    { key: 'note', title: t('areaNote'), render: (s) => s.note ?? '' },
  ];
  return (
    <TitledTable
      title={t('successions')}
      note={t('successionNote')}
      columns={columns}
      rows={rows}
      rowKey={(s) => s.code}
      rowName={(s) => s.from.zh}
    />
  );
}

function Areas({ rows }: { rows: readonly AreaList[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const columns: Column<AreaList>[] = [
    { key: 'title', title: t('areas'), render: (a) => say(a.title) },
    { key: 'held', title: t('held'), number: true, width: 80, render: (a) => a.held },
    { key: 'official', title: t('official'), number: true, width: 80, render: (a) => a.officialCount ?? t('none') },
    {
      key: 'complete',
      title: t('state'),
      width: 110,
      render: (a) => (
        <span className={`law-mark law-mark-${a.complete ? 'done' : 'not_set'}`}>
          {t(a.complete ? 'complete' : 'incomplete')}
        </span>
      ),
    },
    { key: 'note', title: t('areaNote'), render: (a) => say(a.note) },
  ];
  return (
    <TitledTable title={t('areas')} columns={columns} rows={rows} rowKey={(a) => a.list} rowName={(a) => a.title.zh} />
  );
}
