import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DataTable,
  ErrorNote,
  JobProgress,
  PageHeader,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ProblemKindCount } from '../list-problems.ts';
import type { SourceListView } from '../schema.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { stateWord } from './lists-screen.tsx';
import { ProblemList } from './problem-list.tsx';
import { words, type PeopleWord } from './words.ts';
import './people.css';

type Ranked = { kinds: ProblemKindCount[] };

/** 名单检查结果: what the file was recognised as, its problems by weight, then publication with its receipt. */
export default function ListScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { listId = '' } = useParams({ strict: false }) as { listId?: string };
  const [act, setAct] = useState<'publish' | 'cancel' | null>(null);
  const [kind, setKind] = useState<ProblemKindCount | null>(null);
  const path = `/api/lists/${encodeURIComponent(listId)}`;
  const list = useQuery({
    queryKey: ['list', listId],
    queryFn: ({ signal }) => api.get<SourceListView>(path, { signal }),
  });
  const ranked = useQuery({
    queryKey: ['list', listId, 'kinds'],
    queryFn: ({ signal }) => api.get<Ranked>(`${path}/kinds`, { signal }),
  });
  const renew = (): void => void client.invalidateQueries({ queryKey: ['list', listId] });
  if (list.error !== null) return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return null;
  const { data } = list;
  const jobId =
    data.state === 'publishing'
      ? data.publishJobId
      : data.state === 'received' || data.state === 'checking'
        ? data.jobId
        : null;
  return (
    <>
      <PageHeader
        title={data.fileName}
        note={`${data.areaName} · ${data.listDate} · ${t(data.coverage as PeopleWord)} · ${t(stateWord(data.state))}`}
        actions={<Acts list={data} path={path} onAct={setAct} />}
      />
      <div className="kit-stack">
        {data.refusalMessage === null ? null : <p className="kit-alarm">{data.refusalMessage}</p>}
        {jobId === null ? null : <JobProgress key={jobId} jobId={jobId} onDone={renew} />}
        <p>{t('receiptText', data.counts)}</p>
        {data.state === 'published' && data.kind === 'assisted_register' ? (
          <p role="status">{t('publishedText', data.counts)}</p>
        ) : null}
        <p className="kit-faint">
          {t('sender')}：{data.sender} · {t('hash')}：<code>{data.sha256}</code>
        </p>
        {data.own && jobId === null ? <ColumnsPanel key={data.state} path={path} onRecheck={renew} /> : null}
        {data.state === 'refused' ? null : <Kinds kinds={ranked.data?.kinds ?? []} chosen={kind} onChoose={setKind} />}
        {kind === null ? null : (
          <ProblemList
            key={kind.code}
            path={path}
            kind={kind}
            area={String(data.areaCode).padStart(12, '0')}
            onDecided={() => void ranked.refetch()}
          />
        )}
      </div>
      {act === null ? null : (
        <ConfirmAct
          title={t(act)}
          explain={act === 'publish' ? t('publishExplain', data.counts) : t('cancelExplain')}
          danger={act === 'cancel'}
          onConfirm={() => api.post(`${path}/${act}`, {})}
          onClose={() => {
            setAct(null);
            renew();
          }}
        />
      )}
    </>
  );
}

function Acts({
  list,
  path,
  onAct,
}: {
  list: SourceListView;
  path: string;
  onAct: (act: 'publish' | 'cancel') => void;
}) {
  const t = useWords(words);
  const open = list.state === 'checked' || list.state === 'received' || list.state === 'checking';
  return (
    <Allowed permission="register.import">
      {list.counts.rows > 0 ? (
        <Button href={`${path}/marked`} download>
          {t('marked')}
        </Button>
      ) : null}
      {open ? <Button onClick={() => onAct('cancel')}>{t('cancel')}</Button> : null}
      {list.state === 'checked' ? (
        <Button type="primary" onClick={() => onAct('publish')}>
          {t('publish')}
        </Button>
      ) : null}
    </Allowed>
  );
}

/** Word for what the import did about a kind of problem. */
export function decisionWord(decision: string): PeopleWord {
  return decision === 'review' ? 'reviewDecision' : (decision as PeopleWord);
}

function Kinds(props: {
  kinds: readonly ProblemKindCount[];
  chosen: ProblemKindCount | null;
  onChoose: (kind: ProblemKindCount) => void;
}) {
  const t = useWords(words);
  if (props.kinds.length === 0) return <p>{t('noProblems')}</p>;
  const columns: Column<ProblemKindCount>[] = [
    { key: 'message', title: t('kind'), render: (k) => k.message },
    { key: 'decision', title: t('decision'), render: (k) => t(decisionWord(k.decision)) },
    { key: 'rows', title: t('rows'), number: true, render: (k) => k.rows },
    { key: 'open', title: t('open'), number: true, render: (k) => k.open },
  ];
  return (
    <section>
      <h2>{t('problems')}</h2>
      <p className="kit-faint">{t('problemsNote')}</p>
      <DataTable
        caption={t('problems')}
        columns={columns}
        rows={props.kinds}
        rowKey={(k) => k.code}
        rowName={(k) => k.message}
        onOpen={props.onChoose}
      />
    </section>
  );
}
