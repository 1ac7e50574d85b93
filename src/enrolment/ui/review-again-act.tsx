import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ConfirmAct, useWords } from '../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../application/open-application.ts';
import { words } from './village/village-words.ts';

/** 更正后重新审核: for a case the county sent back, where the reader's office may; says what was corrected. */
export function ReviewAgainAct({ a, onDone }: { a: OpenedApplication; onDone: () => Promise<unknown> }) {
  const t = useWords(words);
  const [asking, setAsking] = useState(false);
  if (!a.acts.some((act) => act.action === 'review_again')) return null;
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t('reviewAgain')}
      </Button>
      {asking ? (
        <ConfirmAct
          title={t('reviewAgain')}
          explain={t('reviewAgainExplain')}
          text="required"
          onConfirm={({ text }) => api.post(`/api/applications/${a.id}/review-again`, { corrected: text })}
          onClose={(done) => {
            setAsking(false);
            if (done) void onDone();
          }}
        />
      ) : null}
    </>
  );
}
