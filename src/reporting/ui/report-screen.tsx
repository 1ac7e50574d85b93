import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Deadline,
  ErrorNote,
  FilePage,
  PrintButton,
  Timeline,
  useWords,
  wallClock,
  type FileFact,
  type FileSection,
  type TimelineEntry,
} from '../../platform/ui-kit/index.ts';
import type { ReportView } from '../report/report-schema.ts';
import { Adjustments } from './adjustments.tsx';
import { Annex1Persons } from './annex1/annex1-persons.tsx';
import { CellDialog } from './cell-dialog.tsx';
import { Difference } from './difference.tsx';
import { FiguresTable, rowsOfTable, type OpenedCell } from './annex1/figures-table.tsx';
import { FillForm } from './fill-form.tsx';
import { Rehearsal } from './season/rehearsal.tsx';
import { ReportActs } from './report-acts.tsx';
import './season/season.css';
import { words } from './season/season-words.ts';
import { StandingNote } from './standing-note.tsx';

const ALARMING = ['check_return', 'sign_return', 'return', 'overdue', 'remind', 'withdraw'];

/** One version of a report: what comes next, the table, its adjustments and papers, and how it came to be. */
export default function ReportScreen() {
  const { reportId = '' } = useParams({ strict: false }) as { reportId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => api.get<ReportView>(`/api/reports/${reportId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Report key={reportId} report={data} />;
}

function Report({ report }: { report: ReportView }) {
  const t = useWords(words);
  const title = `${report.city}${report.title}`;
  const sections: FileSection[] = [
    { key: 'next', title: t('next'), content: <ReportActs report={report} /> },
    { key: 'table', title: t('table'), content: <Table report={report} /> },
    ...(report.acts.some((a) => a.action === 'fill')
      ? [{ key: 'fill', title: t('filler'), content: <FillForm report={report} /> }]
      : []),
    { key: 'adjustments', title: t('adjustments'), content: <Adjustments report={report} /> },
    ...(report.live
      ? [{ key: 'rehearsal', title: t('rehearsal'), content: <Rehearsal reportId={report.reportId} /> }]
      : []),
    ...(report.previousId !== null && !report.live
      ? [{ key: 'difference', title: t('difference'), content: <Difference reportId={report.reportId} /> }]
      : []),
    ...(report.versions.length > 1
      ? [{ key: 'versions', title: t('versions'), content: <Versions report={report} /> }]
      : []),
    { key: 'history', title: t('history'), content: <History report={report} /> },
  ];
  return (
    <FilePage
      title={title}
      note={`${t('versionN', { version: report.version })} · ${report.stateName}`}
      actions={<PrintButton title={title} label={t('printPage')} />}
      facts={useFacts(report)}
      sections={sections}
    />
  );
}

function History({ report }: { report: ReportView }) {
  const entries = report.history.toReversed().map((h): TimelineEntry => {
    const tone = ALARMING.includes(h.event) ? 'alarm' : 'plain';
    const by = h.unit === null ? h.by : `${h.unit} ${h.by}`;
    const line = { key: String(h.seq), date: wallClock(h.at), title: h.title, by, tone } as const;
    return h.reason === null ? line : { ...line, detail: h.reason };
  });
  return <Timeline entries={entries} />;
}

function useFacts(r: ReportView): FileFact[] {
  const t = useWords(words);
  const optional = (label: string, value: string | null): FileFact[] =>
    value === null || value === '' ? [] : [{ label, value }];
  const left = r.sentOn === null ? <Deadline dueOn={r.inTimeUntil} workingDaysLeft={r.workingDaysLeft} /> : null;
  return [
    { label: t('unit'), value: r.unitName },
    {
      label: t('due'),
      value: (
        <>
          {r.dueOn} {left === null ? null : <>（{left}）</>}
        </>
      ),
    },
    { label: t('standing'), value: <StandingNote line={r} /> },
    ...optional(t('sentOn'), r.sentOn),
    ...optional(t('receipt'), r.receiptNumber),
    { label: t('asOf'), value: r.asOf, ...(r.knownAt === null ? {} : { source: t('knownAt', { seq: r.knownAt }) }) },
    ...optional(t('filledOn'), r.filledOn),
    ...(r.live
      ? []
      : [
          ...optional(t('filler'), r.fillerName),
          ...optional(t('phone'), r.fillerPhone),
          ...optional(t('remarks'), r.remarks),
        ]),
    ...(r.zero ? [{ label: t('zero'), value: t('yes') }] : []),
    ...optional(t('checksum'), r.checksum?.slice(0, 12) ?? null),
    ...(r.version > 1 ? optional(t('reason'), r.reason) : []),
    ...(r.lockedAt === null ? [] : [{ label: t('scan'), value: <Scan report={r} /> }]),
  ];
}

function Scan({ report }: { report: ReportView }) {
  const t = useWords(words);
  if (report.scan === null) return <span className="kit-faint">{t('noScan')}</span>;
  return (
    <a href={`/api/reports/${report.reportId}/scan`} target="_blank" rel="noreferrer">
      {report.scan.name}
    </a>
  );
}

function Table({ report }: { report: ReportView }) {
  const t = useWords(words);
  const [cell, setCell] = useState<OpenedCell | null>(null);
  const { refused, unusual } = report.faults;
  const blank = report.blank.length > 6 ? [...report.blank.slice(0, 6), '…'] : report.blank;
  return (
    <div className="kit-stack">
      <p className="kit-faint">{t(report.live ? 'tableLive' : 'tableKept')}</p>
      {refused.length === 0 ? null : (
        <div role="alert" className="kit-alarm">
          {t('refusedNote')}
          <ul>
            {refused.map((f) => (
              <li key={f.schoolId + f.rule}>{f.message}</li>
            ))}
          </ul>
        </div>
      )}
      <FiguresTable
        caption={t('table')}
        nameTitle={t('school')}
        rows={rowsOfTable(report.table)}
        total={report.table.reported}
        onOpen={setCell}
      />
      {unusual.map((f) => (
        <p key={f.schoolId}>
          {t('unusualNote')}
          {f.message}
        </p>
      ))}
      {blank.length === 0 ? null : <p className="kit-faint">{t('blankNote', { schools: blank.join('、') })}</p>}
      {cell === null ? null : report.live ? (
        <Annex1Persons
          cell={cell}
          query={{ city: String(report.cityCode), asOf: report.asOf }}
          onClose={() => setCell(null)}
        />
      ) : (
        <CellDialog reportId={report.reportId} cell={cell} onClose={() => setCell(null)} />
      )}
    </div>
  );
}

function Versions({ report }: { report: ReportView }) {
  const t = useWords(words);
  return (
    <ul className="season-versions">
      {report.versions.map((v) => (
        <li key={v.reportId}>
          {v.reportId === report.reportId ? (
            <strong>{t('versionN', { version: v.version })}</strong>
          ) : (
            <Link to={`/reports/${v.reportId}`}>{t('versionN', { version: v.version })}</Link>
          )}
          {` · ${v.stateName}`}
          {v.sentOn === null ? null : ` · ${t('sentOn')} ${v.sentOn}`}
        </li>
      ))}
    </ul>
  );
}
