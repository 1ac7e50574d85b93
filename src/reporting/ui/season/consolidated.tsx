import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { address, api } from '../../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import type { Consolidation } from '../../season/consolidate-season.ts';
import type { Half } from '../../season/duty.ts';
import { CellDialog } from '../cell-dialog.tsx';
import { FiguresTable, type OpenedCell } from '../annex1/figures-table.tsx';
import { words } from './season-words.ts';

/** 全省汇总: the form's own columns, rows by city or by school, from received versions; a figure opens the persons of its locked table. */
export function Consolidated({ season }: { season: { year: number; half: Half } }) {
  const t = useWords(words);
  const [rows, setRows] = useState<'cities' | 'schools'>('cities');
  const [opened, setOpened] = useState<{ reportId: string; cell: OpenedCell } | null>(null);
  const query = { ...season, rows };
  const { data, error } = useQuery({
    queryKey: ['report-season', 'consolidation', query],
    queryFn: ({ signal }) => api.get<Consolidation>('/api/report-season/consolidation', { query, signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  const reportOf = new Map(data.rows.map((r) => [r.key, r.reportId]));
  const name = (r: Consolidation['rows'][number]) => (rows === 'schools' ? `${r.city} ${r.name}` : r.name);
  return (
    <section className="kit-stack season-section">
      <h2>{t('consolidation')}</h2>
      <p>
        {t('consolidationNote', { a: data.accepted, b: data.expected })}
        {data.complete ? null : (
          <strong className="kit-alarm">
            　{t('incomplete', { a: data.accepted, b: data.expected, cities: data.without.join('、') })}
          </strong>
        )}
      </p>
      {data.accepted === 0 ? (
        <EmptyState title={t('nothingReceived')} />
      ) : (
        <>
          <div className="season-choices kit-no-print">
            <Segmented
              value={rows}
              onChange={setRows}
              options={[
                { value: 'cities', label: t('byCities') },
                { value: 'schools', label: t('bySchools') },
              ]}
            />
            <Button href={address('/api/report-season/consolidation/xlsx', query)}>{t('export')}</Button>
          </div>
          <FiguresTable
            caption={t('consolidation')}
            nameTitle={rows === 'schools' ? t('school') : t('city')}
            rows={data.rows.map((r) => ({ key: r.key, schoolId: r.schoolId, name: name(r), figures: r.figures }))}
            total={data.total}
            totalOpens={false}
            onOpen={(cell, row) => {
              const reportId = row === null ? undefined : reportOf.get(row.key);
              if (reportId !== undefined) setOpened({ reportId, cell });
            }}
          />
        </>
      )}
      {opened === null ? null : (
        <CellDialog reportId={opened.reportId} cell={opened.cell} onClose={() => setOpened(null)} />
      )}
    </section>
  );
}
