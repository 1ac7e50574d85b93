import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, FormDialog, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { GuideFields } from '../publicity/schema.ts';
import { words } from './publicity-words.ts';

/** On a person's file: what came of guiding them towards study, training or work. */
export function GuideAct({ personId }: { personId: string }) {
  const t = useWords(words);
  const { today } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Allowed permission="publicity.record">
      <Button onClick={() => setOpen(true)}>{t('guide')}</Button>
      {open ? (
        <FormDialog
          title={t('guide')}
          schema={GuideFields}
          initial={{ contactedOn: today }}
          onSubmit={(value) => api.post(`/api/people/${personId}/guidance`, value)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Allowed>
  );
}
