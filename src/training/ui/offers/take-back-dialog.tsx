import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../../platform/api-client/index.ts';
import { ConfirmAct, useWords } from '../../../platform/ui-kit/index.ts';
import type { ChainView, CourseView, OrderView } from '../../lists/schema.ts';
import { listWords } from './list-words.ts';

export type TakenBack =
  | { act: 'withdraw'; order: OrderView }
  | { act: 'close' | 'reopen'; course: CourseView }
  | { act: 'cancel'; line: ChainView };

/** Asks before an order, a course or a purchase is taken back, with the reason where others relied on it. */
export function TakeBackDialog({ taken, onClose }: { taken: TakenBack; onClose: () => void }) {
  const t = useWords(listWords);
  const client = useQueryClient();
  const send = async (path: string, body: object): Promise<void> => {
    await api.post(path, body);
    await client.invalidateQueries();
  };
  switch (taken.act) {
    case 'withdraw':
      return (
        <ConfirmAct
          title={t('withdrawOrder')}
          explain={<p>{t('withdrawOrderNote', { number: taken.order.number })}</p>}
          text="required"
          danger
          onConfirm={({ text }) => send(`/api/training/orders/${taken.order.orderId}/withdraw`, { reason: text })}
          onClose={onClose}
        />
      );
    case 'cancel':
      return (
        <ConfirmAct
          title={t('cancelPurchase')}
          explain={<p>{t('cancelPurchaseNote', { number: taken.line.purchaseNumber ?? '' })}</p>}
          text="required"
          danger
          onConfirm={({ text }) => send(`/api/training/purchases/${taken.line.purchaseId}/cancel`, { reason: text })}
          onClose={onClose}
        />
      );
    default: {
      const open = taken.act === 'reopen';
      const { courseId, title, chosen } = taken.course;
      return (
        <ConfirmAct
          title={t(open ? 'reopenCourse' : 'closeCourse')}
          explain={<p>{t(open ? 'reopenCourseNote' : 'closeCourseNote', { title, chosen })}</p>}
          onConfirm={() => send(`/api/training/courses/${courseId}/close`, { open })}
          onClose={onClose}
        />
      );
    }
  }
}
