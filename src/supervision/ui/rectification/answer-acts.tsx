import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { FormDialog, ConfirmAct, SchemaForm, UploadBox, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import { AnswerFields, ClosingFields, LineFields, type AnswerView } from '../../rectification/schema.ts';
import { UnitsDialog } from '../units-dialog.tsx';
import { words } from '../words.ts';

const LineForm = LineFields.extend({
  placeCode: z.string({ error: '请选择乡镇（村）' }).meta({ title: '乡镇（村）' }),
});

/** What the reader may do with an answer now: fill it in, pass it down, add lines, ask for closing, verify. */
export function AnswerActs({ answer }: { answer: AnswerView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [act, setAct] = useState<AnswerView['acts'][number]['action'] | null>(null);
  const base = `/api/rectification/answers/${answer.answerId}`;
  const may = (action: string) => answer.acts.find((a) => a.action === action);
  const verifying = answer.acts.filter((a) => ['approve', 'send_back', 'dispute'].includes(a.action));
  const chosen = verifying.find((a) => a.action === act);
  return (
    <div className="kit-stack kit-no-print">
      {may('approve') && answer.item.ruleKey !== null ? <p>{t('ruleNote', { rule: answer.item.ruleKey })}</p> : null}
      <div className="supervision-acts">
        {verifying.map((a) => (
          <Button
            key={a.action}
            type={a.action === 'approve' ? 'primary' : 'default'}
            danger={a.action !== 'approve'}
            onClick={() => setAct(a.action)}
          >
            {a.label}
          </Button>
        ))}
        {may('pass_down') ? <Button onClick={() => setAct('pass_down')}>{t('passDown')}</Button> : null}
        {may('record_line') ? <Button onClick={() => setAct('record_line')}>{t('addLine')}</Button> : null}
        {may('ask_closing') ? (
          <Button type="primary" onClick={() => setAct('ask_closing')}>
            {t('closing')}
          </Button>
        ) : null}
      </div>
      {may('save') ? (
        <section>
          <h3>{t('ledger')}</h3>
          <SchemaForm
            schema={AnswerFields}
            initial={initialOf(answer)}
            submitLabel={t('save')}
            onSubmit={async (value) => {
              await api.post(base, value);
              await client.invalidateQueries();
            }}
          />
        </section>
      ) : null}
      {act === 'pass_down' ? (
        <UnitsDialog
          title={t('passDown')}
          known={answer.childRows.map((c) => c.unitId)}
          onChosen={(unitIds) => api.post(`${base}/pass-down`, { unitIds })}
          onClose={() => setAct(null)}
        />
      ) : null}
      {act === 'record_line' ? (
        <FormDialog
          title={t('addLine')}
          schema={LineForm}
          fields={{
            placeCode: {
              kind: 'select',
              options: answer.places.map((p) => ({ value: String(p.code), label: p.name })),
            },
          }}
          onSubmit={(value) => api.post(`${base}/lines`, value)}
          onClose={() => setAct(null)}
        />
      ) : null}
      {act === 'ask_closing' ? <ClosingDialog base={base} onClose={() => setAct(null)} /> : null}
      {chosen === undefined ? null : (
        <ConfirmAct
          title={chosen.label}
          danger={chosen.action !== 'approve'}
          text="required"
          onConfirm={(given) => api.post(`${base}/verify`, { pass: chosen.action === 'approve', opinion: given.text })}
          onClose={(done) => {
            setAct(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

function ClosingDialog({ base, onClose }: { base: string; onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const [fileId, setFileId] = useState<string | undefined>(undefined);
  return (
    <FormDialog
      title={t('closing')}
      schema={ClosingFields}
      initial={{ completedOn: today }}
      above={
        <>
          <p>{t('closingNote')}</p>
          <UploadBox label={t('evidenceUpload')} onUploaded={(file) => setFileId(file.fileId)} />
        </>
      }
      onSubmit={(value) => api.post(`${base}/closing`, { ...value, fileId })}
      onClose={onClose}
    />
  );
}

const initialOf = (a: AnswerView) => ({
  found: a.found,
  checkNote: a.checkNote,
  causeKind: a.causeKind,
  cause: a.cause,
  measure: a.measure,
  person: a.person,
  dueOn: a.dueOn,
});
