import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ErrorNote,
  FormDialog,
  ListPager,
  money,
  PageHeader,
  PrintButton,
  TitledTable,
  useListState,
  useSession,
  useWords,
} from '../../platform/ui-kit/index.ts';
import { WishFields, type NotAsked, type WishCase, type WishesRealised } from '../wishes/schema.ts';
import { words } from './wish-words.ts';

/** 就业愿望: how many wishes came true, which are open with which school, and who was not asked yet. */
export default function WishesScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const [asked, setAsked] = useState<NotAsked | null>(null);
  const { year } = state.filters;
  const found = useQuery({
    queryKey: ['employment', 'wishes', year, state.page, state.size],
    queryFn: ({ signal }) =>
      api.get<WishesRealised>('/api/employment/wishes', {
        query: { year, page: state.page, size: state.size },
        signal,
      }),
  });
  const now = Number(today.slice(0, 4));
  const years = [0, 1, 2, 3, 4].map((ago) => ({ value: String(now - ago), label: String(now - ago) }));
  const data = found.data;
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} actions={<PrintButton title={t('title')} />} />
      <div className="kit-stack">
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        <label>
          {t('year')}{' '}
          <Select
            value={year ?? ''}
            style={{ minWidth: 120 }}
            options={[{ value: '', label: t('allYears') }, ...years]}
            onChange={(chosen: string) =>
              setState({ ...state, page: 1, filters: chosen === '' ? {} : { year: chosen } })
            }
          />
        </label>
        {data === undefined ? null : (
          <p>
            <strong>
              {t('told', { withWish: data.withWish, realised: data.realised, percent: data.percent ?? '—' })}
            </strong>
          </p>
        )}
        <OpenCases found={data} />
        {data === undefined || data.open.total <= data.open.size ? null : (
          <ListPager answer={data.open} state={state} onChange={setState} />
        )}
        <NotAskedTable found={data} onAsk={setAsked} />
      </div>
      {asked === null ? null : (
        <FormDialog
          title={`${t('record')}：${asked.name}`}
          schema={WishFields}
          initial={{ statedOn: today }}
          onClose={() => setAsked(null)}
          onSubmit={(value) => api.post('/api/employment/wishes', { rows: [{ ...value, personId: asked.personId }] })}
        />
      )}
    </>
  );
}

function OpenCases({ found }: { found: WishesRealised | undefined }) {
  const t = useWords(words);
  const wishOf = (w: WishCase) =>
    [
      w.selfEmployed ? t('own') : t('work'),
      w.sector,
      w.place,
      w.wageFen === null ? null : t('wage', { wage: money(w.wageFen) }),
    ]
      .filter((part) => part !== null)
      .join('，');
  return (
    <TitledTable<WishCase>
      title={t('open', { total: found?.open.total ?? 0 })}
      empty={t('openNone')}
      columns={[
        { key: 'name', title: t('person'), render: (w) => w.name },
        { key: 'school', title: t('school'), render: (w) => w.school ?? '—' },
        { key: 'of', title: t('ofWhat'), render: (w) => w.ofWhat ?? '—' },
        { key: 'finished', title: t('finishedOn'), render: (w) => w.finishedOn },
        { key: 'wish', title: t('wish'), render: wishOf },
      ]}
      rows={found?.open.rows}
      rowKey={(w) => w.personId}
      rowName={(w) => w.name}
    />
  );
}

function NotAskedTable({ found, onAsk }: { found: WishesRealised | undefined; onAsk: (person: NotAsked) => void }) {
  const t = useWords(words);
  return (
    <TitledTable<NotAsked>
      title={t('notAsked', { total: found?.notAsked.total ?? 0 })}
      note={t('notAskedNote')}
      empty={t('notAskedNone')}
      columns={[
        { key: 'name', title: t('person'), render: (p) => p.name },
        { key: 'school', title: t('school'), render: (p) => p.school ?? '—' },
        { key: 'finished', title: t('finishedOn'), render: (p) => p.finishedOn },
        {
          key: 'act',
          title: t('act'),
          render: (p) => (
            <Allowed permission="employment.record">
              <Button size="small" onClick={() => onAsk(p)}>
                {t('record')}
              </Button>
            </Allowed>
          ),
        },
      ]}
      rows={found?.notAsked.rows}
      rowKey={(p) => p.personId}
      rowName={(p) => p.name}
    />
  );
}
