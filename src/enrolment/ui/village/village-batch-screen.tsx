import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { ListAnswer } from '../../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, PageHeader, UploadBox, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { CompiledVillageBatch } from '../../village/compile-village-batch.ts';
import type { VillageBatchLine } from '../../village/list-village-batches.ts';
import { REASONS, type ApplicationLine } from '../../schema.ts';
import type { SentVillageBatch } from '../../village/send-village-batch.ts';
import { words } from './village-words.ts';
import '../enrolment.css';

type Choice = { answer: 'agree' | 'not_agree' | 'later'; reasonCode?: string; reason?: string };
const reasons = Object.entries(REASONS)
  .filter(([, r]) => (r.for as readonly string[]).includes('not_agree'))
  .map(([value, r]) => ({ value, label: r.label }));

/** 村级汇总: agree or not, person by person, then send the batch. */
export default function VillageBatchScreen() {
  const t = useWords(words);
  const township = useSession().unit.level === 'township';
  const waiting = useQuery({
    queryKey: ['queue', 'village_registered'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ApplicationLine>>('/api/applications', {
        query: {
          state: 'village_registered',
          size: 200,
          ...(township && { enteredAs: 'township_for_village' }),
        },
        signal,
      }),
  });
  return (
    <>
      <PageHeader title={t('batch')} note={t('batchNote')} />
      {waiting.error === null ? null : <ErrorNote error={waiting.error} onRetry={() => void waiting.refetch()} />}
      {waiting.data?.rows.length === 0 ? (
        <EmptyState title={t('nobodyRegistered')} begin={t('nobodyRegisteredHint')} />
      ) : null}
      {[...Map.groupBy(waiting.data?.rows ?? [], (a) => a.villageCode)].map(([code, rows]) => (
        <section key={code} className="kit-stack">
          {township ? <h2>{rows[0]?.villageName ?? code}</h2> : null}
          <Compile rows={rows} />
        </section>
      ))}
      <OpenBatches />
    </>
  );
}

function Compile({ rows }: { rows: readonly ApplicationLine[] }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const choiceOf = (id: string): Choice => choices[id] ?? { answer: 'agree' };
  const [seen, setSeen] = useState<CompiledVillageBatch | null>(null);
  const change = (id: string, choice: Choice): void => {
    setSeen(null);
    setChoices({ ...choices, [id]: choice });
  };
  const compile = useMutation({
    mutationFn: (preview: boolean) =>
      api.post<CompiledVillageBatch>('/api/village-batches/compile', {
        agree: rows.filter((a) => choiceOf(a.id).answer === 'agree').map((a) => a.id),
        notAgree: rows
          .filter((a) => choiceOf(a.id).answer === 'not_agree')
          .map((a) => ({ id: a.id, reasonCode: choiceOf(a.id).reasonCode, reason: choiceOf(a.id).reason })),
        preview,
      }),
    onSuccess: async (answer, preview) => {
      setSeen(preview ? answer : null);
      if (!preview) await client.invalidateQueries();
    },
  });
  return (
    <div className="kit-stack">
      <ul className="enrolment-people">
        {rows.map((a) => (
          <li key={a.id}>
            <Person line={a} choice={choiceOf(a.id)} onChange={(choice) => change(a.id, choice)} />
          </li>
        ))}
      </ul>
      {compile.error === null ? null : <ErrorNote error={compile.error} />}
      {seen === null ? (
        <div>
          <Button type="primary" loading={compile.isPending} onClick={() => compile.mutate(true)}>
            {t('preview')}
          </Button>
        </div>
      ) : (
        <div role="status" className="kit-stack">
          <p>{t('previewText', { agreed: seen.agreed, notAgreed: seen.notAgreed, skipped: seen.skipped.length })}</p>
          <div>
            <Button type="primary" loading={compile.isPending} onClick={() => compile.mutate(false)}>
              {t('confirm')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Person(props: { line: ApplicationLine; choice: Choice; onChange: (choice: Choice) => void }) {
  const t = useWords(words);
  const { line, choice, onChange } = props;
  return (
    <fieldset className="kit-field">
      <legend>
        {line.name} · {line.schoolName} {line.major}
        {line.eligibility === 'no' ? (
          <strong className="kit-alarm">
            {' '}
            {t('eligibility')}：{t('no')}
          </strong>
        ) : null}
      </legend>
      <Radio.Group
        value={choice.answer}
        onChange={(e) => onChange({ ...choice, answer: e.target.value as Choice['answer'] })}
        options={[
          { value: 'agree', label: t('agree') },
          { value: 'not_agree', label: t('notAgree') },
          { value: 'later', label: t('undecided') },
        ]}
      />
      {choice.answer === 'not_agree' ? (
        <div className="kit-stack">
          <Select
            aria-label={t('reason')}
            placeholder={t('reason')}
            value={choice.reasonCode}
            options={reasons}
            onChange={(reasonCode: string) => onChange({ ...choice, reasonCode })}
          />
          <Input
            aria-label={t('reasonText')}
            placeholder={t('reasonText')}
            value={choice.reason}
            maxLength={500}
            onChange={(e) => onChange({ ...choice, reason: e.target.value })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}

function OpenBatches() {
  const t = useWords(words);
  const township = useSession().unit.level === 'township';
  const batches = useQuery({
    queryKey: ['village-batches'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<VillageBatchLine>>('/api/village-batches', { query: { state: 'open' }, signal }),
  });
  if (batches.error !== null) return <ErrorNote error={batches.error} />;
  const rows = (batches.data?.rows ?? []).filter((b) => !township || b.enteredByTownship);
  if (rows.length === 0) return null;
  return (
    <section className="enrolment-batches">
      <h2>{t('openBatch')}</h2>
      {rows.map((b) => (
        <Send key={b.id} batch={b} />
      ))}
    </section>
  );
}

function Send({ batch }: { batch: VillageBatchLine }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const [evidenceFileId, setEvidence] = useState<string | undefined>();
  const send = useMutation({
    mutationFn: () => api.post<SentVillageBatch>(`/api/village-batches/${batch.id}/send`, { evidenceFileId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['queue'] }),
  });
  const stamped = unit.level === 'township';
  if (send.data !== undefined)
    return (
      <p role="status">
        {batch.number}：{t('sentReceipt', { count: send.data.sent, checksum: send.data.checksum.slice(0, 12) })}
      </p>
    );
  return (
    <section className="kit-stack">
      <h3>{batch.number}</h3>
      <p>{t('sendExplain', { count: batch.agreed })}</p>
      <UploadBox
        label={t(stamped ? 'stampedList' : 'evidence')}
        accept="image/*,application/pdf"
        onUploaded={(f) => setEvidence(f.fileId)}
      />
      {send.error === null ? null : <ErrorNote error={send.error} />}
      <div>
        <Button
          type="primary"
          disabled={stamped && evidenceFileId === undefined}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('send')}
        </Button>
      </div>
    </section>
  );
}
