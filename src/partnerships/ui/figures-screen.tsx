import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import {
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useListState,
  useWords,
} from '../../platform/ui-kit/index.ts';
import type { MeasureShown } from '../measures/run-measures.ts';
import { MeasureTable } from './measure-table.tsx';
import { useKinds } from './use-kinds.ts';
import { words } from './words.ts';

/** 帮扶协作指标: figures of one document, counted from the records of one's area. */
export default function FiguresScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const kinds = useKinds();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const definition = state.filters.definition ?? kinds?.figures.at(-2)?.key;
  const found = useQuery({
    queryKey: ['partnership-measures', definition],
    enabled: definition !== undefined,
    queryFn: ({ signal }) =>
      api.get<{ rows: MeasureShown[] }>('/api/partnerships/measures', { query: { definition }, signal }),
  });
  return (
    <>
      <PageHeader
        title={t('figuresTitle')}
        note={t('figuresNote')}
        actions={<PrintButton title={t('figuresTitle')} />}
      />
      <div className="kit-stack">
        <Select
          aria-label={t('figuresTitle')}
          style={{ minWidth: 320 }}
          {...(definition ? { value: definition } : {})}
          options={(kinds?.figures ?? []).map((f) => ({ value: f.key, label: `${f.document}　${say(f)}` }))}
          onChange={(next: string) => setState({ ...state, filters: { ...state.filters, definition: next } })}
        />
        {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        <MeasureTable rows={found.data?.rows ?? []} caption={t('figuresTitle')} />
      </div>
    </>
  );
}
