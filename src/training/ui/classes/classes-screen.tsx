import { Button } from 'antd';
import { useState } from 'react';
import { Allowed, ListPage, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { messageOf, type ProblemKind } from '../../../standards/cleaning/problem-kinds.ts';
import { CLASS_STATES, type ClassState } from '../../classes/class-transitions.ts';
import type { ClassView } from '../../classes/schema.ts';
import { classWords } from './class-words.ts';
import { PlanClassDialog } from './plan-class-dialog.tsx';
import { words } from '../words.ts';

/** 培训班: classes planned and held here and those known by their rosters, with what is doubtful about each. */
export default function ClassesScreen() {
  const t = useWords(words);
  const c = useWords(classWords);
  const [planning, setPlanning] = useState(false);
  const doubtsOf = (row: ClassView): string[] => [
    ...row.doubts.map((d) => messageOf(d as ProblemKind)),
    ...(row.openFindings > 0 ? [c('openFindings', { n: row.openFindings })] : []),
  ];
  const columns: Column<ClassView>[] = [
    { key: 'name', title: t('className'), render: (r) => r.name ?? '—' },
    { key: 'state', title: c('state'), render: (r) => CLASS_STATES[r.state as ClassState] ?? r.state },
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'trade', title: t('trade'), render: (r) => r.trade ?? '—' },
    { key: 'days', title: t('days'), render: (r) => `${r.startsOn ?? '—'} 至 ${r.endsOn ?? '—'}` },
    { key: 'hours', title: t('hours'), number: true, render: (r) => r.hours ?? '—' },
    { key: 'place', title: t('placeOf'), render: (r) => r.place ?? '—' },
    {
      key: 'participants',
      title: t('participants'),
      number: true,
      render: (r) => (r.capacity === null ? r.participants : `${r.participants}/${r.capacity}`),
    },
    {
      key: 'doubts',
      title: t('doubts'),
      render: (r) => (doubtsOf(r).length === 0 ? '—' : <strong className="kit-alarm">{doubtsOf(r).join('；')}</strong>),
    },
  ];
  return (
    <>
      <ListPage<ClassView>
        id="classes"
        title={t('classes')}
        note={t('classesNote')}
        endpoint="/api/training/classes"
        columns={columns}
        rowKey={(r) => r.classId}
        rowName={(r) => r.name ?? ''}
        open={(r) => `/classes/${r.classId}`}
        filters={[
          {
            kind: 'select',
            key: 'state',
            label: c('state'),
            options: Object.entries(CLASS_STATES).map(([value, label]) => ({ value, label })),
          },
          { kind: 'text', key: 'year', label: t('year') },
        ]}
        actions={
          <Allowed permission="training.hold">
            <Button type="primary" onClick={() => setPlanning(true)}>
              {c('plan')}
            </Button>
          </Allowed>
        }
        empty={{ title: c('noClasses'), begin: c('noClassesBegin') }}
      />
      {planning ? <PlanClassDialog onClose={() => setPlanning(false)} /> : null}
    </>
  );
}
