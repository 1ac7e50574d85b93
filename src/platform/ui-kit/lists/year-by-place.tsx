import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api-client/index.ts';
import { PageHeader } from '../parts/page-header.tsx';
import { EmptyState, ErrorNote, PrintButton } from '../parts/plain.ts';
import { useSession } from '../shell/session.tsx';
import { DataTable, type Column } from './data-table.tsx';
import { ListFilters } from './list-filters.tsx';
import { useListState } from './use-list-state.ts';

/** What is said of one place in a year; a code of null is all together. */
export interface PlaceOfYear {
  code: number | null;
  name: string | null;
}
export interface YearByPlaceProps<Line extends PlaceOfYear, Answer extends { rows: Line[] }> {
  title: string;
  note: string;
  /** Headings of the two filters, the first also of the column of places. */
  place: string;
  year: string;
  /** Where it is asked, with `year` and `division`; and where this screen is, so that a place leads to what lies in it. */
  endpoint: string;
  path: string;
  /** Whether one may go into places: not for readers of a single one, or of none. */
  within: boolean;
  columns: Column<Line>[];
  summary: (answer: Answer, year: string) => ReactNode;
  /** Said instead of the table when there is nothing to tell. */
  empty: { when: (answer: Answer) => boolean; title: string; begin: string };
}

const YEARS = 4;
/** Villages end in other digits than 000; nothing lies in them. */
const VILLAGES = 1000;

/** A page of figures of one year, place by place: the year and the area are chosen above, a place opens the places in it, and it can be printed. */
export function YearByPlace<Line extends PlaceOfYear, Answer extends { rows: Line[] }>(
  props: YearByPlaceProps<Line, Answer>,
) {
  const { title, endpoint, within, empty } = props;
  const { today, unit } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const thisYear = today.slice(0, 4);
  const year = state.filters.year ?? thisYear;
  const { division } = state.filters;
  const found = useQuery({
    queryKey: [endpoint, year, division],
    queryFn: ({ signal }) => api.get<Answer>(endpoint, { query: { year, division }, signal }),
    placeholderData: keepPreviousData,
  });
  const years = Array.from({ length: YEARS }, (_, back) => String(Number(thisYear) - back));
  const places = { kind: 'area', key: 'division', label: props.place, root: unit.divisionCode } as const;
  return (
    <>
      <PageHeader title={title} note={props.note} actions={<PrintButton title={title} />} />
      <div className="kit-stack">
        <ListFilters
          filters={[
            ...(within ? [places] : []),
            {
              kind: 'select',
              key: 'year',
              label: props.year,
              options: years.map((value) => ({ value, label: value })),
            },
          ]}
          state={{ ...state, filters: { ...state.filters, year } }}
          onChange={setState}
        />
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        {found.data === undefined ? null : props.summary(found.data, year)}
        {found.data !== undefined && empty.when(found.data) ? (
          <EmptyState title={empty.title} begin={empty.begin} />
        ) : (
          <DataTable
            caption={title}
            columns={[placeColumn<Line>(props.place, within ? `${props.path}?year=${year}` : null), ...props.columns]}
            rows={found.data?.rows ?? []}
            rowKey={(line) => String(line.code)}
            rowName={nameOf}
            loadingRows={found.isPending ? 8 : undefined}
          />
        )}
      </div>
    </>
  );
}

const nameOf = ({ name, code }: PlaceOfYear): string => name ?? String(code);

function placeColumn<Line extends PlaceOfYear>(title: string, path: string | null): Column<Line> {
  const render = (line: Line): ReactNode =>
    path === null || line.code === null || line.code % VILLAGES > 0 ? (
      nameOf(line)
    ) : (
      <Link to={`${path}&division=${line.code}`}>{nameOf(line)}</Link>
    );
  return { key: 'place', title, render };
}
