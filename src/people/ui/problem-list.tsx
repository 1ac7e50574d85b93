import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { Allowed, DataTable, ErrorNote, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ProblemKindCount } from '../list-problems.ts';
import type { ProblemView } from '../schema.ts';
import { words, type PeopleWord } from './words.ts';

const SIZE = 50;

/** The cells of one kind of problem, page by page, each decided in place. */
export function ProblemList({
  path,
  kind,
  onDecided,
}: {
  path: string;
  kind: ProblemKindCount;
  onDecided: () => void;
}) {
  const t = useWords(words);
  const [page, setPage] = useState(1);
  const [deciding, setDeciding] = useState<ProblemView | null>(null);
  const found = useQuery({
    queryKey: ['list', path, 'problems', kind.code, page],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ProblemView>>(`${path}/problems`, { query: { code: kind.code, page, size: SIZE }, signal }),
  });
  const columns: Column<ProblemView>[] = [
    { key: 'row', title: t('row'), number: true, render: (p) => p.row },
    { key: 'column', title: t('column'), render: (p) => p.column ?? '—' },
    { key: 'was', title: t('was'), render: (p) => p.was ?? '—' },
    { key: 'now', title: t('now'), render: (p) => p.now ?? '—' },
    {
      key: 'person',
      title: t('people'),
      render: (p) => (p.personId === null ? '—' : <Link to={`/people/${p.personId}`}>{t('open_file')}</Link>),
    },
    { key: 'decide', title: t('decision'), render: (p) => <Decision problem={p} onDecide={setDeciding} /> },
  ];
  const total = found.data?.total ?? 0;
  return (
    <section>
      <h2>{kind.message}</h2>
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      <DataTable
        caption={kind.message}
        columns={columns}
        rows={found.data?.rows ?? []}
        rowKey={(p) => String(p.seq)}
        rowName={(p) => `${t('row')} ${p.row}`}
        loadingRows={found.isPending ? 5 : undefined}
      />
      {total > SIZE ? (
        <p className="kit-row-acts">
          <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
            ‹
          </Button>{' '}
          {page} / {Math.ceil(total / SIZE)}{' '}
          <Button disabled={page * SIZE >= total} onClick={() => setPage(page + 1)}>
            ›
          </Button>
        </p>
      ) : null}
      {deciding === null ? null : (
        <DecideDialog
          path={path}
          problem={deciding}
          onClose={(done) => {
            setDeciding(null);
            if (!done) return;
            void found.refetch();
            onDecided();
          }}
        />
      )}
    </section>
  );
}

function Decision({ problem, onDecide }: { problem: ProblemView; onDecide: (problem: ProblemView) => void }) {
  const t = useWords(words);
  if (problem.resolution !== null) return t(`resolved_${problem.resolution}` as PeopleWord);
  if (problem.decision !== 'review') return '—';
  return (
    <Allowed permission="register.import">
      <Button size="small" onClick={() => onDecide(problem)}>
        {t('resolve')}
      </Button>
    </Allowed>
  );
}

function DecideDialog({
  path,
  problem,
  onClose,
}: {
  path: string;
  problem: ProblemView;
  onClose: (done: boolean) => void;
}) {
  const t = useWords(words);
  const [value, setValue] = useState('');
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (resolution: 'accepted' | 'corrected' | 'dismissed') =>
      api.post(`${path}/problems/${problem.seq}`, {
        resolution,
        note,
        ...(resolution === 'corrected' ? { value } : {}),
      }),
    onSuccess: () => onClose(true),
  });
  return (
    <Modal
      open
      title={`${t('row')} ${problem.row} ${problem.column ?? ''}`}
      footer={null}
      onCancel={() => onClose(false)}
    >
      <div className="kit-stack">
        <p>{problem.message}</p>
        <p>
          {t('was')}：{problem.was ?? '—'}
        </p>
        <label htmlFor="problem-value">{t('value')}</label>
        <Input id="problem-value" value={value} onChange={(event) => setValue(event.target.value)} />
        <label htmlFor="problem-note">{t('reason')}</label>
        <Input id="problem-note" value={note} onChange={(event) => setNote(event.target.value)} />
        {decide.error === null ? null : <ErrorNote error={decide.error} />}
        <p className="kit-form-acts">
          <Button
            type="primary"
            disabled={value.trim() === ''}
            loading={decide.isPending}
            onClick={() => decide.mutate('corrected')}
          >
            {t('correct')}
          </Button>{' '}
          <Button onClick={() => decide.mutate('accepted')}>{t('accept')}</Button>{' '}
          <Button onClick={() => decide.mutate('dismissed')}>{t('dismiss')}</Button>
        </p>
      </div>
    </Modal>
  );
}
