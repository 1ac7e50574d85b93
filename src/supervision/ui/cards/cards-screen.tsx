import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  DialogButton,
  FormDialog,
  ListPage,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { CARD_KINDS, CardFields, type CardLine } from '../../scorecards/schema.ts';
import { words } from './card-words.ts';

/** 量化评价: evaluation sheets of one's area. */
export default function CardsScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const b = useBilingual();
  const { today } = useSession();
  const { data: registers } = useQuery({
    queryKey: ['registers'],
    queryFn: ({ signal }) =>
      api.get<{ rows: { key: string; title: { zh: string; en: string } }[] }>('/api/registers', { signal }),
  });
  const columns: Column<CardLine>[] = [
    { key: 'title', title: t('title'), render: (c) => c.title },
    { key: 'kind', title: t('kind'), render: (c) => CARD_KINDS[c.kind] },
    { key: 'year', title: t('year'), number: true, render: (c) => c.year },
    { key: 'unit', title: t('unit'), render: (c) => c.unitName },
    { key: 'subjects', title: t('subjects'), number: true, render: (c) => c.subjects },
    { key: 'state', title: t('state'), render: (c) => t(`state_${c.state}`) },
  ];
  const DraftForm = CardFields.extend({
    dimensions: z
      .string({ error: '请填写维度和权重' })
      .trim()
      .min(5)
      .meta({ title: t('dimensions'), kind: 'longText', hint: t('dimensionsHint') }),
    register: z
      .string()
      .optional()
      .meta({
        title: t('ofRegister'),
        kind: 'select',
        hint: t('ofRegisterHint'),
        options: (registers?.rows ?? []).map((r) => ({ value: r.key, label: b(r.title) })),
      }),
  });
  return (
    <ListPage<CardLine>
      id="scorecards"
      title={t('cards')}
      note={t('cardsNote')}
      endpoint="/api/scorecards"
      columns={columns}
      rowKey={(c) => c.cardId}
      rowName={(c) => c.title}
      open={(c) => `/scorecards/${c.cardId}`}
      empty={{ title: t('none'), begin: t('begin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('draft')} primary>
          {(close) => (
            <FormDialog
              title={t('draft')}
              schema={DraftForm}
              initial={{ kind: 'region', year: Number(today.slice(0, 4)) }}
              onSubmit={async ({ dimensions, register, ...card }) => {
                const of = register ? { of: { register } } : {};
                const body = { ...card, ...of, dimensions: dimensionsOf(dimensions) };
                const { cardId } = await api.post<{ cardId: string }>('/api/scorecards', body);
                void navigate({ to: `/scorecards/${cardId}` });
              }}
              onClose={close}
            />
          )}
        </DialogButton>
      }
    />
  );
}

/** Lines `key name weight` as dimensions. */
function dimensionsOf(text: string) {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts.length > 1)
    .map((parts) => ({ key: parts[0], name: parts.slice(1, -1).join(' ') || parts[0], weight: Number(parts.at(-1)) }));
}
