import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  ConfirmAct,
  EmptyState,
  ErrorNote,
  FilePage,
  PrintButton,
  useWords,
  type FileSection,
} from '../../../platform/ui-kit/index.ts';
import { ItemFields, type ItemView, type ListView } from '../../rectification/schema.ts';
import { AnswersTable } from './answers-table.tsx';
import { Receipts, ReportDialog } from './receipts.tsx';
import { Findings } from '../findings.tsx';
import { ItemsTable } from './items-table.tsx';
import '../supervision.css';
import { UnitsDialog } from '../units-dialog.tsx';
import { words } from '../words.ts';

/** One list of problems and tasks: its lines, whom it went to, how each office stands, and the formal report with its attachments. */
export default function ListScreen() {
  const { listId = '' } = useParams({ strict: false }) as { listId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['rectification', 'list', listId],
    queryFn: ({ signal }) => api.get<ListView>(`/api/rectification/lists/${listId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <List list={data} />;
}

type Act = 'issue' | 'submit' | 'sign' | 'add' | 'sendReport' | ItemView;

function List({ list }: { list: ListView }) {
  const t = useWords(words);
  const [act, setAct] = useState<Act | null>(null);
  const draft = list.state === 'draft';
  const sections: FileSection[] = [
    {
      key: 'items',
      title: t('items'),
      content: (
        <div className="kit-stack">
          <p className="kit-faint">{t('itemsNote')}</p>
          {list.itemRows.length === 0 ? (
            <EmptyState title={t('noItems')} begin={t('noItemsBegin')} />
          ) : (
            <ItemsTable rows={list.itemRows} mine={list.mine} onChange={list.mine && draft ? setAct : null} />
          )}
        </div>
      ),
    },
    ...(list.mine
      ? [
          {
            key: 'findings',
            title: t('unlinked', { n: list.unlinkedFindings.length }),
            content: <Findings list={list} />,
          },
        ]
      : []),
    { key: 'answers', title: t('answers'), content: <Answers list={list} /> },
    ...(list.receipts.length > 0 ? [{ key: 'receipts', title: t('receipts'), content: <Receipts list={list} /> }] : []),
  ];
  return (
    <>
      <FilePage
        title={list.title}
        note={`${list.number ?? t('noNumber')} · ${t(draft ? 'state_draft' : 'state_issued')}`}
        actions={<Actions list={list} onAct={setAct} />}
        facts={[
          { label: t('issuer'), value: list.unitName },
          { label: t('issuedOn'), value: list.issuedOn ?? '—' },
          { label: t('reportDueOn'), value: list.reportDueOn ?? t('notSet') },
          {
            label: t('signed'),
            value: t('ofCount', { n: list.signed, all: list.units }),
            ...(list.unsigned.length > 0 && list.unsigned.length <= 5
              ? { source: t('unsigned', { names: list.unsigned.join('、') }) }
              : {}),
          },
          { label: t('submitted'), value: t('ofCount', { n: list.submitted, all: list.units }) },
          {
            label: t('reported'),
            value: t('ofCount', { n: owed(list) - list.unreported.length, all: owed(list) }),
            ...(list.unreported.length > 0 && list.unreported.length <= 5
              ? { source: t('unreported', { names: list.unreported.join('、') }) }
              : {}),
          },
          { label: t('closedOf'), value: t('ofCount', { n: list.states.closed, all: totalOf(list) }) },
          { label: t('overdue'), value: list.overdue > 0 ? <strong className="kit-alarm">{list.overdue}</strong> : 0 },
        ]}
        sections={sections}
      />
      {act === null ? null : <Dialogs list={list} act={act} onClose={() => setAct(null)} />}
    </>
  );
}

const owed = (list: ListView) => list.receipts.filter((r) => r.reportOwed).length;
const totalOf = (list: ListView) => Object.values(list.states).reduce((n, m) => n + m, 0);

function Actions({ list, onAct }: { list: ListView; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const base = `/api/rectification/lists/${list.listId}`;
  const unanswered = list.answers.some((a) => a.unitId === list.receipt?.unitId && a.state === 'to_check');
  return (
    <div className="supervision-acts">
      {list.mine && list.state === 'draft' ? <Button onClick={() => onAct('add')}>{t('addItem')}</Button> : null}
      {list.mine ? (
        <Button type="primary" disabled={list.items === 0} onClick={() => onAct('issue')}>
          {t('issue')}
        </Button>
      ) : null}
      {list.receipt !== null && list.receipt.signedOn === null ? (
        <Button type="primary" onClick={() => onAct('sign')}>
          {t('sign')}
        </Button>
      ) : null}
      {list.receipt !== null && unanswered ? <Button onClick={() => onAct('submit')}>{t('submit')}</Button> : null}
      {list.receipt?.reportOwed && list.receipt.report === null && !unanswered ? (
        <Button type="primary" onClick={() => onAct('sendReport')}>
          {t('sendReport')}
        </Button>
      ) : null}
      {list.state === 'issued' ? (
        <>
          <Allowed permission="supervision.answer">
            <Button href={`${base}/report`} target="_blank">
              {t('report')}
            </Button>
          </Allowed>
          {([1, 2, 3] as const).map((part) => (
            <Button key={part} href={`${base}/part?part=${part}`}>
              {t(`part${part}`)}
            </Button>
          ))}
        </>
      ) : null}
      <PrintButton title={list.title} />
    </div>
  );
}

function Dialogs({ list, act, onClose }: { list: ListView; act: Act; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const base = `/api/rectification/lists/${list.listId}`;
  if (act === 'issue')
    return (
      <UnitsDialog
        title={t('issue')}
        known={list.receipts.map((r) => r.unitId)}
        onChosen={(unitIds) => api.post(`${base}/issue`, { unitIds })}
        onClose={onClose}
      />
    );
  if (act === 'sendReport') return <ReportDialog list={list} onClose={onClose} />;
  if (act === 'sign' || act === 'submit')
    return (
      <ConfirmAct
        title={t(act)}
        explain={act === 'submit' ? <p>{t('submitExplain')}</p> : undefined}
        text="none"
        onConfirm={() => api.post(`${base}/${act}`, {})}
        onClose={(done) => {
          onClose();
          if (done) void client.invalidateQueries();
        }}
      />
    );
  const item = act === 'add' ? null : act;
  return (
    <FormDialog
      title={t(item === null ? 'addItem' : 'changeItem')}
      schema={ItemFields}
      initial={item === null ? {} : initialOf(item)}
      onSubmit={(value) =>
        api.post(`${base}/items`, { ...value, ...(item === null ? {} : { itemId: item.itemId, areas: item.areas }) })
      }
      onClose={onClose}
    />
  );
}

const initialOf = (item: ItemView) => ({
  source: item.source,
  kind: item.kind,
  finding: item.finding,
  task: item.task,
  ...(item.weakLink === null ? {} : { weakLink: item.weakLink }),
  ...(item.dueOn === null ? {} : { dueOn: item.dueOn }),
  ...(item.ruleKey === null ? {} : { ruleKey: item.ruleKey }),
});

function Answers({ list }: { list: ListView }) {
  const t = useWords(words);
  if (list.answers.length === 0) return <p className="kit-faint">{t('noAnswers')}</p>;
  return (
    <div className="kit-stack">
      <p className="kit-faint">{t('answersNote')}</p>
      <AnswersTable caption={t('answers')} rows={list.answers} />
    </div>
  );
}
