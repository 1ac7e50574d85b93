import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { api, openPosted } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useSession, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { COMPARISON_KINDS } from '../../comparisons/comparison-kind-names.ts';
import type { TraineeView } from '../../rosters/schema.ts';
import { checkWords } from '../check-words.ts';

type Kind = (typeof COMPARISON_KINDS)[number];
const outcomeOf = (trainee: TraineeView, kind: Kind): string | undefined =>
  trainee.checks.find((c) => c.kind === kind)?.outcome;

type Props = { path: string; rows: readonly TraineeView[]; onClose: () => void };

/** Checks with an office that keeps its list to itself: the list to send, and what it answered about each. */
export function AskedChecksDialog({ path, rows, onClose }: Props) {
  const t = useWords(checkWords);
  const client = useQueryClient();
  const { today } = useSession();
  const id = useId();
  const [kind, setKind] = useState<Kind>('deaths');
  const [listDate, setListDate] = useState(today);
  const [answeredBy, setAnsweredBy] = useState('');
  const [found, setFound] = useState<Readonly<Record<string, boolean>>>({});
  const [error, setError] = useState<unknown>(null);
  const open = rows.filter((r) => ['not_checked', 'asked'].includes(outcomeOf(r, kind) ?? ''));
  const asked = rows.filter((r) => outcomeOf(r, kind) === 'asked');
  const tried = async (work: () => Promise<unknown>, then?: () => void): Promise<void> => {
    setError(null);
    try {
      await work();
      await client.invalidateQueries();
      then?.();
    } catch (refusal) {
      setError(refusal);
    }
  };
  const answers = asked.map((r) => ({ personId: r.personId, found: found[r.personId] ?? false }));
  const columns: Column<TraineeView>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'number', title: t('number'), render: (r) => r.idMask ?? '—' },
    {
      key: 'found',
      title: t('onList'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('onList')}`}
          value={found[r.personId] ?? false}
          onChange={(value) => setFound({ ...found, [r.personId]: value })}
          options={[
            { value: false, label: t('no') },
            { value: true, label: t('yes') },
          ]}
        />
      ),
    },
  ];
  return (
    <Modal
      open
      title={t('ask')}
      width={720}
      okText={t('saveAnswers', { n: asked.length })}
      okButtonProps={{ disabled: asked.length === 0 }}
      onOk={() => void tried(() => api.post(`${path}/answers`, { kind, listDate, answeredBy, answers }), onClose)}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p>{t('askNote')}</p>
        <div className="kit-row">
          <Select
            aria-label={t('kind')}
            style={{ minWidth: 180 }}
            value={kind}
            onChange={setKind}
            options={COMPARISON_KINDS.map((value) => ({ value, label: t(value) }))}
          />
          <Button disabled={open.length === 0} onClick={() => void tried(() => openPosted(`${path}/asked/${kind}`))}>
            {t('exportAsked', { n: open.length })}
          </Button>
        </div>
        {error === null ? null : <ErrorNote error={error} withFields />}
        {asked.length === 0 ? (
          <p className="kit-faint">{t('noneAsked')}</p>
        ) : (
          <>
            <div className="kit-row">
              <label htmlFor={`${id}-by`}>{t('answeredBy')}</label>
              <Input
                id={`${id}-by`}
                style={{ width: 220 }}
                value={answeredBy}
                onChange={(e) => setAnsweredBy(e.target.value)}
              />
              <label htmlFor={`${id}-date`}>{t('listDate')}</label>
              <Input
                id={`${id}-date`}
                type="date"
                style={{ width: 160 }}
                value={listDate}
                onChange={(e) => setListDate(e.target.value)}
              />
            </div>
            <DataTable
              caption={t('ask')}
              columns={columns}
              rows={asked}
              rowKey={(r) => r.personId}
              rowName={(r) => r.name}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
