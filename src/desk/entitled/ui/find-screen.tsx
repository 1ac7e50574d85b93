import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  ErrorNote,
  ListPage,
  money,
  PageHeader,
  SchemaForm,
  useBilingual,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import { categories, MakeWorkList, type Category, type Entitled, type EntitledCounts } from '../schema.ts';
import { FoundSummary } from './found-summary.tsx';
import { foundColumns } from './found-columns.tsx';
import { words } from './words.ts';

type Asked = {
  benefit?: string;
  on?: string;
  knownOn?: string;
  division?: string;
  category?: Category;
  missing?: string;
};
type Benefits = { rows: { benefit: string; title: { zh: string; en: string }; document: string }[] };

const Terms = MakeWorkList.pick({ dueOn: true, note: true });
const Question = z.object({ benefit: z.string().min(1), on: z.string().min(1), knownOn: z.string().optional() });

/** 政策找人: whom a rule finds in one's own area on a day; the counts choose what is listed, and the list goes to the villages. */
export default function FindScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const { today } = useSession();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Asked;
  const on = search.on ?? today;
  const benefits = useQuery({
    queryKey: ['entitled-benefits', on],
    queryFn: ({ signal }) => api.get<Benefits>('/api/entitled/benefits', { query: { on }, signal }),
  });
  const options = (benefits.data?.rows ?? []).map((row) => ({
    value: row.benefit,
    label: `${say(row.title)} · ${row.document}`,
  }));
  const go = async (next: Asked): Promise<void> => {
    const given = Object.entries(next).filter(([, value]) => typeof value === 'string' && value !== '');
    await navigate({ to: `/find?${new URLSearchParams(given).toString()}` });
  };
  return (
    <>
      <PageHeader title={t('find')} note={t('findNote')} />
      {benefits.error === null ? null : <ErrorNote error={benefits.error} />}
      <div className="entitled-question">
        <SchemaForm
          key={`${options.length} ${search.benefit ?? ''} ${on} ${search.knownOn ?? ''}`}
          schema={Question}
          initial={{ benefit: search.benefit ?? '', on, knownOn: search.knownOn }}
          fields={{
            benefit: { label: t('benefit'), kind: 'select', options },
            on: { label: t('on'), kind: 'date' },
            knownOn: { label: t('knownOn'), hint: t('knownOnHint'), kind: 'date' },
          }}
          submitLabel={t('search')}
          onSubmit={(value) => go({ ...value, division: search.division })}
        />
      </div>
      {search.benefit === undefined ? (
        <p>{t('chooseFirst')}</p>
      ) : (
        <Found asked={{ ...search, benefit: search.benefit, on }} go={go} />
      )}
    </>
  );
}

function Found({ asked, go }: { asked: Asked & { benefit: string; on: string }; go: (next: Asked) => Promise<void> }) {
  const t = useWords(words);
  const say = useBilingual();
  const { permissions, unit } = useSession();
  const [sending, setSending] = useState(false);
  const { benefit, on, knownOn, division, missing } = asked;
  const category = asked.category ?? categories[0];
  const fixed: Record<string, string> = {
    benefit,
    on,
    category,
    ...(knownOn ? { knownOn } : {}),
    ...(missing ? { missing } : {}),
  };
  const found = useQuery({
    queryKey: ['entitled', benefit, on, knownOn, division],
    queryFn: ({ signal }) =>
      api.get<Entitled>('/api/entitled', {
        query: { benefit, on, ...(knownOn ? { knownOn } : {}), ...(division ? { division } : {}), size: '1' },
        signal,
      }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const { counts } = found.data;
  return (
    <>
      <p className="entitled-basis">
        {t('basis', { document: say(found.data.document), clause: found.data.clause, version: found.data.ruleVersion })}
        {knownOn ? t('asKnownOn', { day: knownOn }) : ''}
      </p>
      <FoundSummary
        counts={counts}
        chosen={category}
        missing={missing ?? null}
        onChoose={(next, paper) => void go({ ...asked, category: next, missing: paper ?? undefined })}
      />
      {counts.shouldReceiveFen && category === 'should_receive' ? (
        <p>{t('wouldCost', { sum: money(counts.shouldReceiveFen) })}</p>
      ) : null}
      <ListPage
        key={JSON.stringify(fixed)}
        id="entitled"
        title={t(category)}
        endpoint="/api/entitled"
        fixed={fixed}
        columns={foundColumns(t, say, category)}
        rowKey={(row) => row.personId}
        rowName={(row) => row.name}
        filters={[{ kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode }]}
        open={(row) =>
          `/decisions?${new URLSearchParams({ personId: row.personId, on, benefit, ...(knownOn ? { knownOn } : {}) }).toString()}`
        }
        empty={{ title: t('nobody'), begin: t('nobodyBegin') }}
        actions={
          permissions.includes('find.send') && !knownOn && inCategory(counts, category) > 0 ? (
            <Button type="primary" onClick={() => setSending(true)}>
              {t('send')}
            </Button>
          ) : null
        }
      />
      {sending ? <Send asked={{ benefit, category, division, missing }} onClose={() => setSending(false)} /> : null}
    </>
  );
}

const inCategory = (counts: EntitledCounts, category: Category): number =>
  ({ should_receive: counts.shouldReceive, not_entitled: counts.notEntitled, not_known: counts.notKnown })[category];

type Sent = { listId: string; items: number; villages: number };

function Send({
  asked,
  onClose,
}: {
  asked: { benefit: string; category: Category; division?: string; missing?: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const { unit } = useSession();
  const client = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const send = async (terms: object): Promise<void> => {
    const { division = String(unit.divisionCode), ...rest } = asked;
    setSent(await api.post<Sent>('/api/work-lists', { ...terms, ...rest, division }));
    await client.invalidateQueries();
  };
  return (
    <Modal open title={`${t('sendTitle')}：${t(asked.category)}`} footer={null} onCancel={onClose}>
      {sent === null ? (
        <>
          <p>{t('sendExplain')}</p>
          <SchemaForm schema={Terms} submitLabel={t('send')} onSubmit={send} />
        </>
      ) : (
        <p role="status">{t('sent', { items: sent.items, villages: sent.villages })}</p>
      )}
    </Modal>
  );
}
