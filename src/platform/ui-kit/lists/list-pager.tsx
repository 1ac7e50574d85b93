import { Button, Pagination, Select } from 'antd';
import type { ListAnswer } from '../../api-client/index.ts';
import { thousands } from '../parts/format.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { pageSizes } from './list-state.ts';
import type { ListState } from './list-state.ts';

type Counts = Pick<ListAnswer<unknown>, 'total' | 'next'>;

/** Moves through a list on the server: by page number where it was counted, by previous and next where it was not. */
export function ListPager(props: { state: ListState; answer: Counts; onChange: (next: ListState) => void }) {
  const t = useWords(kitWords);
  const { state, answer, onChange } = props;
  const go = (page: number): void => onChange({ ...state, page });
  const sizes = [...new Set([...pageSizes, state.size])].sort((a, b) => a - b);
  return (
    <nav className="kit-pager kit-no-print" aria-label={t('pageSize', { size: state.size })}>
      <span>
        {answer.total === null
          ? t('rowsUncounted', { page: state.page })
          : t('rowsTotal', { total: thousands(answer.total) })}
      </span>
      {answer.total === null ? (
        <span className="kit-pager-steps">
          <Button disabled={state.page === 1} onClick={() => go(state.page - 1)}>
            {t('previousPage')}
          </Button>
          <Button disabled={answer.next === undefined} onClick={() => go(state.page + 1)}>
            {t('nextPage')}
          </Button>
        </span>
      ) : (
        <Pagination
          current={state.page}
          pageSize={state.size}
          total={answer.total}
          showSizeChanger={false}
          showLessItems
          onChange={go}
        />
      )}
      <Select
        aria-label={t('pageSize', { size: state.size })}
        value={state.size}
        options={sizes.map((size) => ({ value: size, label: t('pageSize', { size }) }))}
        onChange={(size: number) => onChange({ ...state, size, page: 1 })}
      />
    </nav>
  );
}
