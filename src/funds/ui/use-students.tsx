import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import { useWords } from '../../platform/ui-kit/index.ts';
import type { StudentRow } from '../../students/schema.ts';
import { words } from './words/student-words.ts';

const SHOWN = 100;

/**
 * Students of the reader's area to choose among, and the box in which a part of a name finds the others: a school has thousands. `search` says when not
 * all are shown.
 */
export function useStudents(): { rows: StudentRow[] | undefined; search: ReactNode } {
  const t = useWords(words);
  const [name, setName] = useState('');
  const { data } = useQuery({
    queryKey: ['students-to-choose', name],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<StudentRow>>('/api/students', {
        query: { size: SHOWN, name: name === '' ? undefined : name },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const search = (
    <div className="kit-filters">
      <label>
        {t('findStudent')} <Input.Search allowClear style={{ width: 240 }} onSearch={(text) => setName(text.trim())} />
      </label>
      {(data?.rows.length ?? 0) < SHOWN ? null : (
        <span className="kit-faint">{t('moreStudents', { shown: SHOWN })}</span>
      )}
    </div>
  );
  return { rows: data?.rows, search };
}
