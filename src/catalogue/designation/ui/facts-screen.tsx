import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { ConfirmAct, ListPage, SchemaForm, useSession, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { factKinds, factKindTitles, type FactKind } from '../criteria.ts';
import type { MajorFact } from '../list-facts.ts';
import { factFieldTitles, FactFields, Score } from '../schema.ts';
import { words } from './words.ts';

const shared = { major: true, name: true, onDate: true, note: true } as const;
const FORMS = {
  teacher: FactFields.pick({ ...shared, untilDate: true }).extend({
    dualQualified: z.boolean({ message: '请选择' }).meta({ title: factFieldTitles.dualQualified }),
  }),
  workstation: FactFields.pick({ ...shared, quantity: true, untilDate: true }),
  employer_answer: FactFields.pick(shared).extend({ score: Score.meta({ title: factFieldTitles.score }) }),
  order: FactFields.pick({ ...shared, quantity: true, untilDate: true }),
} as const;

/** 专业条件台账: what the school has for each major. */
export default function FactsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [recording, setRecording] = useState(false);
  const [taking, setTaking] = useState<MajorFact | null>(null);
  const detail = (f: MajorFact) =>
    [f.dualQualified === true ? t('dual') : null, f.score === null ? null : t('points', { score: f.score }), f.note]
      .filter((part) => part)
      .join('，') || '—';
  const columns: Column<MajorFact>[] = [
    { key: 'major', title: t('major'), render: (f) => f.major },
    { key: 'kind', title: t('kind'), render: (f) => factKindTitles[f.kind] },
    { key: 'name', title: t('name'), render: (f) => f.name },
    { key: 'quantity', title: t('quantity'), number: true, render: (f) => f.quantity },
    { key: 'detail', title: t('detail'), render: detail },
    { key: 'on', title: t('day'), render: (f) => f.onDate },
    { key: 'until', title: t('until'), render: (f) => f.untilDate ?? '—' },
    {
      key: 'acts',
      title: t('acts'),
      render: (f) => (
        <Button size="small" onClick={() => setTaking(f)}>
          {t('withdrawFact')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListPage<MajorFact>
        id="designation-facts"
        title={t('facts')}
        note={t('factsNote')}
        endpoint="/api/designation/facts"
        columns={columns}
        rowKey={(f) => f.factId}
        rowName={(f) => f.name}
        filters={[
          { kind: 'text', key: 'major', label: t('major') },
          {
            kind: 'select',
            key: 'kind',
            label: t('kind'),
            options: factKinds.map((value) => ({ value, label: factKindTitles[value] })),
          },
        ]}
        empty={{ title: t('noFacts'), begin: t('noFactsBegin') }}
        actions={
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('record')}
          </Button>
        }
      />
      {recording ? <RecordDialog onClose={() => setRecording(false)} /> : null}
      {taking === null ? null : (
        <ConfirmAct
          title={t('withdrawFact')}
          explain={t('withdrawFactExplain', { name: taking.name })}
          text="required"
          danger
          onConfirm={({ text }) => api.post(`/api/designation/facts/${taking.factId}/withdraw`, { reason: text })}
          onClose={(done) => {
            setTaking(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </>
  );
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const [kind, setKind] = useState<FactKind>('teacher');
  return (
    <Modal open title={t('record')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <Segmented
          aria-label={t('kind')}
          value={kind}
          onChange={setKind}
          options={factKinds.map((value) => ({ value, label: factKindTitles[value] }))}
        />
        <SchemaForm
          key={kind}
          schema={FORMS[kind]}
          initial={{ onDate: today }}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            await api.post('/api/designation/facts', { kind, ...value });
            await client.invalidateQueries();
            onClose();
          }}
        />
      </div>
    </Modal>
  );
}
