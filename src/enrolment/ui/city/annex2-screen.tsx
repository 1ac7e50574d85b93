import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { address, api } from '../../../platform/api-client/index.ts';
import type { StoredFile } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  ErrorNote,
  JobProgress,
  PageHeader,
  SchemaForm,
  UploadBox,
  useRememberedJob,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { ImportedAnnex2 } from '../../annex2/import-annex2.ts';
import { ExportAnnex2 } from '../../schema-city.ts';
import { words } from './city-words.ts';

const ExportForm = ExportAnnex2.pick({ filledBy: true, phone: true, purpose: true });

/** 附件2: a hand-kept form comes in row by row with its reasons, and goes out in the official layout. */
export default function Annex2Screen() {
  const t = useWords(words);
  return (
    <>
      <PageHeader title={t('annex2')} note={t('annex2Note')} />
      <div className="kit-stack">
        <Allowed permission="annex2.import">
          <Import />
        </Allowed>
        <Allowed permission="people.export">
          <section className="kit-stack">
            <h2>{t('exportForm')}</h2>
            <p>{t('exportNote')}</p>
            <SchemaForm
              schema={ExportForm}
              submitLabel={t('exportNow')}
              onSubmit={(given) => {
                globalThis.open(address('/api/annex2/export', given), '_blank');
                return Promise.resolve();
              }}
            />
          </section>
        </Allowed>
      </div>
    </>
  );
}

function Import() {
  const t = useWords(words);
  const [file, setFile] = useState<StoredFile | null>(null);
  const [jobId, setJobId] = useRememberedJob('annex2');
  const [done, setDone] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (dryRun: boolean) =>
      api.post<{ jobId: string }>('/api/annex2/import', { fileId: file?.fileId, dryRun }),
    onSuccess: (queued) => setJobId(queued.jobId),
  });
  return (
    <section className="kit-stack">
      <UploadBox label={t('annex2File')} note=".xlsx .xls .csv" accept=".xlsx,.xls,.csv" onUploaded={setFile} />
      {start.error === null ? null : <ErrorNote error={start.error} />}
      <div>
        <Button disabled={file === null} loading={start.isPending} onClick={() => start.mutate(true)}>
          {t('tryOut')}
        </Button>{' '}
        <Button type="primary" disabled={file === null} loading={start.isPending} onClick={() => start.mutate(false)}>
          {t('importNow')}
        </Button>
      </div>
      {jobId === null ? null : <JobProgress key={jobId} jobId={jobId} onDone={() => setDone(jobId)} />}
      {jobId !== null && done === jobId ? <Told jobId={jobId} /> : null}
    </section>
  );
}

function Told({ jobId }: { jobId: string }) {
  const t = useWords(words);
  const job = useQuery({
    queryKey: ['job', jobId, 'result'],
    queryFn: ({ signal }) => api.get<{ result: ImportedAnnex2 | null }>(`/api/jobs/${jobId}`, { signal }),
  });
  const result = job.data?.result;
  if (result === null || result === undefined) return null;
  const { rows, accepted, corrected, review, refused, earlier, added, catalogue, problems } = result;
  const state = t(catalogue?.state === 'draft' ? 'judgedDraft' : 'judgedPublished');
  return (
    <div className="kit-stack" role="status">
      <p>{t('result', { rows, accepted, corrected, review, refused })}</p>
      {earlier ? <p>{t('earlier', { added })}</p> : null}
      <p>{catalogue === null ? t('judgedNone') : t('judgedBy', { version: catalogue.version, state })}</p>
      {accepted === 0 ? null : (
        <p>
          <Link to="/enrolment/imported">{t('toImported')}</Link>
        </p>
      )}
      {problems.length === 0 ? null : (
        <DataTable
          caption={t('problem')}
          rows={problems.map((p, i) => ({ ...p, key: String(i) }))}
          rowKey={(p) => p.key}
          rowName={(p) => `${p.row} ${p.message}`}
          columns={[
            { key: 'row', title: t('row'), number: true, render: (p) => String(p.row) },
            { key: 'column', title: t('column'), render: (p) => p.column ?? '—' },
            { key: 'message', title: t('problem'), render: (p) => p.message },
            { key: 'decision', title: t('handled'), render: (p) => t(`handled_${p.decision}`) },
          ]}
        />
      )}
    </div>
  );
}
