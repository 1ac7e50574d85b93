import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { FormDialog, Allowed, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import { HardshipFields, NeedFields } from '../../monitoring/schema.ts';
import { words } from './monitoring-words.ts';

/** On a person's file: report hardship, record how they can be trained. */
export function MonitoringActs({ personId }: { personId: string }) {
  const t = useWords(words);
  const { today } = useSession();
  const [act, setAct] = useState<'hardship' | 'need' | null>(null);
  return (
    <Allowed permission="monitor.record">
      <Button onClick={() => setAct('hardship')}>{t('hardship')}</Button>
      <Button onClick={() => setAct('need')}>{t('need')}</Button>
      {act === 'hardship' ? (
        <FormDialog
          title={t('hardship')}
          schema={HardshipFields}
          onSubmit={(value) => api.post(`/api/people/${personId}/hardship`, value)}
          onClose={() => setAct(null)}
        />
      ) : null}
      {act === 'need' ? (
        <FormDialog
          title={t('need')}
          schema={NeedFields}
          initial={{ evening: false, nearHome: false }}
          onSubmit={(value) => api.post(`/api/people/${personId}/need`, { ...value, year: Number(today.slice(0, 4)) })}
          onClose={() => setAct(null)}
        />
      ) : null}
    </Allowed>
  );
}
