import { Button } from 'antd';
import { useState } from 'react';
import {
  Allowed,
  money,
  PagedTable,
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
import { TakeBackDialog, type TakenBack } from './take-back-dialog.tsx';
import { listWords } from './list-words.ts';

/** 四单式培训: orders, courses, choices and purchases, and the chain they make. */
export default function FourListsScreen() {
  const t = useWords(listWords);
  const { permissions } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [taken, setTaken] = useState<TakenBack | null>(null);
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
        ) : (
          <span className="kit-row">
            {r.purchaseState === 'held' ? (
              <strong className="kit-alarm">{`${r.purchaseNumber}（${t('held')}）`}</strong>
            ) : (
              r.purchaseNumber
            )}
            {may('training.approve') && r.purchaseState === 'held' ? (
              <Button size="small" onClick={() => setDialog({ act: 'confirm', line: r })}>
                {t('confirm')}
              </Button>
            ) : null}
            {may('training.approve') && r.classes === 0 ? (
              <Button size="small" onClick={() => setTaken({ act: 'cancel', line: r })}>
                {t('cancelPurchase')}
              </Button>
            ) : null}
          </span>
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
      render: (r) => (r.state === 'withdrawn' ? t('withdrawn') : `${r.completed}/${r.places}（${r.percent ?? 0}%）`),
    },
    ...(may('training.order')
      ? [
          {
            key: 'act',
            title: '',
            render: (r: OrderView) =>
              r.state === 'withdrawn' || r.enrolled > 0 ? null : (
                <Button size="small" onClick={() => setTaken({ act: 'withdraw', order: r })}>
                  {t('withdrawOrder')}
                </Button>
              ),
          },
        ]
      : []),
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
          {r.state === 'closed' ? t('closedCourse') : null}
          {may('training.approve') ? (
            <Button size="small" onClick={() => setDialog({ act: 'buy', course: r })}>
              {t('buy')}
            </Button>
          ) : null}
          {r.own ? (
            <Button size="small" onClick={() => setTaken({ act: r.state === 'open' ? 'close' : 'reopen', course: r })}>
              {t(r.state === 'open' ? 'closeCourse' : 'reopenCourse')}
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
        <PagedTable
          path="/api/training/chain"
          title={t('chain')}
          empty={t('ordersBegin')}
          columns={chainColumns}
          rowKey={(r) => r.courseId}
          rowName={(r) => r.title}
        />
        <PagedTable
          path="/api/training/orders"
          title={t('orders')}
          empty={t('ordersBegin')}
          columns={orderColumns}
          rowKey={(r) => r.orderId}
          rowName={(r) => r.number}
        />
        <PagedTable
          path="/api/training/courses"
          title={t('courses')}
          empty={t('none')}
          columns={courseColumns}
          rowKey={(r) => r.courseId}
          rowName={(r) => r.title}
        />
        {may('training.order') ? null : (
          <PagedTable
            path="/api/training/scopes"
            title={t('scopes')}
            empty={t('none')}
            columns={scopeColumns}
            rowKey={(r) => `${r.institutionId}${r.trade}${r.validFrom}`}
            rowName={(r) => `${r.institution} ${r.trade}`}
          />
        )}
      </div>
      {taken === null ? null : <TakeBackDialog taken={taken} onClose={() => setTaken(null)} />}
      {dialog === null ? null : <ListDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}
