import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import { FormDialog, useWords } from '../../platform/ui-kit/index.ts';
import { recordWords } from './entries/records-words.ts';

type School = { institutionId: string; name: string; locationName: string };

/** Invites schools of the office's own area to take part in pairing; each finds the invitation among its messages. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(recordWords);
  const id = useId();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const found = useQuery({
    queryKey: ['institutions', 'technical_school', search],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<School>>('/api/institutions', {
        query: { kind: 'technical_school', search: search || undefined, size: 30 },
        signal,
      }),
  });
  const Invitation = z.object({
    words: z
      .string()
      .min(2)
      .meta({ title: t('inviteWords'), kind: 'longText' }),
  });
  return (
    <FormDialog
      title={t('inviteTitle')}
      schema={Invitation}
      submitLabel={t('invite')}
      above={
        <div className="kit-form">
          <label htmlFor={id}>{t('invited')}</label>
          <Select
            id={id}
            mode="multiple"
            style={{ width: '100%' }}
            showSearch={{ filterOption: false, onSearch: setSearch }}
            value={chosen}
            onChange={setChosen}
            options={(found.data?.rows ?? []).map((s) => ({
              value: s.institutionId,
              label: `${s.name}（${s.locationName}）`,
            }))}
          />
        </div>
      }
      onSubmit={(v) => api.post('/api/partnerships/invite', { institutionIds: chosen, words: v.words })}
      onClose={onClose}
    />
  );
}
