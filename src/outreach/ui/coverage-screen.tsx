import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  ErrorNote,
  Facts,
  FormDialog,
  PageHeader,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { TellFields, TELLERS, type CoverageView, type OutstandingHousehold } from '../publicity/schema.ts';
import { words } from './publicity-words.ts';

/** 入户宣传: how far every registered household was told, by whom, and who is outstanding. */
export default function CoverageScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const [telling, setTelling] = useState<OutstandingHousehold | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['publicity', 'coverage'],
    queryFn: ({ signal }) => api.get<CoverageView>('/api/publicity/coverage', { signal }),
  });
  return (
    <>
      <PageHeader
        title={t('coverage')}
        note={t('coverageNote', { year: today.slice(0, 4) })}
        actions={<PrintButton title={t('coverage')} />}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : <Coverage view={data} onTell={setTelling} />}
      {telling === null ? null : (
        <FormDialog
          title={`${t('tell')}：${telling.headName ?? ''}`}
          schema={TellFields}
          initial={{ toldOn: today, acknowledged: false }}
          onSubmit={(value) => api.post('/api/publicity/households', { ...value, householdIds: [telling.householdId] })}
          onClose={() => setTelling(null)}
        />
      )}
    </>
  );
}

function Coverage({ view, onTell }: { view: CoverageView; onTell: (household: OutstandingHousehold) => void }) {
  const t = useWords(words);
  const share = (n: number, rate: number | null) =>
    `${t('ofCount', { n, all: view.households })}${rate === null ? '' : `（${t('percent', { n: rate.toFixed(1) })}）`}`;
  const columns: Column<OutstandingHousehold>[] = [
    { key: 'village', title: t('village'), render: (h) => h.village },
    { key: 'head', title: t('head'), render: (h) => h.headName ?? '—' },
    { key: 'code', title: t('code'), render: (h) => h.householdNo ?? '—' },
    {
      key: 'act',
      title: t('act'),
      render: (h) => (
        <Allowed permission="publicity.record">
          <Button size="small" onClick={() => onTell(h)}>
            {t('tell')}
          </Button>
        </Allowed>
      ),
    },
  ];
  return (
    <div className="kit-stack">
      <Facts
        facts={[
          { label: t('households'), value: view.households },
          { label: t('told'), value: share(view.told, view.toldRate) },
          { label: t('acknowledged'), value: share(view.acknowledged, view.acknowledgedRate) },
        ]}
      />
      <section>
        <h2>{t('byTeller')}</h2>
        <DataTable
          caption={t('byTeller')}
          columns={[
            { key: 'teller', title: t('teller'), render: (r) => TELLERS[r.teller] },
            { key: 'households', title: t('households'), number: true, render: (r) => r.households },
          ]}
          rows={view.tellers}
          rowKey={(r) => r.teller}
          rowName={(r) => TELLERS[r.teller]}
        />
      </section>
      <section>
        <h2>{t('outstanding')}</h2>
        {view.outstanding.length === 0 ? (
          <p className="kit-faint">{t('allTold')}</p>
        ) : (
          <DataTable
            caption={t('outstanding')}
            columns={columns}
            rows={view.outstanding}
            rowKey={(h) => h.householdId}
            rowName={(h) => h.headName ?? h.householdId}
          />
        )}
      </section>
    </div>
  );
}
