import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { schoolCriteria } from '../criteria.ts';
import type { Decided } from '../decide-call.ts';
import type { CallBoard, SchoolLine } from '../list-calls.ts';
import { words } from './words.ts';

type Answer = { designate: boolean; reason: string };
type Applied = SchoolLine & { applicationId: string };
const isApplied = (s: SchoolLine): s is Applied => s.applicationId !== null && s.state === 'submitted';

/** Asks one answer for every school that applied: those whose criteria are all met are proposed for designation. */
export function DecideDialog({ board, onClose }: { board: CallBoard; onClose: (done: Decided | null) => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const schools = board.schools.filter(isApplied);
  const [answers, setAnswers] = useState(
    () =>
      new Map<string, Answer>(
        schools.map((s) => [s.applicationId, { designate: s.met === schoolCriteria.length, reason: '' }]),
      ),
  );
  const answerOf = (s: Applied) => answers.get(s.applicationId) ?? { designate: false, reason: '' };
  const change = (s: Applied, answer: Partial<Answer>) =>
    setAnswers(new Map(answers).set(s.applicationId, { ...answerOf(s), ...answer }));
  const decide = useMutation({
    mutationFn: () =>
      api.post<Decided>(`/api/designation/calls/${board.callId}/decide`, {
        decisions: schools.map((s) => ({ applicationId: s.applicationId, ...answerOf(s) })),
      }),
    onSuccess: async (done) => {
      await client.invalidateQueries();
      onClose(done);
    },
  });
  const columns: Column<Applied>[] = [
    { key: 'name', title: t('school'), render: (s) => s.name },
    {
      key: 'scored',
      title: t('scored'),
      render: (s) =>
        s.scored < schoolCriteria.length ? (
          <span className="kit-alarm">{t('unscored')}</span>
        ) : (
          t('scoredOf', { scored: s.scored, met: s.met })
        ),
    },
    {
      key: 'answer',
      title: t('decide'),
      render: (s) => (
        <Radio.Group
          aria-label={`${t('decide')} ${s.name}`}
          value={answerOf(s).designate}
          onChange={(event) => change(s, { designate: event.target.value === true })}
          options={[
            { value: true, label: t('designate'), disabled: s.met < schoolCriteria.length },
            { value: false, label: t('refuse') },
          ]}
        />
      ),
    },
    {
      key: 'reason',
      title: t('reason'),
      render: (s) =>
        answerOf(s).designate ? (
          '—'
        ) : (
          <Input
            aria-label={`${t('reason')} ${s.name}`}
            value={answerOf(s).reason}
            maxLength={500}
            onChange={(event) => change(s, { reason: event.target.value })}
          />
        ),
    },
  ];
  return (
    <Modal
      open
      width={860}
      title={t('decide')}
      okText={t('decide')}
      okButtonProps={{ loading: decide.isPending }}
      onOk={() => decide.mutate()}
      onCancel={() => onClose(null)}
    >
      <div className="kit-stack">
        <p>{t('decideNote')}</p>
        <DataTable
          caption={t('decide')}
          columns={columns}
          rows={schools}
          rowKey={(s) => s.applicationId}
          rowName={(s) => s.name}
        />
        {decide.error === null ? null : <ErrorNote error={decide.error} withFields />}
      </div>
    </Modal>
  );
}
