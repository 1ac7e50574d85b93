import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { PersonFile } from '../person/open-person.ts';
import type { PersonRow } from '../schema.ts';
import { words } from './words.ts';

const SIZE = 8;
const NUMBER = /^\d{15}(\d{2}[\dXx])?$/;

/** 关联同一人的记录: finds the other record by name or number, says how sure it is and on what ground. Nothing is merged; it can be undone. */
export function LinkDialog({ file, onClose }: { file: PersonFile; onClose: (done: boolean) => void }) {
  const t = useWords(words);
  const [other, setOther] = useState<PersonRow | null>(null);
  const [certainty, setCertainty] = useState<'proved' | 'inferred'>('inferred');
  const [reason, setReason] = useState('');
  const link = useMutation({
    mutationFn: () =>
      api.post('/api/matching/links', {
        personId: file.personId,
        otherId: other?.personId,
        certainty,
        reason: reason.trim(),
      }),
    onSuccess: () => onClose(true),
  });
  return (
    <Modal
      open
      width={720}
      title={t('linkRecord')}
      okText={t('linkRecord')}
      okButtonProps={{ disabled: other === null || reason.trim() === '', loading: link.isPending }}
      onOk={() => link.mutate()}
      onCancel={() => onClose(false)}
    >
      <div className="kit-stack">
        <p>{t('linkExplain', { name: file.name })}</p>
        {other === null ? (
          <RecordPicker file={file} onChoose={setOther} />
        ) : (
          <p>
            <strong>{other.name}</strong> {[other.sex, other.idMask, other.villageName].filter(Boolean).join(' · ')}{' '}
            <Button size="small" type="link" onClick={() => setOther(null)}>
              {t('chooseAgain')}
            </Button>
          </p>
        )}
        <fieldset className="kit-field">
          <legend>{t('certainty')}</legend>
          <Radio.Group
            value={certainty}
            onChange={(event) => setCertainty(event.target.value === 'proved' ? 'proved' : 'inferred')}
            options={[
              { value: 'inferred', label: t('inferredMeans') },
              { value: 'proved', label: t('provedMeans') },
            ]}
          />
        </fieldset>
        <label className="kit-field">
          {t('linkReason')}
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        {link.error === null ? null : <ErrorNote error={link.error} />}
      </div>
    </Modal>
  );
}

function RecordPicker({ file, onChoose }: { file: PersonFile; onChoose: (row: PersonRow) => void }) {
  const t = useWords(words);
  const [typed, setTyped] = useState(file.name);
  const asked = useDeferredValue(typed.trim());
  const query = { ...(NUMBER.test(asked) ? { idNumber: asked } : { name: asked }), size: SIZE };
  const found = useQuery({
    queryKey: ['people', 'to-link', query],
    queryFn: ({ signal }) => api.get<ListAnswer<PersonRow>>('/api/people', { query, signal }),
    placeholderData: keepPreviousData,
    enabled: asked.length > 1,
  });
  const rows = (found.data?.rows ?? []).filter((r) => r.personId !== file.personId);
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'id', title: t('idNumber'), render: (r) => r.idMask ?? '—' },
    { key: 'sex', title: t('sex'), render: (r) => [r.sex, r.age].filter((x) => x !== null).join(' · ') || '—' },
    { key: 'village', title: t('village'), render: (r) => r.villageName ?? '—' },
    {
      key: 'choose',
      title: '',
      render: (r) => (
        <Button size="small" onClick={() => onChoose(r)}>
          {t('chooseRecord')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <label className="kit-field">
        {t('linkSearch')}
        <Input value={typed} allowClear onChange={(event) => setTyped(event.target.value)} />
      </label>
      {found.error === null ? null : <ErrorNote error={found.error} />}
      {rows.length === 0 ? (
        <p className="kit-faint">{t('noOtherRecord')}</p>
      ) : (
        <DataTable
          caption={t('linkSearch')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      )}
    </>
  );
}
