import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  FilePage,
  PrintButton,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import {
  CIRCULAR_KINDS,
  IssueCircular,
  NomineeFields,
  type CircularView,
  type NomineeView,
} from '../circulars/schema.ts';
import { words } from './matters/matter-words.ts';
import './supervision.css';

const IssueFields = IssueCircular.pick({ number: true });

/** One circular: its text, whom it names, and until it is issued who is nominated. */
export default function CircularScreen() {
  const { circularId = '' } = useParams({ strict: false }) as { circularId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['circular', circularId],
    queryFn: ({ signal }) => api.get<CircularView>(`/api/circulars/${circularId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Circular circular={data} />;
}

function Circular({ circular }: { circular: CircularView }) {
  const t = useWords(words);
  const [act, setAct] = useState<'nominate' | 'issue' | null>(null);
  const open = circular.mine && circular.state === 'draft';
  const base = `/api/circulars/${circular.circularId}`;
  return (
    <>
      <FilePage
        title={circular.title}
        note={`${CIRCULAR_KINDS[circular.kind]} · ${circular.number ?? t('draft')}`}
        actions={
          <div className="supervision-acts">
            {open ? (
              <Allowed permission="supervision.issue">
                <Button onClick={() => setAct('nominate')}>{t('nominate')}</Button>
                <Button type="primary" disabled={circular.approved === 0} onClick={() => setAct('issue')}>
                  {t('issue')}
                </Button>
              </Allowed>
            ) : null}
            <PrintButton title={circular.title} />
          </div>
        }
        facts={[
          { label: t('issuer'), value: circular.unitName },
          { label: t('issuedOn'), value: circular.issuedOn ?? '—' },
          { label: t('public'), value: t(circular.public ? 'public' : 'notPublic') },
          { label: t('body'), value: <span className="supervision-words">{circular.body}</span> },
        ]}
        sections={[
          {
            key: 'nominees',
            title: t(circular.state === 'issued' ? 'named' : 'nominees'),
            content:
              circular.nomineeRows.length === 0 ? (
                <EmptyState title={t('noNominees')} begin={t('noCircularsBegin')} />
              ) : (
                <Nominees rows={circular.nomineeRows} base={open ? base : null} />
              ),
          },
        ]}
      />
      {act === 'nominate' ? (
        <FormDialog
          title={t('nominate')}
          schema={NomineeFields}
          onSubmit={(value) => api.post(`${base}/nominees`, value)}
          onClose={() => setAct(null)}
        />
      ) : null}
      {act === 'issue' ? (
        <FormDialog
          title={t('issue')}
          schema={IssueFields}
          onSubmit={(value) => api.post(`${base}/issue`, value)}
          onClose={() => setAct(null)}
        />
      ) : null}
    </>
  );
}

function Nominees({ rows, base }: { rows: readonly NomineeView[]; base: string | null }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const decide = async (nomineeId: string, approved: boolean): Promise<void> => {
    try {
      await api.post(`${base}/nominees/${nomineeId}`, { approved });
      await client.invalidateQueries();
    } catch (error) {
      setProblem(error);
    }
  };
  const columns: Column<NomineeView>[] = [
    { key: 'name', title: t('name'), render: (n) => n.name },
    { key: 'ground', title: t('ground'), render: (n) => <span className="supervision-words">{n.ground}</span> },
    {
      key: 'decision',
      title: t('decision'),
      render: (n) => t(n.approved === null ? 'undecided' : n.approved ? 'approved' : 'refused'),
    },
    ...(base === null
      ? []
      : [
          {
            key: 'act',
            title: t('approve'),
            render: (n: NomineeView) => (
              <Allowed permission="supervision.verify">
                <div className="supervision-acts">
                  <Button size="small" disabled={n.approved === true} onClick={() => void decide(n.nomineeId, true)}>
                    {t('approve')}
                  </Button>
                  <Button size="small" disabled={n.approved === false} onClick={() => void decide(n.nomineeId, false)}>
                    {t('refuse')}
                  </Button>
                </div>
              </Allowed>
            ),
          },
        ]),
  ];
  return (
    <div className="kit-stack">
      {problem === null ? null : <ErrorNote error={problem} />}
      <DataTable
        caption={t('nominees')}
        columns={columns}
        rows={rows}
        rowKey={(n) => n.nomineeId}
        rowName={(n) => n.name}
      />
    </div>
  );
}
