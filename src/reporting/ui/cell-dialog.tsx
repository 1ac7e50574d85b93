import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, EmptyState, permits, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { CellAnswer, CellPerson } from '../report/view/report-cell.ts';
import { FIGURE_NAMES } from '../report/report-figures.ts';
import { factWords } from './fact-words.ts';
import type { OpenedCell } from './annex1/figures-table.tsx';
import { PersonsDialog } from './annex1/persons-dialog.tsx';
import { words } from './season/season-words.ts';

/** The persons behind a figure, as they were copied with the table. */
export function CellDialog(props: { reportId: string; cell: OpenedCell; onClose: () => void }) {
  const t = useWords(words);
  const { permissions } = useSession();
  const { figure, schoolId, school } = props.cell;
  const found = useInfiniteQuery({
    queryKey: ['report-cell', props.reportId, figure, schoolId],
    queryFn: ({ pageParam, signal }) => {
      const query = { figure, schoolId: schoolId ?? undefined, after: pageParam ?? undefined };
      return api.get<CellAnswer>(`/api/reports/${props.reportId}/cell`, { query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const [first] = found.data?.pages ?? [];
  const rows = found.data?.pages.flatMap((p) => p.rows) ?? [];
  const seesPersons = permits(permissions, 'people.read');
  const title = `${school === '' ? t('total') : school} · ${FIGURE_NAMES[figure]}`;
  return (
    <PersonsDialog title={title} found={found} moreLabel={t('more')} onClose={props.onClose}>
      {first === undefined ? null : <p>{t('personsNote', { computed: first.computed, reported: first.reported })}</p>}
      {first?.adjustments.map((a) => (
        <p key={`${a.school}${a.reason}`}>
          {a.school}：{a.delta > 0 ? t('plus', { n: a.delta }) : t('minus', { n: -a.delta })}，{a.reason}
        </p>
      ))}
      {first !== undefined && rows.length === 0 ? (
        <EmptyState title={t(seesPersons ? 'noPersonsCell' : 'noPersonsSeen')} />
      ) : (
        <Persons rows={rows} withSchool={schoolId === null} />
      )}
    </PersonsDialog>
  );
}

function Persons({ rows, withSchool }: { rows: readonly CellPerson[]; withSchool: boolean }) {
  const t = useWords(words);
  const school = { key: 'school', title: t('school'), render: (p: CellPerson) => p.school };
  return (
    <DataTable
      caption={t('persons')}
      rows={rows}
      rowKey={(p) => `${p.personId}${p.schoolId}`}
      rowName={(p) => p.name}
      columns={[
        {
          key: 'name',
          title: t('person'),
          width: 88,
          render: (p) => <Link to={`/people/${p.personId}`}>{p.name}</Link>,
        },
        { key: 'id', title: t('idMask'), render: (p) => p.idMask ?? '—' },
        { key: 'village', title: t('village'), render: (p) => p.village ?? '—' },
        ...(withSchool ? [school] : []),
        { key: 'facts', title: t('facts'), render: (p) => factWords(p.facts) },
        {
          key: 'match',
          title: t('match'),
          width: 92,
          render: (p) => t(p.match === 'auto' ? 'match_auto' : 'match_decided'),
        },
      ]}
    />
  );
}
