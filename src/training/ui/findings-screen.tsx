import { useState } from 'react';
import { ListPage, permits, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { FindingView } from '../findings/schema.ts';
import { AnswerFindingDialog, findingColumns } from './classes/class-findings.tsx';
import { classWords } from './classes/class-words.ts';

/** 培训疑点: training that cannot have been, over the area; each holds its claims until it is explained. */
export default function FindingsScreen() {
  const t = useWords(classWords);
  const { permissions } = useSession();
  const [answering, setAnswering] = useState<FindingView | null>(null);
  return (
    <>
      <ListPage<FindingView>
        id="training-findings"
        title={t('findings')}
        note={t('findingsNote')}
        endpoint="/api/training/findings"
        columns={findingColumns(t, permits(permissions, 'training.approve') ? setAnswering : null, true)}
        rowKey={(f) => f.findingId}
        rowName={(f) => `${f.words} ${f.className ?? ''}`}
        filters={[
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: (['open', 'explained', 'upheld'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        empty={{ title: t('noFindings'), begin: t('noFindingsBegin') }}
      />
      {answering === null ? null : <AnswerFindingDialog finding={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}
