import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ConfirmAct, useWords } from '../../../platform/ui-kit/index.ts';
import type { IndicatorView } from '../schema.ts';
import { words } from './words.ts';

/** Locks the figure of the day shown, with its reason. */
export function LockButton({ view }: { view: IndicatorView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const locked = view.history.some((p) => p.on === view.on && p.locked);
  if (locked) return <span className="kit-faint">{t('locked')}</span>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('lock')}</Button>
      {asking ? (
        <ConfirmAct
          title={t('lock')}
          explain={<p>{t('lockAsk')}</p>}
          text="required"
          onConfirm={({ text }) =>
            api.post('/api/indicators/lock', {
              key: view.key,
              divisionCode: view.divisionCode,
              on: view.on,
              note: text,
            })
          }
          onClose={(done) => {
            setAsking(false);
            if (done) void client.invalidateQueries();
          }}
        />
      ) : null}
    </>
  );
}
