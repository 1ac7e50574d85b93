import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  ListFilters,
  PageHeader,
  PrintButton,
  thousands,
  useListState,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { NEARNESS } from '../../../catalogue/schema.ts';
import type { NearnessLine } from '../../city/show-nearness.ts';
import { words } from './city-words.ts';

type Answer = { year: number; total: NearnessLine; rows: NearnessLine[] };
type Translate = ReturnType<typeof useWords<keyof typeof words.zh>>;
const YEARS = 4;

/** 就近就地入学: in which ring around their homes those admitted study, place by place. */
export default function NearnessScreen() {
  const t = useWords(words);
  const { today, unit } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const year = state.filters.year ?? today.slice(0, 4);
  const { division } = state.filters;
  const found = useQuery({
    queryKey: ['nearness', year, division],
    queryFn: ({ signal }) => api.get<Answer>('/api/admissions/nearness', { query: { year, division }, signal }),
    placeholderData: keepPreviousData,
  });
  const years = Array.from({ length: YEARS }, (_, i) => String(Number(today.slice(0, 4)) - i));
  const total = found.data?.total;
  const school = unit.line === 'school';
  return (
    <>
      <PageHeader title={t('nearness')} note={t('nearnessNote')} actions={<PrintButton title={t('nearness')} />} />
      <div className="kit-stack">
        <ListFilters
          filters={[
            ...(school ? [] : [{ kind: 'area', key: 'division', label: t('home'), root: unit.divisionCode } as const]),
            { kind: 'select', key: 'year', label: t('year'), options: years.map((value) => ({ value, label: value })) },
          ]}
          state={{ ...state, filters: { ...state.filters, year } }}
          onChange={setState}
        />
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        {total === undefined || total.placed === 0 ? null : (
          <p>
            <strong>{t('nearnessOf', { year, placed: thousands(total.placed) })}</strong>
            {total.rings.map((r) => `${t(`near_${r.ring}`)} ${shareText(t, r)}`).join(t('comma'))}
          </p>
        )}
        {total?.placed === 0 ? (
          <EmptyState title={t('nobodyPlaced')} begin={t('nobodyPlacedHint')} />
        ) : (
          <DataTable
            caption={t('nearness')}
            columns={columnsOf(t, school ? null : (line) => `/enrolment/nearness?year=${year}&division=${line.code}`)}
            rows={found.data?.rows ?? []}
            rowKey={(line) => String(line.code)}
            rowName={(line) => line.name ?? String(line.code)}
            loadingRows={found.isPending ? 8 : undefined}
          />
        )}
      </div>
    </>
  );
}

const shareText = (t: Translate, { count, share }: NearnessLine['rings'][number]): string =>
  t('nearnessShare', { count: thousands(count), share: share === null ? '—' : share.toFixed(1) });

function columnsOf(t: Translate, within: ((line: NearnessLine) => string) | null): Column<NearnessLine>[] {
  return [
    {
      key: 'home',
      title: t('home'),
      render: (line) => {
        const name = line.name ?? String(line.code);
        return within === null || line.code === null || line.code % 1000 > 0 ? (
          name
        ) : (
          <Link to={within(line)}>{name}</Link>
        );
      },
    },
    { key: 'placed', title: t('placed'), number: true, render: (line) => thousands(line.placed) },
    ...NEARNESS.map((ring, rank): Column<NearnessLine> => ({
      key: ring,
      title: t(`near_${ring}`),
      number: true,
      render: (line) => shareText(t, line.rings[rank]!),
    })),
  ];
}
