import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useId } from 'react';
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
import { figureText } from './figure-text.ts';
import './indicators.css';
import { ProgressBar } from './progress-bar.tsx';
import { StateNote } from './state-note.tsx';
import { tidy, useAsked, type Asked } from './use-asked.ts';
import { words } from './words.ts';

const DOCUMENTS = ['FYP14', 'N2021', 'N2019', 'HA2020', 'SD2017'];

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

/** Day, document and place below, kept in the address bar. */
export function Choices(props: {
  asked: Asked;
  onChange: (next: Partial<Asked>) => void;
  places: Board['places'];
  documents?: boolean;
}) {
  const t = useWords(words);
  const id = useId();
  const { asked, onChange, places, documents = true } = props;
  return (
    <div className="indicator-choices kit-no-print">
      <label>
        {t('on')}{' '}
        <input
          type="date"
          className="kit-input"
          value={asked.on}
          onChange={(e) => {
            if (e.target.value !== '') onChange({ on: e.target.value });
          }}
        />
      </label>
      {documents ? (
        <span>
          <label htmlFor={`${id}-document`}>{t('document')} </label>
          <Select
            id={`${id}-document`}
            style={{ width: 130 }}
            value={asked.document ?? ''}
            options={[{ value: '', label: t('allDocuments') }, ...DOCUMENTS.map((value) => ({ value, label: value }))]}
            onChange={(value) => onChange({ document: value === '' ? undefined : value })}
          />
        </span>
      ) : null}
      {places.length === 0 ? null : (
        <span>
          <label htmlFor={`${id}-place`}>{t('place')} </label>
          <Select
            id={`${id}-place`}
            showSearch
            optionFilterProp="label"
            style={{ width: 180 }}
            value={null}
            placeholder={t('places')}
            options={places.map((p) => ({ value: String(p.code), label: p.name }))}
            onChange={(value: string | null) => onChange({ divisionCode: value ?? undefined })}
          />
        </span>
      )}
      {asked.divisionCode === undefined ? null : (
        <Button onClick={() => onChange({ divisionCode: undefined })}>{t('up')}</Button>
      )}
    </div>
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
