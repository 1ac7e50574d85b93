import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, ListPage, SchemaForm, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { FamilyActRow } from '../schema.ts';
import { words } from './outreach-words.ts';

const LIST = '/api/outreach/family-acts';

/** 家庭网上办理: what families did on their phones, to be confirmed by the village. */
export default function FamilyActsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [disputed, setDisputed] = useState<FamilyActRow | null>(null);
  const [error, setError] = useState<unknown>(null);
  const settle = async (row: FamilyActRow, verdict: 'confirmed' | 'disputed', note?: string): Promise<void> => {
    await api.post(`${LIST}/${row.actId}/settle`, { verdict, note });
    setDisputed(null);
    setError(null);
    await client.invalidateQueries();
  };
  const columns: Column<FamilyActRow>[] = [
    { key: 'name', title: t('name'), render: (a) => a.name },
    { key: 'what', title: t('what'), render: (a) => a.summary },
    { key: 'at', title: t('at'), render: (a) => wallClock(a.at) },
    { key: 'number', title: t('number'), render: (a) => a.number },
    { key: 'village', title: t('village'), render: (a) => a.villageName ?? '—', optional: true },
    {
      key: 'verdict',
      title: t('verdict'),
      render: (a) =>
        a.verdict === null ? (
          <span className="kit-row-acts">
            <Button size="small" onClick={() => void settle(a, 'confirmed').catch(setError)}>
              {t('confirm')}
            </Button>
            <Button size="small" onClick={() => setDisputed(a)}>
              {t('dispute')}
            </Button>
          </span>
        ) : (
          `${t(a.verdict)}${a.note ? `：${a.note}` : ''}（${a.by ?? ''}）`
        ),
    },
  ];
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      <ListPage<FamilyActRow>
        id="outreach.acts"
        title={t('acts')}
        note={t('actsNote')}
        endpoint={LIST}
        columns={columns}
        rowKey={(a) => a.actId}
        rowName={(a) => a.name}
        filters={[
          {
            kind: 'select',
            key: 'verdict',
            label: t('verdict'),
            options: (['open', 'confirmed', 'disputed'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        empty={{
          title: t('noActs'),
          begin: t('noActsHint'),
          action: <a href="/outreach/slips">{t('printSlipsFirst')}</a>,
        }}
      />
      {disputed === null ? null : (
        <Modal open title={`${t('dispute')}：${disputed.name}`} footer={null} onCancel={() => setDisputed(null)}>
          <SchemaForm
            schema={z.object({
              note: z
                .string()
                .trim()
                .min(1, t('disputeTitle'))
                .max(300)
                .meta({ title: t('disputeTitle'), hint: t('disputeHint') }),
            })}
            submitLabel={t('dispute')}
            onSubmit={({ note }) => settle(disputed, 'disputed', note)}
          />
        </Modal>
      )}
    </>
  );
}
