import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  ListFilters,
  PageHeader,
  permits,
  PrintButton,
  thousands,
  useListState,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { LeaverLine, LeaverSurvey } from '../wishes/survey-leavers.ts';
import { words } from './words.ts';

/** 两后生调查: how many of this year's and earlier leavers were asked, place by place, and who is left to ask. */
export default function LeaversScreen() {
  const t = useWords(words);
  const { today, unit, permissions } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const year = state.filters.year ?? today.slice(0, 4);
  const { division } = state.filters;
  const found = useQuery({
    queryKey: ['leavers', year, division],
    queryFn: ({ signal }) => api.get<LeaverSurvey>('/api/wishes/leavers', { query: { year, division }, signal }),
    placeholderData: keepPreviousData,
  });
  const follows = permits(permissions, ['wish.record', 'wish.receive']);
  const columns = columnsOf(t, follows, (line) => `/wishes/leavers?year=${year}&division=${line.code}`);
  const total = found.data?.total;
  return (
    <>
      <PageHeader title={t('leavers')} note={t('leaversNote')} actions={<PrintButton title={t('leavers')} />} />
      <div className="kit-stack">
        <ListFilters
          filters={[
            ...(unit.level === 'village'
              ? []
              : [{ kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode } as const]),
            {
              kind: 'select',
              key: 'year',
              label: t('year'),
              options: yearsUpTo(today).map((value) => ({ value, label: value })),
            },
          ]}
          state={{ ...state, filters: { ...state.filters, year } }}
          onChange={setState}
        />
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        {total === undefined ? null : <Summary year={year} total={total} ageTo={found.data?.ageTo ?? null} />}
        {total !== undefined && total.leavers === 0 ? (
          <EmptyState title={t('noLeavers')} begin={t('noLeaversBegin')} />
        ) : (
          <DataTable
            caption={t('leavers')}
            columns={columns}
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

const YEARS = 4;
const yearsUpTo = (today: string): string[] =>
  Array.from({ length: YEARS }, (_, i) => String(Number(today.slice(0, 4)) - i));

function Summary({ year, total, ageTo }: { year: string; total: LeaverLine; ageTo: number | null }) {
  const t = useWords(words);
  const counts = Object.fromEntries(
    (['base', 'leavers', 'recent', 'earlier', 'surveyed', 'unsurveyed', 'study', 'train', 'neither'] as const).map(
      (key) => [key, thousands(total[key])],
    ),
  );
  return (
    <p>
      {t('leaversOf', { year, ...counts })}
      {ageTo === null ? '' : t('leaversAged', { age: ageTo })}
      {t('leaversSurveyed', counts)}
      <strong>{total.rate === null ? '' : t('leaversRate', { ...counts, rate: total.rate.toFixed(1) })}</strong>
      {t('leaversWishes', counts)}
    </p>
  );
}

function columnsOf(
  t: ReturnType<typeof useWords<keyof typeof words.zh>>,
  follows: boolean,
  within: (line: LeaverLine) => string,
): Column<LeaverLine>[] {
  const number = (key: 'base' | 'recent' | 'earlier' | 'leavers' | 'surveyed' | 'study' | 'train' | 'neither') => ({
    key,
    title: t(`leavers_${key}`),
    number: true,
    render: (line: LeaverLine) => thousands(line[key]),
  });
  const inside = (line: LeaverLine): boolean => line.code !== null && line.code % 1000 === 0;
  return [
    {
      key: 'place',
      title: t('area'),
      render: (line) => {
        const name = line.name ?? String(line.code);
        return inside(line) ? <Link to={within(line)}>{name}</Link> : name;
      },
    },
    number('base'),
    number('recent'),
    number('earlier'),
    number('leavers'),
    number('surveyed'),
    {
      key: 'rate',
      title: t('leavers_rate'),
      number: true,
      render: (line) => (line.rate === null ? '—' : `${line.rate.toFixed(1)}%`),
    },
    number('study'),
    number('train'),
    number('neither'),
    {
      key: 'unsurveyed',
      title: t('leavers_unsurveyed'),
      number: true,
      render: (line) =>
        follows && line.unsurveyed > 0 ? (
          <Link to={`/wishes/unanswered?division=${line.code}`}>
            {t('followUp', { count: thousands(line.unsurveyed) })}
          </Link>
        ) : (
          thousands(line.unsurveyed)
        ),
    },
  ];
}
