import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ConfirmAct, DataTable, ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import { ANNEX1_COLUMNS, type Annex1Column } from '../annex1/figure.ts';
import { FIGURE_NAMES } from '../report/report-figures.ts';
import type { AdjustmentLine, ReportView } from '../report/report-schema.ts';
import { words } from './season/season-words.ts';

/** 核增核减 of a report, those withdrawn struck out; while it is filled in, more can be added. */
export function Adjustments({ report }: { report: ReportView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<AdjustmentLine | null>(null);
  const open = report.acts.some((a) => a.action === 'adjust');
  const struck = (a: AdjustmentLine, words_: string) =>
    a.withdrawn ? <span className="kit-faint season-struck">{words_}</span> : words_;
  return (
    <div className="kit-stack">
      {report.adjustments.length === 0 ? (
        <p className="kit-faint">{t('noAdjustments')}</p>
      ) : (
        <DataTable
          caption={t('adjustments')}
          rows={report.adjustments}
          rowKey={(a) => a.adjustmentId}
          rowName={(a) => `${a.school} ${FIGURE_NAMES[a.figure]}`}
          columns={[
            { key: 'school', title: t('school'), render: (a) => struck(a, a.school) },
            { key: 'figure', title: t('figure'), render: (a) => struck(a, FIGURE_NAMES[a.figure]) },
            {
              key: 'delta',
              title: t('deltaShort'),
              number: true,
              render: (a) => struck(a, a.delta > 0 ? `+${a.delta}` : String(a.delta)),
            },
            { key: 'reason', title: t('whyAdjust'), render: (a) => a.reason },
            { key: 'basis', title: t('basisShort'), render: (a) => a.basis ?? '—' },
            { key: 'by', title: t('madeBy'), render: (a) => a.madeBy },
            {
              key: 'act',
              title: t('acts'),
              render: (a) =>
                a.withdrawn ? (
                  t('withdrawn')
                ) : open ? (
                  <Button size="small" type="link" onClick={() => setWithdrawing(a)}>
                    {t('withdrawAdjustment')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      {open ? (
        <div className="kit-no-print">
          <Button onClick={() => setAdding(true)}>{t('addAdjustment')}</Button>
        </div>
      ) : null}
      {adding ? <AdjustDialog report={report} onClose={() => setAdding(false)} /> : null}
      {withdrawing === null ? null : (
        <ConfirmAct
          title={t('withdrawAdjustment')}
          text="required"
          danger
          onConfirm={({ text }) =>
            api.post(`/api/reports/${report.reportId}/adjustments/${withdrawing.adjustmentId}/withdraw`, {
              reason: text,
            })
          }
          onClose={(done) => {
            setWithdrawing(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

type Given = { schoolId?: string; figure?: Annex1Column; delta: number | null; reason: string; basis: string };

function AdjustDialog({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const t = useWords(words);
  const id = useId();
  const client = useQueryClient();
  const [given, setGiven] = useState<Given>({ delta: null, reason: '', basis: '' });
  const add = useMutation({
    mutationFn: () => api.post(`/api/reports/${report.reportId}/adjust`, given),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries();
    },
  });
  const schools = report.table.rows.map((r) => ({ value: r.schoolId, label: r.school }));
  const figures = ANNEX1_COLUMNS.map((value) => ({ value, label: FIGURE_NAMES[value] }));
  return (
    <Modal
      open
      title={t('addAdjustment')}
      okText={t('addAdjustment')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p className="kit-faint">{t('adjustNote')}</p>
        <div className="kit-field">
          <label htmlFor={`${id}-school`}>{t('school')}</label>
          <Select
            id={`${id}-school`}
            showSearch={{ optionFilterProp: 'label' }}
            value={given.schoolId}
            options={schools}
            onChange={(schoolId: string) => setGiven({ ...given, schoolId })}
          />
        </div>
        <div className="kit-field">
          <label htmlFor={`${id}-figure`}>{t('figure')}</label>
          <Select
            id={`${id}-figure`}
            value={given.figure}
            options={figures}
            onChange={(figure: Annex1Column) => setGiven({ ...given, figure })}
          />
        </div>
        <div className="kit-field">
          <label htmlFor={`${id}-delta`}>{t('delta')}</label>
          <InputNumber
            id={`${id}-delta`}
            precision={0}
            value={given.delta}
            onChange={(delta) => setGiven({ ...given, delta })}
          />
        </div>
        <div className="kit-field">
          <label htmlFor={`${id}-reason`}>{t('whyAdjust')}</label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={2}
            maxLength={300}
            value={given.reason}
            onChange={(event) => setGiven({ ...given, reason: event.target.value })}
          />
        </div>
        <div className="kit-field">
          <label htmlFor={`${id}-basis`}>{t('basis')}</label>
          <Input
            id={`${id}-basis`}
            maxLength={200}
            value={given.basis}
            onChange={(event) => setGiven({ ...given, basis: event.target.value })}
          />
        </div>
        {add.error === null ? null : <ErrorNote error={add.error} />}
      </div>
    </Modal>
  );
}
