import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
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
import { BOARD_STATES, type Board, type BoardLine, type BoardState } from '../schema.ts';
import { DutyStanding } from './duty-line.tsx';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;
type Document = Board['documents'][number];

/** 本单位义务: what the documents ask of one's own office, counted by document and state, and the duties behind a number. */
export default function BoardScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { document?: string; state?: BoardState };
  const chosen = { document: search.document, state: search.state };
  const found = useQuery({
    queryKey: ['law-board', chosen],
    queryFn: ({ signal }) => api.get<Board>('/api/law/board', { query: chosen, signal }),
  });
  const choose = (document: string | undefined, state: BoardState | undefined) =>
    void navigate({ to: '/law/board', search: { document, state } as never });
  return (
    <>
      <PageHeader title={t('board')} note={t('boardNote')} actions={<PrintButton title={t('board')} />} />
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.data === undefined ? (
        found.error === null ? (
          <p role="status">{t('loading')}</p>
        ) : null
      ) : (
        <div className="kit-stack">
          <Counts documents={found.data.documents} onChoose={choose} />
          <Duties rows={found.data.rows} />
        </div>
      )}
    </>
  );
}

function Counts({
  documents,
  onChoose,
}: {
  documents: readonly Document[];
  onChoose: (document: string | undefined, state: BoardState | undefined) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const number = (d: Document, state: BoardState) =>
    d.counts[state] === 0 ? (
      '0'
    ) : (
      <button type="button" className="kit-link" onClick={() => onChoose(d.code, state)}>
        {d.counts[state]}
      </button>
    );
  const columns: Column<Document>[] = [
    { key: 'title', title: t('document'), render: (d) => <Link to={`/law/documents/${d.code}`}>{say(d.title)}</Link> },
    ...BOARD_STATES.map((state): Column<Document> => ({
      key: state,
      title: t(`state_${state}` as Key),
      number: true,
      width: 90,
      render: (d) => number(d, state),
    })),
    {
      key: 'total',
      title: t('total'),
      number: true,
      width: 80,
      render: (d) => (
        <button type="button" className="kit-link" onClick={() => onChoose(d.code, undefined)}>
          {d.total}
        </button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('board')}
      columns={columns}
      rows={documents}
      rowKey={(d) => d.code}
      rowName={(d) => d.title.zh}
    />
  );
}

function Duties({ rows }: { rows: readonly BoardLine[] }) {
  const t = useWords(words);
  const say = useBilingual();
  if (rows.length === 0) return <p>{t('boardEmpty')}</p>;
  const columns: Column<BoardLine>[] = [
    {
      key: 'state',
      title: t('state'),
      width: 100,
      render: (r) => <span className={`law-mark law-mark-${r.state}`}>{t(`state_${r.state}` as Key)}</span>,
    },
    {
      key: 'duty',
      title: t('duty'),
      render: (r) => (
        <>
          {say({ zh: r.gist, en: r.obligation })}
          <div className="kit-faint kit-small">
            {r.document} {r.place} · {t(`force_${r.force}` as Key)}
          </div>
        </>
      ),
    },
    { key: 'who', title: t('who'), width: 200, render: (r) => r.actors.join('、') },
    { key: 'standing', title: t('standing'), render: (r) => <DutyStanding duty={r} /> },
  ];
  return <TitledTable title={t('duties')} columns={columns} rows={rows} rowKey={(r) => r.id} rowName={(r) => r.gist} />;
}
