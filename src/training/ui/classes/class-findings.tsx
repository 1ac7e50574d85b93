import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  DataTable,
  EmptyState,
  ErrorNote,
  permits,
  useSession,
  useWords,
  type Column,
  type Translate,
} from '../../../platform/ui-kit/index.ts';
import type { FindingView } from '../../findings/schema.ts';
import { classWords } from './class-words.ts';

type T = Translate<keyof typeof classWords.zh>;

/** Columns of findings; `answer` puts the act at the end where one may. */
export function findingColumns(
  t: T,
  answer: ((finding: FindingView) => void) | null,
  whole: boolean,
): Column<FindingView>[] {
  return [
    {
      key: 'words',
      title: t('finding'),
      render: (f) => <strong className={f.state === 'explained' ? '' : 'kit-alarm'}>{f.words}</strong>,
    },
    ...(whole
      ? [
          {
            key: 'class',
            title: t('name'),
            render: (f: FindingView) => <a href={`/classes/${f.classId}`}>{f.className ?? '—'}</a>,
          },
          { key: 'institution', title: t('institution'), render: (f: FindingView) => f.institution },
        ]
      : []),
    { key: 'evidence', title: t('evidence'), render: (f) => evidenceOf(f) },
    { key: 'other', title: t('otherClass'), render: (f) => f.otherClass ?? '—' },
    { key: 'person', title: t('person'), render: (f) => f.personName ?? '—' },
    {
      key: 'state',
      title: t('state'),
      render: (f) => t(f.state as 'open') + (f.answer === null ? '' : `：${f.answer}（${f.answeredBy ?? ''}）`),
    },
    ...(answer === null
      ? []
      : [
          {
            key: 'act',
            title: '',
            render: (f: FindingView) =>
              f.state === 'explained' ? null : (
                <Button size="small" onClick={() => answer(f)}>
                  {t('answer')}
                </Button>
              ),
          },
        ]),
  ];
}

const EVIDENCE: Record<string, string> = {
  day: '日期',
  room: '教室',
  trainer: '教师',
  hours: '课时',
  people: '人数',
  lessons: '课次',
  certificates: '证书',
  approvedOn: '批准',
  endsOn: '结班',
  resultOn: '考核',
  certificateOn: '发证',
  list_date: '名单',
  note: '说明',
};
const evidenceOf = (f: FindingView): string =>
  Object.entries(f.evidence)
    .filter(([key, value]) => key in EVIDENCE && value !== null)
    .map(([key, value]) => `${EVIDENCE[key]} ${String(value)}`)
    .join('，');

/** Answering a finding: explained lets claims go on, upheld keeps them held. */
export function AnswerFindingDialog({ finding, onClose }: { finding: FindingView; onClose: () => void }) {
  const t = useWords(classWords);
  const schema = z.object({
    verdict: z.string().meta({
      title: t('verdict'),
      options: [
        { value: 'explained', label: t('verdictExplained') },
        { value: 'upheld', label: t('verdictUpheld') },
      ],
    }),
    answer: z
      .string()
      .min(4)
      .meta({ title: t('answerText'), kind: 'longText' }),
  });
  return (
    <FormDialog
      title={`${t('answer')}：${finding.words}`}
      schema={schema}
      onClose={onClose}
      onSubmit={(value) => api.post(`/api/training/findings/${finding.findingId}/answer`, value)}
      above={<p>{`${finding.className ?? ''} ${evidenceOf(finding)}`}</p>}
    />
  );
}

/** What was found about one class. */
export function ClassFindings({ classId }: { classId: string }) {
  const t = useWords(classWords);
  const { permissions } = useSession();
  const [answering, setAnswering] = useState<FindingView | null>(null);
  const found = useQuery({
    queryKey: ['training-findings', classId],
    queryFn: ({ signal }) =>
      api.get<{ rows: FindingView[] }>('/api/training/findings', { query: { classId, size: 200 }, signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.rows ?? [];
  if (rows.length === 0) return <EmptyState title={t('noFindings')} begin={t('noFindingsBegin')} />;
  return (
    <>
      <DataTable
        caption={t('findings')}
        columns={findingColumns(t, permits(permissions, 'training.approve') ? setAnswering : null, false)}
        rows={rows}
        rowKey={(f) => f.findingId}
        rowName={(f) => f.words}
      />
      {answering === null ? null : <AnswerFindingDialog finding={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}
