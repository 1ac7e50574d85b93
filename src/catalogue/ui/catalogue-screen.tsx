import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { CatalogueOverview } from '../versions/list-versions.ts';
import { CompareDialog } from './differences.tsx';
import { DutyNote } from './duty.tsx';
import { AddEntryDialog } from './entry-form.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { words } from './words.ts';
import './catalogue.css';
import { useYear, YearChoice } from './year-choice.tsx';

type Row = CatalogueOverview['versions'][number];
type Dialog =
  | { kind: 'import' }
  | { kind: 'add' }
  | { kind: 'publish' | 'file' | 'discard'; row: Row }
  | { kind: 'compare'; from: Row; to: Row };

/** 目录管理: a city's catalogue of a year, from the file to publication and filing, with every version. */
export default function CatalogueScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [year, setYear] = useYear();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['catalogue', year],
    queryFn: ({ signal }) => api.get<CatalogueOverview>('/api/catalogue', { query: { year }, signal }),
  });
  const columns = useColumns(data?.versions ?? [], setDialog);
  const close = (changed: boolean): void => {
    setDialog(null);
    if (changed) void client.invalidateQueries();
  };
  return (
    <>
      <PageHeader
        title={t('catalogue')}
        note={data ? t('catalogueNote', { city: data.cityName }) : undefined}
        actions={
          <>
            <YearChoice year={year} onChange={setYear} />
            <Button onClick={() => setDialog({ kind: 'add' })}>{t('addEntry')}</Button>
            <Button type="primary" onClick={() => setDialog({ kind: 'import' })}>
              {t('import')}
            </Button>
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <p className="catalogue-duties">
          <DutyNote label={t('publishing')} duty={data.publishing} />
          <DutyNote label={t('filing')} duty={data.filed} />
        </p>
      )}
      {data?.versions.length === 0 ? (
        <EmptyState title={t('noVersions', { year })} begin={t('noVersionsBegin')} />
      ) : (
        <DataTable
          caption={t('catalogue')}
          columns={columns}
          rows={data?.versions ?? []}
          rowKey={(v) => v.versionId}
          rowName={(v) => t('versionNo', { version: v.version })}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
      {dialog === null ? null : <Dialogs dialog={dialog} year={year} onClose={close} />}
    </>
  );
}

function useColumns(versions: readonly Row[], show: (dialog: Dialog) => void): Column<Row>[] {
  const t = useWords(words);
  return [
    {
      key: 'version',
      title: t('version'),
      render: (v) => <Link to={`/catalogue/versions/${v.versionId}`}>{t('versionNo', { version: v.version })}</Link>,
    },
    { key: 'state', title: t('state'), render: (v) => t(v.state) },
    { key: 'entries', title: t('entries'), number: true, render: (v) => v.entries },
    { key: 'publishedOn', title: t('publishedOn'), render: (v) => v.publishedOn ?? '—' },
    { key: 'effectiveFrom', title: t('effectiveFrom'), render: (v) => v.effectiveFrom ?? '—' },
    { key: 'reason', title: t('reason'), render: (v) => v.reason ?? '—' },
    { key: 'receipt', title: t('receipt'), render: (v) => <FilingNote row={v} /> },
    { key: 'acts', title: t('acts'), render: (v) => <Acts row={v} versions={versions} show={show} /> },
  ];
}

function FilingNote({ row }: { row: Row }) {
  const t = useWords(words);
  if (row.filing === null) return row.state === 'published' ? t('notFiled') : '—';
  return row.filing.receiptNumber ?? t('filed', { day: row.filing.filedOn });
}

function Acts({ row, versions, show }: { row: Row; versions: readonly Row[]; show: (dialog: Dialog) => void }) {
  const t = useWords(words);
  const before = versions.find((v) => v.version < row.version && (v.state === 'published' || v.state === 'superseded'));
  const open = row.state === 'draft' || row.state === 'published' || row.state === 'superseded';
  return (
    <span className="kit-row-acts">
      {row.state === 'draft' ? (
        <>
          <Button size="small" type="primary" onClick={() => show({ kind: 'publish', row })}>
            {t('publish')}
          </Button>{' '}
          <Button size="small" onClick={() => show({ kind: 'discard', row })}>
            {t('discard')}
          </Button>{' '}
        </>
      ) : null}
      {row.state === 'published' && row.filing === null ? (
        <>
          <Button size="small" type="primary" onClick={() => show({ kind: 'file', row })}>
            {t('file')}
          </Button>{' '}
        </>
      ) : null}
      {open && before !== undefined ? (
        <>
          <Button size="small" onClick={() => show({ kind: 'compare', from: before, to: row })}>
            {t('compare')}
          </Button>{' '}
        </>
      ) : null}
      <a href={`/api/public/catalogue/versions/${row.versionId}/export`}>{t('export')}</a>
    </span>
  );
}

function Dialogs({ dialog, year, onClose }: { dialog: Dialog; year: number; onClose: (changed: boolean) => void }) {
  const t = useWords(words);
  if (dialog.kind === 'import') return <ImportDialog year={year} onClose={() => onClose(true)} />;
  if (dialog.kind === 'add') return <AddEntryDialog year={year} onClose={onClose} />;
  if (dialog.kind === 'compare') {
    return <CompareDialog fromId={dialog.from.versionId} toId={dialog.to.versionId} onClose={() => onClose(false)} />;
  }
  const { kind, row } = dialog;
  const path = `/api/catalogue/versions/${row.versionId}/${kind}`;
  const send = (text: string) => (kind === 'discard' ? api.post(path, { reason: text }) : api.post(path));
  return (
    <ConfirmAct
      title={t(kind)}
      explain={t(`${kind}Explain`)}
      danger={kind === 'discard'}
      text={kind === 'discard' ? 'required' : 'none'}
      onConfirm={({ text }) => send(text)}
      onClose={onClose}
    />
  );
}
