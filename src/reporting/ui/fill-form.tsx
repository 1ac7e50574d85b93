import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import type { ReportView } from '../report/report-schema.ts';
import { words } from './season/season-words.ts';

/** Who fills in, remarks, and whether nothing is to be reported; figures are never typed. */
export function FillForm({ report }: { report: ReportView }) {
  const t = useWords(words);
  const id = useId();
  const client = useQueryClient();
  const [given, setGiven] = useState({
    fillerName: report.fillerName,
    fillerPhone: report.fillerPhone,
    remarks: report.remarks,
    zero: report.zero,
  });
  const save = useMutation({
    mutationFn: () => api.post(`/api/reports/${report.reportId}/fill`, given),
    onSuccess: () => client.invalidateQueries(),
  });
  const text = (key: 'fillerName' | 'fillerPhone', label: string, kind?: string) => (
    <div className="kit-field">
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <Input
        id={`${id}-${key}`}
        value={given[key]}
        inputMode={kind === 'tel' ? 'tel' : undefined}
        maxLength={30}
        onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
      />
    </div>
  );
  return (
    <form
      className="season-fill kit-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {text('fillerName', t('filler'))}
      {text('fillerPhone', t('phone'), 'tel')}
      <div className="kit-field">
        <label htmlFor={`${id}-remarks`}>{t('remarks')}</label>
        <Input.TextArea
          id={`${id}-remarks`}
          rows={3}
          maxLength={1000}
          value={given.remarks}
          onChange={(event) => setGiven({ ...given, remarks: event.target.value })}
        />
      </div>
      <div className="kit-field">
        <Checkbox checked={given.zero} onChange={(event) => setGiven({ ...given, zero: event.target.checked })}>
          {t('zero')}
        </Checkbox>{' '}
        <span className="kit-faint">{t('zeroHint')}</span>
      </div>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className="season-acts">
        <Button htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <span role="status">{save.isSuccess ? t('saved') : null}</span>
      </div>
    </form>
  );
}
