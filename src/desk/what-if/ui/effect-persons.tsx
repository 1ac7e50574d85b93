import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, ListPager, money, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { PersonEffect, Tried } from '../schema.ts';
import type { Chosen } from './effects-table.tsx';
import type { Trial } from './try-screen.tsx';
import { words } from './words.ts';

/** The persons whom a change touches in one matter, page by page; each opens the answer of today. */
export function EffectPersons({ trial, chosen }: { trial: Trial; chosen: Chosen }) {
  const t = useWords(words);
  const [paging, setPaging] = useState({ page: 1, size: 50 });
  const body = {
    ...trial,
    benefit: chosen.benefit,
    ...(chosen.effect === null ? {} : { effect: chosen.effect }),
    ...paging,
  };
  const found = useQuery({
    queryKey: ['law-try', body],
    queryFn: () => api.post<Tried>('/api/law/try', body),
    placeholderData: keepPreviousData,
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  const answer = (truth: boolean | null, fen: number | null): string => {
    if (truth === null) return t('open');
    if (!truth) return t('no');
    return !chosen.money || fen === null ? t('yes') : money(fen);
  };
  const columns: Column<PersonEffect>[] = [
    { key: 'name', title: t('name'), render: (p) => p.name },
    { key: 'village', title: t('village'), render: (p) => p.villageName ?? p.villageCode },
    { key: 'effect', title: t('effect'), render: (p) => t(p.effect) },
    { key: 'before', title: t('before'), number: true, render: (p) => answer(p.before, p.fenBefore) },
    { key: 'after', title: t('after'), number: true, render: (p) => answer(p.after, p.fenAfter) },
    { key: 'reopened', title: t('reopened'), render: (p) => (p.reopened ? t('reopens') : '—') },
  ];
  const title = t('persons', { rule: chosen.title, effect: t(chosen.effect ?? 'anyEffect') });
  return (
    <section aria-label={title} className="kit-stack what-if-persons">
      <h2>{title}</h2>
      <DataTable
        caption={title}
        columns={columns}
        rows={found.data?.rows ?? []}
        rowKey={(p) => p.personId}
        rowName={(p) => p.name}
        hrefOf={(p) => `/decisions?personId=${p.personId}&benefit=${chosen.benefit}`}
        loadingRows={found.isPending ? 6 : undefined}
      />
      <ListPager
        state={{ ...paging, filters: {}, sort: '' }}
        answer={{ total: found.data?.total ?? 0 }}
        onChange={({ page, size }) => setPaging({ page, size })}
      />
    </section>
  );
}
