import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { FormDialog, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { CallView } from '../tasks/schema.ts';
import { listWords } from './offers/list-words.ts';

export type Dialog =
  | { act: 'assign' | 'call' | 'workshop' }
  | { act: 'bid'; call: CallView }
  | { act: 'award'; call: CallView; bid: CallView['bids'][number] };

/** The form of a task, a call, a bid, an award or a workshop. */
export function TaskDialog({ dialog, onClose }: { dialog: Dialog; onClose: () => void }) {
  const t = useWords(listWords);
  const { today } = useSession();
  const title = z
    .string()
    .min(2)
    .meta({ title: t('taskTitle') });
  const scheme = z
    .string()
    .optional()
    .meta({ title: t('scheme') });
  const places = z
    .number()
    .int()
    .positive()
    .meta({ title: t('places') });
  if (dialog.act === 'assign')
    return (
      <FormDialog
        onClose={onClose}
        title={t('assign')}
        schema={z.object({
          title,
          scheme,
          year: z
            .number()
            .int()
            .meta({ title: t('year') }),
          places,
          dueOn: z.iso
            .date()
            .optional()
            .meta({ title: t('dueOn') }),
        })}
        initial={{ year: Number(today.slice(0, 4)) }}
        onSubmit={(value) => api.post('/api/training/tasks', value)}
        above={<p>{t('openToAll')}</p>}
      />
    );
  if (dialog.act === 'call')
    return (
      <FormDialog
        onClose={onClose}
        title={t('openCall')}
        schema={z.object({
          title,
          scheme,
          places,
          opensOn: z.iso.date().meta({ title: t('opensOn') }),
          closesOn: z.iso.date().meta({ title: t('closesOn') }),
        })}
        initial={{ opensOn: today }}
        onSubmit={(value) => api.post('/api/training/calls', value)}
      />
    );
  if (dialog.act === 'bid')
    return (
      <FormDialog
        onClose={onClose}
        title={`${t('bid')}：${dialog.call.title}`}
        schema={z.object({
          capacity: z
            .number()
            .int()
            .positive()
            .meta({ title: t('capacity') }),
        })}
        onSubmit={(value) => api.post(`/api/training/calls/${dialog.call.callId}/bids`, value)}
      />
    );
  if (dialog.act === 'award')
    return (
      <FormDialog
        onClose={onClose}
        title={`${t('award')}：${dialog.bid.institution}`}
        schema={z.object({ places })}
        initial={{ places: Math.min(dialog.bid.capacity, dialog.call.places) }}
        onSubmit={(value) =>
          api.post(`/api/training/calls/${dialog.call.callId}/awards`, {
            ...value,
            institutionId: dialog.bid.institutionId,
          })
        }
      />
    );
  const kinds = ['township_workshop', 'village_processing_point'] as const;
  return (
    <FormDialog
      onClose={onClose}
      title={t('keepWorkshop')}
      schema={z.object({
        name: z
          .string()
          .min(2)
          .meta({ title: t('name') }),
        kind: z.string().meta({ title: t('kind'), options: kinds.map((value) => ({ value, label: t(value) })) }),
        placeCode: z.string().meta({ title: t('placeCode'), kind: 'area' }),
        conditionsMet: z
          .boolean()
          .optional()
          .meta({ title: t('qualifies') }),
        supportedOn: z.iso
          .date()
          .optional()
          .meta({ title: t('supportedOn') }),
        support: z
          .string()
          .optional()
          .meta({ title: t('support') }),
      })}
      onSubmit={({ placeCode, ...value }) =>
        api.post('/api/training/workshops', { ...value, placeCode: Number(placeCode) })
      }
    />
  );
}
