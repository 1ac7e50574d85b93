import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, PageHeader, permits, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import { ANNEX1_COLUMNS, type Annex1Reading } from '../../annex1/figure.ts';
import { FIGURE_NAMES } from '../../report/report-figures.ts';
import type { Annex1View } from '../../annex1/show-annex1.ts';
import { Annex1Persons } from './annex1-persons.tsx';
import { words } from './annex1-words.ts';
import { FiguresTable, type OpenedCell } from './figures-table.tsx';
import './annex1.css';
import '../season/season.css';

/** 工作报表: the six figures of every school as they stand, on any day and under any reading, each opening its persons. */
export default function Annex1Screen() {
  const t = useWords(words);
  const { permissions } = useSession();
  const [asOf, setAsOf] = useState('');
  const [readings, setReadings] = useState<Annex1Reading[]>([]);
  const [cell, setCell] = useState<OpenedCell | null>(null);
  const query = {
    asOf: asOf === '' ? undefined : asOf,
    readings: readings.length === 0 ? undefined : readings.join(','),
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['annex1', query],
    queryFn: ({ signal }) => api.get<Annex1View>('/api/annex1', { query, signal }),
    placeholderData: keepPreviousData,
  });
  const address = new URLSearchParams(
    Object.entries({ ...query, asOf: data?.asOf }).filter(([, v]) => v !== undefined) as [string, string][],
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <a href={`/api/annex1/export?${address}`}>{t('export')}</a>
            <Link to="/reports">{t('season')}</Link>
          </>
        }
      />
      <div className="annex1-tools">
        <label>
          {t('asOf')}{' '}
          <input
            type="date"
            className="kit-input"
            value={asOf || (data?.asOf ?? '')}
            onChange={(e) => setAsOf(e.target.value)}
          />
        </label>
        <Select<Annex1Reading[]>
          mode="multiple"
          allowClear
          className="annex1-readings"
          aria-label={t('readings')}
          placeholder={t('readingsHint')}
          value={readings}
          onChange={setReadings}
          options={data?.offered.map((o) => ({ value: o.reading, label: o.title })) ?? []}
        />
      </div>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <Table data={data} mayDecide={permits(permissions, 'match.decide')} onOpen={setCell} />
      )}
      {cell === null ? null : (
        <Annex1Persons cell={cell} query={{ ...query, asOf: data?.asOf }} onClose={() => setCell(null)} />
      )}
    </>
  );
}

type TableProps = { data: Annex1View; mayDecide: boolean; onOpen: (cell: OpenedCell) => void };

function Table({ data, mayDecide, onOpen }: TableProps) {
  const t = useWords(words);
  if (data.rows.length === 0) return <EmptyState title={t('empty')} begin={t('emptyBegin')} />;
  const changes = ANNEX1_COLUMNS.flatMap((c) => {
    const [now, before] = [data.total[c], data.yearBefore[c]];
    if (now === null || before === null) return [];
    return [`${FIGURE_NAMES[c]} ${before} → ${now}（${now >= before ? '+' : '−'}${Math.abs(now - before)}）`];
  });
  return (
    <section className="kit-stack">
      <p className="kit-faint">
        {data.unitName} · {data.asOf} · {t('knownAt', { seq: data.knownAt })}
      </p>
      {data.doubtful === 0 ? null : (
        <p role="status">
          {t('doubtful', { n: data.doubtful })} {mayDecide ? <Link to="/matches">{t('decide')}</Link> : null}
        </p>
      )}
      <FiguresTable
        caption={t('table')}
        nameTitle={t('school')}
        rows={data.rows.map((r) => ({ key: r.schoolId, schoolId: r.schoolId, name: r.school, figures: r.figures }))}
        total={data.total}
        onOpen={(cell) => onOpen(cell)}
      />
      {changes.length === 0 ? null : (
        <p>
          {t('yearBefore')}：{changes.join('；')}
        </p>
      )}
    </section>
  );
}
