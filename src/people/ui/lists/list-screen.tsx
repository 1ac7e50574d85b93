import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DataTable,
  ErrorNote,
  JobProgress,
  PageHeader,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { ProblemKindCount } from '../../lists/list-problems.ts';
import type { SourceListView } from '../../schema.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { stateWord } from './lists-screen.tsx';
import { ProblemList } from './problem-list.tsx';
import { words, type PeopleWord } from '../words.ts';
import '../people.css';

type Ranked = { kinds: ProblemKindCount[] };

/** 名单检查结果: what the file was recognised as, its problems by weight, then publication with its receipt. */
export default function ListScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { listId = '' } = useParams({ strict: false }) as { listId?: string };
  const [act, setAct] = useState<'publish' | 'cancel' | null>(null);
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
        {data.state === 'refused' ? null : <p>{t('receiptText', data.counts)}</p>}
        {data.state === 'published' && data.kind === 'assisted_register' ? (
          <p role="status">{t('publishedText', data.counts)}</p>
        ) : null}
        <p className="kit-faint">
          {t('sender')}：{data.sender} · {t('hash')}：<code>{data.sha256}</code>
        </p>
        {data.own && jobId === null ? (
          <ColumnsPanel key={data.state} path={path} open={data.state === 'refused'} onRecheck={renew} />
        ) : null}
        {data.state === 'refused' ? null : (
          <Problems list={data} path={path} kinds={ranked.data?.kinds} onDecided={() => void ranked.refetch()} />
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

const TO_DECIDE = new Set(['review', 'refuse']);

/** Problems by weight: first what a person must look at, then, folded away, what was repaired. The chosen kind opens below its table. */
function Problems(props: {
  list: SourceListView;
  path: string;
  kinds: readonly ProblemKindCount[] | undefined;
  onDecided: () => void;
}) {
  const t = useWords(words);
  const { list, path, kinds, onDecided } = props;
  const [chosen, setChosen] = useState<ProblemKindCount | null>(null);
  if (kinds === undefined || list.counts.rows === 0) return null;
  const toDecide = kinds.filter((k) => TO_DECIDE.has(k.decision));
  const repaired = kinds.filter((k) => !TO_DECIDE.has(k.decision));
  const cells = (of: readonly ProblemKindCount[]) =>
    chosen === null || !of.some((k) => k.code === chosen.code) ? null : (
      <ProblemList
        key={chosen.code}
        path={path}
        kind={chosen}
        area={String(list.areaCode).padStart(12, '0')}
        onDecided={onDecided}
      />
    );
  return (
    <>
      <section>
        <h2>{t('problems')}</h2>
        {toDecide.length === 0 ? (
          <p>{t('noProblems')}</p>
        ) : (
          <>
            <p className="kit-faint">{t('problemsNote')}</p>
            <Kinds caption={t('problems')} kinds={toDecide} onChoose={setChosen} />
          </>
        )}
      </section>
      {cells(toDecide)}
      {repaired.length === 0 ? null : (
        <details className="people-columns">
          <summary>
            <h2>{t('repaired')}</h2>
            <span>{t('repairedKinds', { count: repaired.length })}</span>
          </summary>
          <Kinds caption={t('repaired')} kinds={repaired} onChoose={setChosen} />
          {cells(repaired)}
        </details>
      )}
    </>
  );
}

function Kinds(props: {
  caption: string;
  kinds: readonly ProblemKindCount[];
  onChoose: (kind: ProblemKindCount) => void;
}) {
  const t = useWords(words);
  const columns: Column<ProblemKindCount>[] = [
    { key: 'message', title: t('kind'), render: (k) => k.message },
    { key: 'decision', title: t('decision'), render: (k) => t(decisionWord(k.decision)) },
    { key: 'rows', title: t('rows'), number: true, render: (k) => k.rows },
    { key: 'open', title: t('open'), number: true, render: (k) => (k.decision === 'review' ? k.open : '—') },
  ];
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.kinds}
      rowKey={(k) => `${k.code} ${k.decision}`}
      rowName={(k) => k.message}
      onOpen={props.onChoose}
    />
  );
}
