import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { address, api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useLanguage,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { Board, BoardRow } from '../schema.ts';
import { Choices } from './choices.tsx';
import { figureText } from './figure-text.ts';
import './indicators.css';
import { ProgressBar } from './progress-bar.tsx';
import { StateNote } from './state-note.tsx';
import { tidy, useAsked, type Asked } from './use-asked.ts';
import { words } from './words.ts';

/** 指标看板: every figure of a place with its goal, its pace, and how many of the places below lag. */
export default function BoardScreen() {
  const t = useWords(words);
  const [asked, go] = useAsked();
  const query = tidy({ divisionCode: asked.divisionCode, on: asked.on, document: asked.document });
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['indicators', query],
    queryFn: ({ signal }) => api.get<Board>('/api/indicators', { query, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader
        title={data === undefined ? t('board') : `${data.place}${t('board')}`}
        note={t('boardNote')}
        actions={
          <>
            <Button href={address('/api/indicators/export', query)}>{t('export')}</Button>
            <PrintButton title={data === undefined ? t('board') : `${data.place}${t('board')}`} />
          </>
        }
      />
      <Choices asked={asked} onChange={go} places={data?.places ?? []} />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && data.rows.length === 0 ? (
        <EmptyState title={t('noRows')} begin={t('noRowsBegin')} />
      ) : (
        <Rows rows={data?.rows ?? []} asked={asked} loading={isPending} />
      )}
      <p className="kit-faint">
        {t('legend')}{' '}
        {data === undefined ? null : data.rolledOn === data.on ? t('rolled', { day: data.rolledOn }) : t('live')}
      </p>
    </>
  );
}

function Rows({ rows, asked, loading }: { rows: readonly BoardRow[]; asked: Asked; loading: boolean }) {
  const t = useWords(words);
  const [language] = useLanguage();
  return (
    <DataTable
      caption={t('board')}
      rows={rows}
      rowKey={(r) => r.key}
      rowName={(r) => r.title[language]}
      loadingRows={loading ? 12 : undefined}
      columns={[
        {
          key: 'title',
          title: t('indicator'),
          render: (r) => (
            <span className="indicator-title">
              <Link
                to="/indicators/one"
                search={tidy({ key: r.key, divisionCode: asked.divisionCode, on: asked.on }) as never}
              >
                {r.title[language]}
              </Link>
              <span className="kit-faint kit-small">
                {' '}
                {r.document} {r.clause}
              </span>
            </span>
          ),
        },
        { key: 'value', title: t('value'), number: true, render: (r) => figureText(r.value, r.unit, language) },
        {
          key: 'goal',
          title: t('goal'),
          number: true,
          render: (r) => (r.goal === null ? '—' : figureText(r.goal.value, r.unit, language)),
        },
        {
          key: 'progress',
          title: t('progress'),
          width: 150,
          render: (r) =>
            r.assessment.percent === null ? (
              '—'
            ) : (
              <>
                {r.assessment.percent.toFixed(1)}%
                <ProgressBar assessment={r.assessment} goal={r.goal?.value ?? null} />
              </>
            ),
        },
        { key: 'state', title: t('state'), render: (r) => <StateNote state={r.assessment.state} /> },
        {
          key: 'behind',
          title: t('lagging'),
          number: true,
          render: (r) => (r.below === 0 ? t('noneGiven') : t('laggingOf', { n: r.behind, m: r.below })),
        },
      ]}
    />
  );
}
