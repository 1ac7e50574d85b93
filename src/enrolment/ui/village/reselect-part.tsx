import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../../application/open-application.ts';
import { ChoicePicker } from './choice-picker.tsx';
import { words } from './village-words.ts';

/** 重选: why the first choice fell away, and the family's new one from what the catalogue offers today; the case then waits at the city again. */
export function ReselectPart({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [entryKey, setEntryKey] = useState<string | null>(null);
  const reselect = useMutation({
    mutationFn: () => api.post(`/api/applications/${a.id}/reselect`, { entryKey }),
    onSuccess: () => client.invalidateQueries(),
  });
  const reason = a.history.findLast((step) => step.reason !== null)?.reason;
  return (
    <div className="kit-stack">
      {reason ? <p>{t('reselectReason', { reason })}</p> : null}
      <ChoicePicker year={a.year} villageCode={a.villageCode} chosen={entryKey} onChoose={setEntryKey} />
      {reselect.error === null ? null : <ErrorNote error={reselect.error} />}
      <div>
        <Button
          type="primary"
          disabled={entryKey === null}
          loading={reselect.isPending}
          onClick={() => reselect.mutate()}
        >
          {t('reselect')}
        </Button>
      </div>
    </div>
  );
}
