import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  TitledTable,
  Allowed,
  ErrorNote,
  money,
  PageHeader,
  permits,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { ScopeView } from '../../lists/list-offers.ts';
import type { ChainView, CourseView, OrderView } from '../../lists/schema.ts';
import { ListDialog, type Dialog } from './list-dialogs.tsx';
import { listWords } from './list-words.ts';

const useList = <Row,>(path: string) =>
  useQuery({
    queryKey: ['training-lists', path],
    queryFn: ({ signal }) => api.get<{ rows: Row[] }>(path, { query: { size: 200 }, signal }),
  });

/** 四单式培训: orders, courses, choices and purchases, and the chain they make. */
export default function FourListsScreen() {
  const t = useWords(listWords);
  const { permissions } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const chain = useList<ChainView>('/api/training/chain');
  const orders = useList<OrderView>('/api/training/orders');
  const courses = useList<CourseView>('/api/training/courses');
  const scopes = useList<ScopeView>('/api/training/scopes');
  const error = chain.error ?? orders.error ?? courses.error ?? scopes.error;
  const may = (permission: string): boolean => permits(permissions, permission);
  const chainColumns: Column<ChainView>[] = [
    { key: 'title', title: t('title'), render: (r) => r.title },
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    {
      key: 'order',
      title: t('orders'),
      render: (r) =>
        r.orderNumber === null ? (
          <strong className="kit-alarm">{t('missing')}</strong>
        ) : (
          `${r.enterprise ?? ''} ${r.orderNumber}（${r.orderPlaces ?? 0}）`
        ),
    },
    { key: 'choices', title: t('chosen'), number: true, render: (r) => r.choices },
    {
      key: 'purchase',
      title: t('buy'),
      render: (r) =>
        r.purchaseNumber === null ? (
          '—'
        ) : r.purchaseState === 'held' ? (
          <>
            <strong className="kit-alarm">{`${r.purchaseNumber}（${t('held')}）`}</strong>{' '}
            {may('training.approve') ? (
              <Button size="small" onClick={() => setDialog({ act: 'confirm', line: r })}>
                {t('confirm')}
              </Button>
            ) : null}
          </>
        ) : (
          r.purchaseNumber
        ),
    },
    { key: 'linked', title: t('linked'), render: (r) => `${r.linked}/4` },
    { key: 'classes', title: t('classes'), number: true, render: (r) => r.classes },
    { key: 'completed', title: t('completed'), number: true, render: (r) => r.completed },
    { key: 'jobs', title: t('jobs'), number: true, render: (r) => r.jobs },
  ];
  const orderColumns: Column<OrderView>[] = [
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'enterprise', title: t('enterprise'), render: (r) => r.enterprise },
    { key: 'trade', title: t('trade'), render: (r) => (r.post === null ? r.trade : `${r.trade}（${r.post}）`) },
    { key: 'places', title: t('places'), number: true, render: (r) => r.places },
    { key: 'wage', title: t('wage'), number: true, render: (r) => (r.wageFen === null ? '—' : money(r.wageFen)) },
    { key: 'starts', title: t('startsOn'), render: (r) => r.startsOn },
    { key: 'named', title: t('onlyNamed'), render: (r) => t(r.onlyNamed ? 'yes' : 'no') },
    {
      key: 'done',
      title: t('fulfilled'),
      number: true,
      render: (r) => `${r.completed}/${r.places}（${r.percent ?? 0}%）`,
    },
  ];
  const courseColumns: Column<CourseView>[] = [
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'title', title: t('title'), render: (r) => r.title },
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'trade', title: t('trade'), render: (r) => r.trade },
    { key: 'hours', title: t('hours'), number: true, render: (r) => r.hours },
    { key: 'fee', title: t('fee'), number: true, render: (r) => (r.feeFen === 0 ? t('free') : money(r.feeFen)) },
    { key: 'chosen', title: t('chosen'), number: true, render: (r) => `${r.chosen}/${r.places}` },
    { key: 'order', title: t('order'), render: (r) => r.orderNumber ?? '—' },
    {
      key: 'act',
      title: '',
      render: (r) => (
        <span className="kit-row">
          {may('training.approve') ? (
            <Button size="small" onClick={() => setDialog({ act: 'buy', course: r })}>
              {t('buy')}
            </Button>
          ) : null}
        </span>
      ),
    },
  ];
  const scopeColumns: Column<ScopeView>[] = [
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'trade', title: t('trade'), render: (r) => r.trade },
    { key: 'from', title: t('validFrom'), render: (r) => r.validFrom },
    { key: 'to', title: t('validTo'), render: (r) => r.validTo ?? '—' },
    { key: 'batch', title: t('batch'), number: true, render: (r) => r.batch ?? '—' },
    { key: 'offline', title: t('offlineFrom'), render: (r) => r.offlineFrom ?? '—' },
  ];
  return (
    <>
      <PageHeader
        title={t('fourLists')}
        note={t('fourNote')}
        actions={
          <>
            <Allowed permission="training.order">
              <Button type="primary" onClick={() => setDialog({ act: 'order' })}>
                {t('placeOrder')}
              </Button>
            </Allowed>
            <Allowed permission="training.hold">
              <Button type="primary" onClick={() => setDialog({ act: 'course' })}>
                {t('listCourse')}
              </Button>
            </Allowed>
            <Allowed permission="training.approve">
              <Button onClick={() => setDialog({ act: 'scope' })}>{t('approveScope')}</Button>
            </Allowed>
            <PrintButton title={t('fourLists')} />
          </>
        }
      />
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        <TitledTable
          title={t('chain')}
          empty={t('ordersBegin')}
          columns={chainColumns}
          rows={chain.data?.rows}
          rowKey={(r) => r.courseId}
          rowName={(r) => r.title}
        />
        <TitledTable
          title={t('orders')}
          empty={t('ordersBegin')}
          columns={orderColumns}
          rows={orders.data?.rows}
          rowKey={(r) => r.orderId}
          rowName={(r) => r.number}
        />
        <TitledTable
          title={t('courses')}
          empty={t('none')}
          columns={courseColumns}
          rows={courses.data?.rows}
          rowKey={(r) => r.courseId}
          rowName={(r) => r.title}
        />
        {may('training.order') ? null : (
          <TitledTable
            title={t('scopes')}
            empty={t('none')}
            columns={scopeColumns}
            rows={scopes.data?.rows}
            rowKey={(r) => `${r.institutionId}${r.trade}${r.validFrom}`}
            rowName={(r) => `${r.institution} ${r.trade}`}
          />
        )}
      </div>
      {dialog === null ? null : (
        <ListDialog dialog={dialog} orders={orders.data?.rows ?? []} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
