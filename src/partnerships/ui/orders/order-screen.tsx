import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useListState,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { RankedRequest, RankedRequests } from '../../service/rank-requests.ts';
import { recordWords } from '../entries/records-words.ts';
import { ReviewDialog, ReviewTable, type Reviewed } from './review.tsx';

/** 支援申请和评审排序: requests for support, and candidates of a review, in the order the documents say. */
export default function OrderScreen() {
  const t = useWords(recordWords);
  const [reviewing, setReviewing] = useState(false);
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  return (
    <>
      <PageHeader
        title={t('orders')}
        note={t('ordersNote')}
        actions={
          <>
            <Allowed permission="agreement.keep">
              <Button type="primary" onClick={() => setReviewing(true)}>
                {t('startReview')}
              </Button>
            </Allowed>
            <PrintButton title={t('orders')} />
          </>
        }
      />
      <div className="kit-stack">
        {reviewed === null ? null : <ReviewTable reviewed={reviewed} />}
        <Requests />
      </div>
      {reviewing ? <ReviewDialog onRanked={setReviewed} onClose={() => setReviewing(false)} /> : null}
    </>
  );
}

function Requests() {
  const t = useWords(recordWords);
  const say = useBilingual();
  const id = useId();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const { ranking, packages } = state.filters;
  const narrow = (key: string, value: string): void =>
    setState({ ...state, filters: { ...state.filters, [key]: value } });
  const found = useQuery({
    queryKey: ['partnership-requests', ranking, packages],
    queryFn: ({ signal }) =>
      api.get<RankedRequests>('/api/partnerships/requests', { query: { ranking, packages }, signal }),
  });
  const rankings = found.data?.rankings ?? [];
  const columns: Column<RankedRequest>[] = [
    { key: 'place', title: t('order'), render: (r) => r.place },
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'tilted', title: t('tilted'), render: (r) => (r.tilted ? t('yes') : '') },
    { key: 'score', title: t('score'), number: true, render: (r) => r.score ?? '' },
    { key: 'granted', title: t('granted'), render: (r) => (r.granted ? t('yes') : '') },
    { key: 'tied', title: t('tie'), render: (r) => (r.tied ? t('tied') : '') },
  ];
  return (
    <section className="kit-stack">
      <h2>{t('requests')}</h2>
      <Flex gap={12} align="center" wrap>
        <label htmlFor={`${id}-ranking`}>{t('ranking')}</label>
        <Select
          id={`${id}-ranking`}
          style={{ minWidth: 340 }}
          {...(ranking === undefined ? {} : { value: ranking })}
          placeholder={t(found.data !== undefined && rankings.length === 0 ? 'noRanking' : 'chooseRanking')}
          options={rankings.map((r) => ({ value: r.key, label: `${r.document} ${r.clause}　${say(r.title)}` }))}
          onChange={(v) => narrow('ranking', v)}
        />
        <label htmlFor={`${id}-packages`}>{t('packages')}</label>
        <Input
          id={`${id}-packages`}
          type="number"
          min={1}
          style={{ width: 120 }}
          value={packages ?? ''}
          onChange={(e) => narrow('packages', e.target.value)}
        />
      </Flex>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {ranking === undefined ? null : found.data?.rows.length === 0 ? (
        <EmptyState title={t('noRequests')} begin={t('noRequestsBegin')} />
      ) : found.data === undefined ? null : (
        <DataTable
          caption={t('requests')}
          columns={columns}
          rows={found.data.rows}
          rowKey={(r) => r.entryId}
          rowName={(r) => r.name}
        />
      )}
    </section>
  );
}
