import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  PageHeader,
  PrintButton,
  TitledTable,
  useListState,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { ChainRow, ChainView } from '../schema.ts';
import { words } from './words.ts';

/** 培训就业脱贫成效: the funnel of households of a place, and the same of each place below. */
export default function ChainScreen() {
  const t = useWords(words);
  const { unit } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const { division } = state.filters;
  const found = useQuery({
    queryKey: ['household-chain', division],
    queryFn: ({ signal }) => api.get<ChainView>('/api/household-chain', { query: { division }, signal }),
  });
  const data = found.data;
  const open = (code: string | undefined) =>
    setState({ ...state, filters: code === undefined ? {} : { division: code } });
  const steps =
    data === undefined
      ? []
      : [
          { step: t('trained'), households: data.trained, rate: null },
          { step: t('employed'), households: data.employed, rate: data.employedRate },
          { step: t('outOfPoverty'), households: data.outOfPoverty, rate: data.outRate },
        ];
  return (
    <>
      <PageHeader
        title={data === undefined ? t('title') : `${t('title')}：${data.place}`}
        note={t('note')}
        actions={
          <>
            {division === undefined ? null : (
              <Button onClick={() => open(undefined)}>{t('up', { place: unit.name ?? t('all') })}</Button>
            )}
            <PrintButton title={t('title')} />
          </>
        }
      />
      <div className="kit-stack">
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'step', title: t('step'), render: (s) => s.step },
            { key: 'households', title: t('households'), number: true, render: (s) => s.households },
            { key: 'rate', title: t('rate'), number: true, render: (s) => (s.rate === null ? '—' : `${s.rate}%`) },
          ]}
          rows={steps}
          rowKey={(s) => s.step}
          rowName={(s) => s.step}
          loadingRows={found.isPending ? 3 : undefined}
        />
        <TitledTable<ChainRow>
          title={t('places')}
          empty={t('none')}
          columns={[
            {
              key: 'place',
              title: t('place'),
              render: (r) =>
                r.code % 1000 === 0 ? (
                  <Button type="link" size="small" onClick={() => open(String(r.code))}>
                    {r.name}
                  </Button>
                ) : (
                  r.name
                ),
            },
            { key: 'trained', title: t('trained'), number: true, render: (r) => r.trained },
            { key: 'employed', title: t('employed'), number: true, render: (r) => r.employed },
            { key: 'out', title: t('outOfPoverty'), number: true, render: (r) => r.outOfPoverty },
          ]}
          rows={data?.rows}
          rowKey={(r) => String(r.code)}
          rowName={(r) => r.name}
        />
      </div>
    </>
  );
}
