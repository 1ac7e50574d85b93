import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { ListAnswer } from '../../../platform/api-client/index.ts';
import { Allowed, AreaPicker, DataTable, ErrorNote, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { ProblemKindCount } from '../../lists/list-problems.ts';
import type { ProblemView } from '../../schema.ts';
import { words, type PeopleWord } from '../words.ts';

const SIZE = 20;

/** The cells of one kind of problem, page by page, each decided in its row. */
export function ProblemList(props: {
  path: string;
  kind: ProblemKindCount;
  /** 12-digit code of the list's area: villages are chosen from it. */
  area: string;
  onDecided: () => void;
}) {
  const { path, kind } = props;
  const t = useWords(words);
  const [page, setPage] = useState(1);
  const [decided, setDecided] = useState(0);
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView?.({ block: 'nearest' }), []);
  const found = useQuery({
    queryKey: ['list', path, 'problems', kind.code, page],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ProblemView>>(`${path}/problems`, { query: { code: kind.code, page, size: SIZE }, signal }),
  });
  const done = (count: number): void => {
    setDecided(count);
    void found.refetch();
    props.onDecided();
  };
  const columns: Column<ProblemView>[] = [
    { key: 'row', title: t('row'), number: true, render: (p) => p.row },
    { key: 'column', title: t('column'), render: (p) => p.column ?? '—' },
    { key: 'was', title: t('was'), render: (p) => p.was ?? '—' },
    { key: 'now', title: t('now'), render: (p) => p.now ?? '—' },
    {
      key: 'person',
      title: t('people'),
      render: (p) => (p.personId === null ? '—' : <Link to={`/people/${p.personId}`}>{t('openFile')}</Link>),
    },
    {
      key: 'decide',
      title: t('decision'),
      render: (p) => <Decision problem={p} path={path} area={props.area} onDone={done} />,
    },
  ];
  const total = found.data?.total ?? 0;
  return (
    <section aria-label={kind.message} ref={section} className="people-problem">
      <h2>{kind.message}</h2>
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      <p role="status" className="kit-faint">
        {decided > 0 ? t('decidedCells', { count: decided }) : ''}
      </p>
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
            {t('previous')}
          </Button>{' '}
          {page} / {Math.ceil(total / SIZE)}{' '}
          <Button disabled={page * SIZE >= total} onClick={() => setPage(page + 1)}>
            {t('next')}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

function Decision(props: { problem: ProblemView; path: string; area: string; onDone: (count: number) => void }) {
  const t = useWords(words);
  const { problem } = props;
  if (problem.resolution !== null) return t(`resolved_${problem.resolution}` as PeopleWord);
  if (problem.decision !== 'review') return '—';
  return (
    <Allowed permission="register.import">
      <DecideInPlace {...props} />
    </Allowed>
  );
}

/** The doubtful cell decided where it stands: a value or a village to correct it, or kept, or left; equal cells with it if wished. */
function DecideInPlace({
  problem,
  path,
  area,
  onDone,
}: {
  problem: ProblemView;
  path: string;
  area: string;
  onDone: (count: number) => void;
}) {
  const t = useWords(words);
  const [value, setValue] = useState('');
  const [same, setSame] = useState(false);
  const decide = useMutation({
    mutationFn: (resolution: 'accepted' | 'corrected' | 'dismissed') =>
      api.post<{ decided: number }>(`${path}/problems/${problem.seq}`, {
        resolution,
        same,
        ...(resolution === 'corrected' ? { value } : {}),
      }),
    onSuccess: (answer) => onDone(answer.decided),
  });
  const name = `${t('row')} ${problem.row} ${t('value')}`;
  return (
    <form
      className="people-decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') decide.mutate('corrected');
      }}
    >
      {problem.fix === 'value' ? (
        <Input
          size="small"
          aria-label={name}
          placeholder={t('value')}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      ) : problem.fix === 'place' ? (
        <span className="people-decide-place">
          <AreaPicker value={value === '' ? undefined : value} root={area} onChange={(code) => setValue(code ?? '')} />
        </span>
      ) : null}
      {problem.fix === 'none' ? null : (
        <Button size="small" type="primary" htmlType="submit" disabled={value.trim() === ''} loading={decide.isPending}>
          {t('correct')}
        </Button>
      )}
      <Button size="small" onClick={() => decide.mutate('accepted')}>
        {t('accept')}
      </Button>
      <Button size="small" onClick={() => decide.mutate('dismissed')}>
        {t('dismiss')}
      </Button>
      {problem.own || problem.was === null ? null : (
        <Checkbox checked={same} onChange={(event) => setSame(event.target.checked)}>
          {t('sameToo')}
        </Checkbox>
      )}
      {decide.error === null ? null : <ErrorNote error={decide.error} />}
    </form>
  );
}
