import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ConfirmAct, useWords } from '../../../platform/ui-kit/index.ts';
import type { AdmittedRow } from '../../city/list-admitted.ts';
import { words } from './city-words.ts';

/** Withdraws or replaces one letter, each with its reason. */
export function CloseLetterButton({ letter }: { letter: NonNullable<AdmittedRow['letter']> }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [act, setAct] = useState<'withdraw' | 'replace' | null>(null);
  return (
    <>
      {letter.state === 'valid' ? (
        <Button size="small" danger onClick={() => setAct('withdraw')}>
          {t('withdraw')}
        </Button>
      ) : null}{' '}
      <Button size="small" onClick={() => setAct('replace')}>
        {t('replace')}
      </Button>
      {act === null ? null : (
        <ConfirmAct
          title={t(act)}
          explain={act === 'withdraw' ? t('withdrawText') : t('replaceText')}
          danger={act === 'withdraw'}
          text="required"
          onConfirm={({ text }) => api.post(`/api/letters/${letter.letterId}/${act}`, { reason: text })}
          onClose={(done) => {
            setAct(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </>
  );
}
