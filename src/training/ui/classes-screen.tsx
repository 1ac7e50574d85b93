import { ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { messageOf, type ProblemKind } from '../../standards/cleaning/problem-kinds.ts';
import type { ClassView } from '../classes/schema.ts';
import { words } from './words.ts';

/** 培训班: the classes of the rosters, with what is doubtful about the class itself. */
export default function ClassesScreen() {
  const t = useWords(words);
  const columns: Column<ClassView>[] = [
    { key: 'name', title: t('className'), render: (c) => c.name ?? '—' },
    { key: 'institution', title: t('institution'), render: (c) => c.institution },
    { key: 'trade', title: t('trade'), render: (c) => c.trade ?? '—' },
    { key: 'days', title: t('days'), render: (c) => `${c.startsOn ?? '—'} 至 ${c.endsOn ?? '—'}` },
    { key: 'hours', title: t('hours'), render: (c) => c.hours ?? '—' },
    { key: 'place', title: t('placeOf'), render: (c) => c.place ?? '—' },
    { key: 'participants', title: t('participants'), render: (c) => c.participants },
    {
      key: 'doubts',
      title: t('doubts'),
      render: (c) =>
        c.doubts.length === 0 ? (
          '—'
        ) : (
          <strong className="kit-alarm">{c.doubts.map((d) => messageOf(d as ProblemKind)).join('；')}</strong>
        ),
    },
  ];
  return (
    <ListPage<ClassView>
      id="classes"
      title={t('classes')}
      note={t('classesNote')}
      endpoint="/api/training/classes"
      columns={columns}
      rowKey={(c) => c.classId}
      rowName={(c) => c.name ?? ''}
      empty={{ title: t('noClasses'), begin: t('begin') }}
    />
  );
}
