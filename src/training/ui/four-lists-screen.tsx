import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  TitledTable,
  FormDialog,
  Allowed,
  ErrorNote,
  money,
  PageHeader,
  permits,
  PrintButton,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ClassContent } from '../classes/class-kinds.ts';
import type { ChainView, CourseView, OrderView } from '../lists/schema.ts';
import { listWords } from './list-words.ts';

const FEN = 100;
type Dialog = { act: 'order' | 'course' } | { act: 'buy'; course: CourseView } | { act: 'confirm'; line: ChainView };

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
  const error = chain.error ?? orders.error ?? courses.error;
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
      </div>
      {dialog === null ? null : (
        <ListDialog dialog={dialog} orders={orders.data?.rows ?? []} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function ListDialog({
  dialog,
  orders,
  onClose,
}: {
  dialog: Dialog;
  orders: readonly OrderView[];
  onClose: () => void;
}) {
  if ('course' in dialog) return <BuyDialog course={dialog.course} onClose={onClose} />;
  if ('line' in dialog) return <ConfirmDialog line={dialog.line} onClose={onClose} />;
  return dialog.act === 'order' ? (
    <OrderDialog onClose={onClose} />
  ) : (
    <CourseDialog orders={orders} onClose={onClose} />
  );
}

function OrderDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(listWords);
  const schema = z.object({
    trade: z
      .string()
      .min(1)
      .meta({ title: t('trade') }),
    places: z
      .number()
      .int()
      .positive()
      .meta({ title: t('places') }),
    wage: z
      .number()
      .positive()
      .optional()
      .meta({ title: t('wage') }),
    startsOn: z.iso.date().meta({ title: t('startsOn') }),
    post: z
      .string()
      .optional()
      .meta({ title: t('post') }),
  });
  return (
    <FormDialog
      title={t('placeOrder')}
      schema={schema}
      onClose={onClose}
      onSubmit={({ wage, ...value }) =>
        api.post('/api/training/orders', {
          ...value,
          ...(wage === undefined ? {} : { wageFen: Math.round(wage * FEN) }),
        })
      }
    />
  );
}

function CourseDialog({ orders, onClose }: { orders: readonly OrderView[]; onClose: () => void }) {
  const t = useWords(listWords);
  const say = useBilingual();
  const content = useQuery({
    queryKey: ['training-content'],
    queryFn: ({ signal }) => api.get<ClassContent>('/api/training/content', { signal }),
  });
  if (content.data === undefined) return null;
  const schema = z.object({
    title: z
      .string()
      .min(2)
      .meta({ title: t('title') }),
    trade: z
      .string()
      .min(1)
      .meta({ title: t('trade') }),
    kind: z
      .string()
      .meta({ title: t('kind'), options: content.data.kinds.map((k) => ({ value: k.key, label: say(k.title) })) }),
    hours: z
      .number()
      .positive()
      .meta({ title: t('hours') }),
    places: z
      .number()
      .int()
      .positive()
      .meta({ title: t('places') }),
    fee: z
      .number()
      .min(0)
      .meta({ title: t('fee') }),
    startsOn: z.iso
      .date()
      .optional()
      .meta({ title: t('startsOn') }),
    orderId: z
      .string()
      .optional()
      .meta({
        title: t('order'),
        options: orders
          .filter((o) => o.state === 'open')
          .map((o) => ({ value: o.orderId, label: `${o.number} ${o.enterprise} ${o.trade} ${o.places}` })),
      }),
  });
  return (
    <FormDialog
      title={t('listCourse')}
      schema={schema}
      initial={{ kind: 'employment', fee: 0 }}
      onClose={onClose}
      onSubmit={({ fee, orderId, ...value }) =>
        api.post('/api/training/courses', { ...value, feeFen: Math.round(fee * FEN), ...(orderId ? { orderId } : {}) })
      }
    />
  );
}

function BuyDialog({ course, onClose }: { course: CourseView; onClose: () => void }) {
  const t = useWords(listWords);
  const schema = z.object({
    places: z
      .number()
      .int()
      .positive()
      .meta({ title: t('places') }),
    price: z
      .number()
      .min(0)
      .meta({ title: t('price') }),
  });
  return (
    <FormDialog
      title={`${t('buy')}：${course.title}`}
      schema={schema}
      initial={{ places: course.places }}
      submitLabel={t('buy')}
      onClose={onClose}
      onSubmit={({ places, price }) =>
        api.post(`/api/training/courses/${course.courseId}/purchases`, { places, priceFen: Math.round(price * FEN) })
      }
      above={course.orderNumber === null ? <p className="kit-alarm">{t('missing')}</p> : null}
    />
  );
}

function ConfirmDialog({ line, onClose }: { line: ChainView; onClose: () => void }) {
  const t = useWords(listWords);
  const schema = z.object({
    reason: z
      .string()
      .min(4)
      .meta({ title: t('reason'), kind: 'longText' }),
  });
  return (
    <FormDialog
      title={`${t('confirm')}：${line.purchaseNumber ?? ''}`}
      schema={schema}
      submitLabel={t('confirm')}
      onClose={onClose}
      onSubmit={(value) => api.post(`/api/training/purchases/${line.purchaseId ?? ''}/confirm`, value)}
    />
  );
}
