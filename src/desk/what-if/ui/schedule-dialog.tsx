import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { SchemaForm, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { Proposed } from '../../law/schema.ts';
import { Notice, ScheduleChange } from '../schema.ts';
import type { Draft } from './value-picker.tsx';
import { words } from './words.ts';

const Terms = ScheduleChange.pick({ effectiveOn: true, legalSource: true });
const WithNotice = Terms.extend(Notice.shape);

/** 经办: from a tried change to one that waits to be checked and approved, with its day. */
export function ScheduleDialog({
  drafts,
  effectiveOn,
  onClose,
}: {
  drafts: readonly Draft[];
  effectiveOn: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { today } = useSession();
  const stated = drafts.some((d) => d.standard.now?.status === 'stated');
  const [notice, setNotice] = useState(stated);
  const save = async ({ effectiveOn: day, legalSource, ...given }: Record<string, unknown>): Promise<void> => {
    const { proposalId } = await api.post<Proposed>('/api/law/changes', {
      values: drafts.map(({ standard, value }) => ({ key: standard.key, value })),
      effectiveOn: day,
      legalSource,
      ...(notice ? { notice: given } : {}),
    });
    await client.invalidateQueries();
    onClose();
    await navigate({ to: `/law/proposals/${proposalId}` });
  };
  const initial = { effectiveOn: effectiveOn < today ? today : effectiveOn };
  return (
    <Modal open title={t('schedule')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <p>{t('scheduleNote')}</p>
        <ul>
          {drafts.map((d) => (
            <li key={d.standard.key}>
              {d.label}：{d.shownNow} → {d.shown}
            </li>
          ))}
        </ul>
        <div>
          {stated ? <p>{t('noticeNote')}</p> : null}
          <Checkbox checked={notice} onChange={(event) => setNotice(event.target.checked)}>
            {t('withNotice')}
          </Checkbox>
        </div>
        {notice ? (
          <SchemaForm
            schema={WithNotice}
            initial={{ ...initial, issuedOn: today }}
            submitLabel={t('submit')}
            onSubmit={save}
          />
        ) : (
          <SchemaForm schema={Terms} initial={initial} submitLabel={t('submit')} onSubmit={save} />
        )}
      </div>
    </Modal>
  );
}
