import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, FormDialog, UploadBox, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { ReportFields, type ListView, type ReceiptView } from '../../rectification/schema.ts';
import { words } from '../words.ts';

/** Whom a list went to: signed for, answered, and the formal report with its receipt number or how late it is. */
export function Receipts({ list }: { list: ListView }) {
  const t = useWords(words);
  const columns: Column<ReceiptView>[] = [
    { key: 'unit', title: t('unit'), render: (r) => r.unitName },
    { key: 'sent', title: t('sentOn'), render: (r) => r.sentOn },
    {
      key: 'signed',
      title: t('signed'),
      render: (r) => r.signedOn ?? <strong className="kit-alarm">{t('notSigned')}</strong>,
    },
    { key: 'submitted', title: t('submitted'), render: (r) => r.submittedOn ?? '—' },
    { key: 'report', title: t('reported'), render: (r) => <Report list={list} receipt={r} /> },
  ];
  return (
    <DataTable
      caption={t('receipts')}
      columns={columns}
      rows={list.receipts}
      rowKey={(r) => r.unitId}
      rowName={(r) => r.unitName}
    />
  );
}

function Report({ list, receipt }: { list: ListView; receipt: ReceiptView }) {
  const t = useWords(words);
  const { report, reportOwed, reportLateDays: late, unitId } = receipt;
  if (!reportOwed) return '—';
  if (report === null)
    return late > 0 ? <strong className="kit-alarm">{t('reportMissing', { n: late })}</strong> : t('reportPending');
  return (
    <>
      <a href={`/api/rectification/lists/${list.listId}/report/${unitId}/scan`} target="_blank" rel="noreferrer">
        {report.number}
      </a>{' '}
      <span className="kit-faint">
        {report.sentOn} · {report.signedBy}
      </span>{' '}
      {late > 0 ? <strong className="kit-alarm">{t('reportLate', { n: late })}</strong> : t('reportOnTime')}
    </>
  );
}

/** 报送书面报告: who signed it, the sealed paper, and what is still missing. */
export function ReportDialog({ list, onClose }: { list: ListView; onClose: () => void }) {
  const t = useWords(words);
  const [fileId, setFileId] = useState<string | undefined>(undefined);
  return (
    <FormDialog
      title={t('sendReport')}
      schema={ReportFields}
      submitLabel={t('sendReport')}
      above={
        <>
          <p>{t('sendReportNote')}</p>
          {list.missingParts.length > 0 ? (
            <p className="kit-alarm">{t('partsMissing', { parts: list.missingParts.join('；') })}</p>
          ) : null}
          <UploadBox label={t('reportUpload')} onUploaded={(file) => setFileId(file.fileId)} />
        </>
      }
      onSubmit={(value) => api.post(`/api/rectification/lists/${list.listId}/report`, { ...value, fileId })}
      onClose={onClose}
    />
  );
}
