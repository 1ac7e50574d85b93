import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, PageHeader, PrintButton, useWords } from '../../platform/ui-kit/index.ts';
import { MATTER_KINDS } from '../matters/kinds.ts';
import type { MatterBoard } from '../matters/schema.ts';
import { FiguresTable } from './figures-table.tsx';
import { MattersTable } from './matters/matters-table.tsx';
import { words } from './matters/matter-words.ts';
import './supervision.css';

/** 督导看板: figures by kind, what is late, what went one level up. */
export default function BoardScreen() {
  const t = useWords(words);
  const { data, error, refetch } = useQuery({
    queryKey: ['supervision', 'board'],
    queryFn: ({ signal }) => api.get<MatterBoard>('/api/supervision/board', { signal }),
  });
  return (
    <>
      <PageHeader title={t('board')} note={t('boardNote')} actions={<PrintButton title={t('board')} />} />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <div className="kit-stack">
          {data.figures.length === 0 ? (
            <EmptyState title={t('noMatters')} begin={t('noMattersBegin')} />
          ) : (
            <section>
              <h2>{t('figures')}</h2>
              <FiguresTable
                caption={t('figures')}
                first={t('kind')}
                rows={data.figures.map((f) => ({ ...f, name: MATTER_KINDS[f.kind].title }))}
              />
            </section>
          )}
          <section>
            <h2>{t('lateOnes')}</h2>
            {data.late.length === 0 ? (
              <EmptyState title={t('noLate')} begin={t('noLateBegin')} />
            ) : (
              <MattersTable caption={t('lateOnes')} rows={data.late} />
            )}
          </section>
          {data.escalated.length === 0 ? null : (
            <section>
              <h2>{t('escalatedOnes')}</h2>
              <MattersTable caption={t('escalatedOnes')} rows={data.escalated} />
            </section>
          )}
        </div>
      )}
    </>
  );
}
