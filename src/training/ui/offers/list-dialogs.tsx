import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import { FormDialog, useBilingual, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { ClassContent } from '../../classes/class-kinds.ts';
import type { InstitutionTable } from '../../figures/by-institution.ts';
import type { ChainView, CourseView, OrderView } from '../../lists/schema.ts';
import { listWords } from './list-words.ts';

const FEN = 100;
export type Dialog =
  | { act: 'order' | 'course' | 'scope' }
  | { act: 'buy'; course: CourseView }
  | { act: 'confirm'; line: ChainView };

/** The form of one of the four lists. */
export function ListDialog({ dialog, onClose }: { dialog: Dialog; onClose: () => void }) {
  if ('course' in dialog) return <BuyDialog course={dialog.course} onClose={onClose} />;
  if ('line' in dialog) return <ConfirmDialog line={dialog.line} onClose={onClose} />;
  if (dialog.act === 'scope') return <ScopeDialog onClose={onClose} />;
  return dialog.act === 'order' ? <OrderDialog onClose={onClose} /> : <CourseDialog onClose={onClose} />;
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
    onlyNamed: z.boolean().meta({ title: t('onlyNamed') }),
    named: z
      .string()
      .optional()
      .meta({ title: t('named'), hint: t('namedHint'), kind: 'longText' }),
  });
  return (
    <FormDialog
      title={t('placeOrder')}
      schema={schema}
      onClose={onClose}
      initial={{ onlyNamed: false }}
      onSubmit={({ wage, named, ...value }) =>
        api.post('/api/training/orders', {
          ...value,
          people: namedPeople(named ?? ''),
          ...(wage === undefined ? {} : { wageFen: Math.round(wage * FEN) }),
        })
      }
    />
  );
}

/** Lines of name, number and, where it is not one's own employee, 指定. */
function namedPeople(text: string) {
  return text
    .split(/\n/)
    .map((line) => line.trim().split(/[\s,，]+/))
    .filter(([name = '']) => name !== '')
    .map(([name = '', idNumber = '', relation]) => ({
      name,
      idNumber,
      relation: relation === '指定' ? ('designated' as const) : ('employed' as const),
    }));
}

function CourseDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(listWords);
  const say = useBilingual();
  const content = useQuery({
    queryKey: ['training-content'],
    queryFn: ({ signal }) => api.get<ClassContent>('/api/training/content', { signal }),
  });
  const orders = useQuery({
    queryKey: ['list', '/api/training/orders', 'open'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<OrderView>>('/api/training/orders', { query: { open: 'yes', size: 200 }, signal }),
  });
  if (content.data === undefined || orders.data === undefined) return null;
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
        options: orders.data.rows.map((o) => ({
          value: o.orderId,
          label: `${o.number} ${o.enterprise} ${o.trade} ${o.places}`,
        })),
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

function ScopeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(listWords);
  const { today } = useSession();
  const institutions = useQuery({
    queryKey: ['training-figures', 'institutions', today.slice(0, 4)],
    queryFn: ({ signal }) =>
      api.get<InstitutionTable>('/api/training/institutions', { query: { year: today.slice(0, 4) }, signal }),
  });
  const schema = z.object({
    institutionId: z.string().meta({
      title: t('institution'),
      options: (institutions.data?.rows ?? []).map((i) => ({ value: i.institutionId, label: i.institution })),
    }),
    trade: z
      .string()
      .min(1)
      .meta({ title: t('trade') }),
    validFrom: z.iso.date().meta({ title: t('validFrom') }),
    validTo: z.iso
      .date()
      .optional()
      .meta({ title: t('validTo') }),
    batch: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ title: t('batch') }),
    offlineFrom: z.iso
      .date()
      .optional()
      .meta({ title: t('offlineFrom') }),
  });
  return (
    <FormDialog
      title={t('approveScope')}
      schema={schema}
      initial={{ validFrom: today }}
      submitLabel={t('approveScope')}
      onClose={onClose}
      onSubmit={(value) => api.post('/api/training/scopes', value)}
    />
  );
}
