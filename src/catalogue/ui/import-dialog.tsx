import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { StoredFile } from '../../platform/api-client/index.ts';
import { ErrorNote, JobProgress, UploadBox, useWords } from '../../platform/ui-kit/index.ts';
import type { ImportedCatalogue } from '../file/import-catalogue.ts';
import type { ReceivedCatalogue } from '../file/receive-catalogue.ts';
import { words } from './words.ts';

type Result = (ImportedCatalogue & { refused: number }) | { refused: string; message?: string };

/** Takes a catalogue file, follows its import, and leads to the draft. */
export function ImportDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const t = useWords(words);
  const [file, setFile] = useState<StoredFile | null>(null);
  const [dryRun, setDryRun] = useState(false);
  const [done, setDone] = useState(false);
  const start = useMutation({
    mutationFn: () => api.post<ReceivedCatalogue>('/api/catalogue/imports', { fileId: file?.fileId, year, dryRun }),
  });
  const { jobId = null, earlier = false, versionId = null } = start.data ?? {};
  return (
    <Modal open title={`${t('import')} · ${year}`} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox label={t('dropCatalogue')} note={t('importNote')} accept=".xlsx,.xls,.csv" onUploaded={setFile} />
        <Checkbox checked={dryRun} onChange={(event) => setDryRun(event.target.checked)}>
          {t('tryFirst')}
        </Checkbox>
        {start.error === null ? null : <ErrorNote error={start.error} />}
        {earlier ? (
          <p role="status">
            {t('cameBefore')}
            {versionId === null ? null : <Link to={`/catalogue/versions/${versionId}`}>{t('openVersion')}</Link>}
          </p>
        ) : null}
        {jobId === null ? null : <JobProgress key={jobId} jobId={jobId} onDone={() => setDone(true)} />}
        {jobId !== null && done ? <Told jobId={jobId} /> : null}
        <Button
          type="primary"
          disabled={file === null}
          loading={start.isPending}
          onClick={() => {
            setDone(false);
            start.mutate();
          }}
        >
          {t('importStart')}
        </Button>
      </div>
    </Modal>
  );
}

function Told({ jobId }: { jobId: string }) {
  const t = useWords(words);
  const job = useQuery({
    queryKey: ['job', jobId, 'result'],
    queryFn: ({ signal }) => api.get<{ result: Result | null }>(`/api/jobs/${jobId}`, { signal }),
  });
  const result = job.data?.result;
  if (result === null || result === undefined) return null;
  if (!('rows' in result))
    return <p className="kit-alarm">{t('fileRefused', { code: result.message ?? result.refused })}</p>;
  const { rows, accepted, corrected, review, refused, carriedOver, newSchools, versionId } = result;
  return (
    <div className="kit-stack" role="status">
      <p>{t('told', { rows, accepted, corrected, review, refused })}</p>
      {carriedOver > 0 ? <p>{t('carriedOver', { count: carriedOver })}</p> : null}
      {newSchools.length > 0 ? <p>{t('newSchools', { names: newSchools.join('、') })}</p> : null}
      {versionId === null ? null : (
        <p>
          {t('importDone')}：<Link to={`/catalogue/versions/${versionId}`}>{t('openDraft')}</Link>
        </p>
      )}
    </div>
  );
}
