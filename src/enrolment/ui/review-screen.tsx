import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { EmptyState, ErrorNote, Facts, PageHeader, useShortcuts, useWords } from '../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../application/open-application.ts';
import type { OfficeQueue } from '../township/list-queue.ts';
import type { ApplicationLine } from '../schema.ts';
import { Eligibility, Holder, PaperList, Reviews, statedFacts } from './application-parts.tsx';
import { BulkPass } from './bulk-pass.tsx';
import { ReviewAgainAct } from './review-again-act.tsx';
import { AnswerForm } from './village/answer-form.tsx';
import { words } from './village/village-words.ts';
import './enrolment.css';

const RETURNED = 'returned_to_township';

/** Whether the queue shows the cases the county sent back: from the address bar, so that other screens can lead there. */
function useReturned(): [boolean, (returned: boolean) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (returned: boolean) =>
    void navigate({ to: '.', search: (returned ? { state: RETURNED } : {}) as never, replace: true });
  return [search.state === RETURNED, go];
}

/** 审核工作台: the queue at the left, the case at the right, the keyboard alone is enough. */
export default function ReviewScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [returned, setReturned] = useReturned();
  const query = returned ? { size: 50, state: RETURNED } : { size: 50 };
  const queue = useQuery({
    queryKey: ['queue', 'review', query],
    queryFn: ({ signal }) => api.get<OfficeQueue>('/api/applications/queue', { query, signal }),
    placeholderData: keepPreviousData,
  });
  const rows = queue.data?.rows ?? [];
  const at = Math.max(
    rows.findIndex((r) => r.id === chosen),
    0,
  );
  const open = rows[at];
  const step = (by: number): void => setChosen(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id ?? null);
  useShortcuts([
    { key: 'j', label: t('next'), run: () => step(1) },
    { key: 'k', label: t('previous'), run: () => step(-1) },
  ]);
  const done = async (): Promise<void> => {
    setChosen(rows[at + 1]?.id ?? null);
    await client.invalidateQueries({ queryKey: ['queue', 'review'] });
  };
  const count = `${queue.data?.total ?? 0}${queue.data?.more ? t('more') : ''}`;
  return (
    <>
      <PageHeader
        title={t('review')}
        note={`${t('waiting', { count })} · ${t(returned ? 'returnedNote' : 'reviewNote')}`}
        actions={
          returned ? undefined : (
            <BulkPass rows={rows} onDone={() => client.invalidateQueries({ queryKey: ['queue', 'review'] })} />
          )
        }
      />
      <p>
        <Segmented
          aria-label={t('review')}
          value={returned}
          onChange={(next) => {
            setChosen(null);
            setReturned(next);
          }}
          options={[
            { value: false, label: t('waitingReview') },
            { value: true, label: t('returnedByCounty') },
          ]}
        />
      </p>
      {queue.error === null ? null : <ErrorNote error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.data !== undefined && open === undefined ? (
        <EmptyState title={t('queueEmpty')} begin={t(queue.data.afterOther ? 'queueAfterOther' : 'queueEmptyHint')} />
      ) : null}
      {open === undefined ? null : (
        <div className="review-split">
          <QueueList rows={rows} openId={open.id} onOpen={setChosen} />
          <OpenCase key={open.id} id={open.id} onDone={done} />
        </div>
      )}
    </>
  );
}

function QueueList(props: { rows: readonly ApplicationLine[]; openId: string; onOpen: (id: string) => void }) {
  const t = useWords(words);
  return (
    <nav aria-label={t('review')} className="review-queue">
      <ol>
        {props.rows.map((r) => (
          <li key={r.id}>
            <button
              type="button"
              aria-current={r.id === props.openId ? 'true' : undefined}
              onClick={() => props.onOpen(r.id)}
            >
              <strong>{r.name}</strong> {r.greenChannel ? <span className="enrolment-tag">{t('green')}</span> : null}
              <br />
              <span className="kit-small kit-faint">
                {r.villageName ?? r.villageCode} · {chinaDate(new Date(r.heldSince))} ·{' '}
                {r.eligibility === 'yes' ? t('yes') : r.eligibility === 'no' ? t('no') : t('unknown')}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function OpenCase({ id, onDone }: { id: string; onDone: () => Promise<void> }) {
  const t = useWords(words);
  const file = useQuery({
    queryKey: ['application', id],
    queryFn: ({ signal }) => api.get<OpenedApplication>(`/api/applications/${id}`, { signal }),
  });
  if (file.error !== null) return <ErrorNote error={file.error} onRetry={() => void file.refetch()} />;
  if (file.data === undefined) return <div className="review-case" />;
  const a = file.data;
  return (
    <article className="review-case" aria-label={a.name}>
      <h2>
        {a.name} · {a.number}
      </h2>
      <p className="kit-faint">
        <Holder a={a} />
      </p>
      {a.review === null ? null : <AnswerForm a={a} onDone={onDone} />}
      <ReviewAgainAct a={a} onDone={onDone} />
      <h3>{t('eligibility')}</h3>
      <Eligibility a={a} />
      <h3>{t('stated')}</h3>
      <Facts facts={statedFacts(a, t)} />
      <h3>{t('papers')}</h3>
      <PaperList a={a} />
      <h3>{t('reviews')}</h3>
      <Reviews a={a} />
    </article>
  );
}
