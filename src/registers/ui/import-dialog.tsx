import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { StoredFile } from '../../platform/api-client/index.ts';
import { ErrorNote, JobProgress, UploadBox, useWords } from '../../platform/ui-kit/index.ts';
import type { ImportedRecords } from '../exchange/import-records.ts';
import { words } from './words.ts';

type Result = ImportedRecords | { refusedFile: string; message: string };

/** Takes a sheet into a register, follows it, and gives the marked workbook back. */
export function ImportDialog({ register, onClose }: { register: string; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [file, setFile] = useState<StoredFile | null>(null);
  const [dryRun, setDryRun] = useState(false);
  const [done, setDone] = useState(false);
  const start = useMutation({
    mutationFn: () =>
      api.post<{ jobId: string }>('/api/registers/imports', { key: register, fileId: file?.fileId, dryRun }),
    onMutate: () => setDone(false),
  });
  const jobId = start.data?.jobId ?? null;
  const finished = (): void => {
    setDone(true);
    void client.invalidateQueries({ queryKey: ['list'] });
  };
  return (
    <Modal open title={t('import')} footer={null} width={640} onCancel={onClose}>
      <div className="kit-stack">
        <a className="kit-button" href={`/api/registers/export?key=${register}&template=yes`}>
          {t('template')}
        </a>
        <UploadBox label={t('dropSheet')} note={t('dropNote')} accept=".xlsx,.xls,.csv" onUploaded={setFile} />
        <Checkbox checked={dryRun} onChange={(event) => setDryRun(event.target.checked)}>
          {t('tryFirst')}
        </Checkbox>
        <Button type="primary" disabled={file === null} loading={start.isPending} onClick={() => start.mutate()}>
          {t('startImport')}
        </Button>
        {start.error === null ? null : <ErrorNote error={start.error} />}
        {jobId === null ? null : <JobProgress key={jobId} jobId={jobId} onDone={finished} />}
        {jobId !== null && done ? <Told jobId={jobId} /> : null}
      </div>
    </Modal>
  );
}

function Told({ jobId }: { jobId: string }) {
  const t = useWords(words);
  const { data } = useQuery({
    queryKey: ['job', jobId, 'result'],
    queryFn: ({ signal }) => api.get<{ result: Result | null }>(`/api/jobs/${jobId}`, { signal }),
  });
  const result = data?.result;
  if (result === null || result === undefined) return null;
  if ('refusedFile' in result) return <p className="kit-alarm">{t('fileRefused', { message: result.message })}</p>;
  const { rows, accepted, refused, doubtful, problems } = result;
  return (
    <div className="kit-stack" role="status">
      <p>{t('importTold', { rows, accepted, refused, doubtful })}</p>
      {problems.length === 0 ? null : (
        <>
          <a className="kit-button" href={`/api/registers/imports/${jobId}/marked`}>
            {t('markedCopy')}
          </a>
          <table className="kit-table">
            <thead>
              <tr>
                <th>{t('problemRow')}</th>
                <th>{t('problemText')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, 20).map((p, i) => (
                <tr key={`${p.sheet} ${p.row} ${i}`}>
                  <td>{p.row}</td>
                  <td className={p.level === 'refused' ? 'kit-alarm' : undefined}>{p.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}
