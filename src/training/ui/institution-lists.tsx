import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api, type StoredFile } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  JobProgress,
  ListPage,
  permits,
  UploadBox,
  useSession,
  useWords,
  type Column,
  type Permission,
} from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

/** A list of an institution as the server shows it. */
type ListRow = {
  listId: string;
  institution: string;
  fileName: string;
  listDate: string;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  doubtful: number;
  inRegister: number;
};
type Kind = { code: string; decision: string; message: string; rows: number };
type Finding = {
  seq: number;
  sheet: string;
  row: number;
  column: string | null;
  message: string;
  was: string | null;
  now: string | null;
};
type Told =
  | { refusal: string }
  | {
      institution: string;
      rows: number;
      accepted: number;
      corrected: number;
      review: number;
      refused: number;
      earlier: boolean;
      matches: { auto: number; review: number; none: number };
    };

type Props = { id: 'rolls' | 'rosters'; endpoint: string; permission: Permission };

/** Lists of schools or training institutions that came in, each with its problems; who may, imports another. */
export function InstitutionLists({ id, endpoint, permission }: Props) {
  const t = useWords(words);
  const { permissions } = useSession();
  const [opened, setOpened] = useState<ListRow | null>(null);
  const [importing, setImporting] = useState(false);
  const may = permits(permissions, permission);
  const number = (
    key: 'rows' | 'accepted' | 'corrected' | 'review' | 'refused' | 'inRegister' | 'doubtful',
  ): Column<ListRow> => ({
    key,
    title: t(key),
    number: true,
    render: (r) => r[key],
  });
  const columns: Column<ListRow>[] = [
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'file', title: t('file'), render: (r) => r.fileName },
    { key: 'date', title: t('date'), render: (r) => r.listDate },
    number('rows'),
    number('accepted'),
    number('corrected'),
    number('inRegister'),
    number('doubtful'),
    {
      key: 'problems',
      title: t('problems'),
      render: (r) => (
        <Button size="small" onClick={() => setOpened(r)}>
          {t('problems')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListPage<ListRow>
        id={id}
        title={t(id)}
        note={t(id === 'rolls' ? 'rollsNote' : 'rostersNote')}
        endpoint={endpoint}
        columns={columns}
        rowKey={(r) => r.listId}
        rowName={(r) => `${r.institution} ${r.fileName}`}
        actions={
          may ? (
            <Button type="primary" onClick={() => setImporting(true)}>
              {t('import')}
            </Button>
          ) : undefined
        }
        empty={{ title: t(id === 'rolls' ? 'noRolls' : 'noRosters'), begin: t('begin') }}
      />
      {importing ? <ImportDialog endpoint={endpoint} title={t(id)} onClose={() => setImporting(false)} /> : null}
      {opened === null ? null : (
        <Problems endpoint={endpoint} list={opened} whole={may} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function ImportDialog({ endpoint, title, onClose }: { endpoint: string; title: string; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [file, setFile] = useState<StoredFile | null>(null);
  const [dryRun, setDryRun] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = async (): Promise<void> => {
    setDone(false);
    setError(null);
    try {
      setJobId((await api.post<{ jobId: string }>(endpoint, { fileId: file?.fileId, dryRun })).jobId);
    } catch (refusal) {
      setError(refusal);
    }
  };
  const finished = (): void => {
    setDone(true);
    void client.invalidateQueries({ queryKey: ['list'] });
  };
  return (
    <Modal open title={`${t('import')} · ${title}`} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox label={t('drop')} note={t('dropNote')} accept=".xlsx,.xls,.csv" onUploaded={setFile} />
        <Checkbox checked={dryRun} onChange={(event) => setDryRun(event.target.checked)}>
          {t('tryFirst')}
        </Checkbox>
        {error === null ? null : <ErrorNote error={error} />}
        {jobId === null ? null : <JobProgress key={jobId} jobId={jobId} onDone={finished} />}
        {jobId !== null && done ? <Outcome jobId={jobId} /> : null}
        <Button type="primary" disabled={file === null} onClick={() => void start()}>
          {t('start')}
        </Button>
      </div>
    </Modal>
  );
}

function Outcome({ jobId }: { jobId: string }) {
  const t = useWords(words);
  const job = useQuery({
    queryKey: ['job', jobId, 'result'],
    queryFn: ({ signal }) => api.get<{ result: Told | null }>(`/api/jobs/${jobId}`, { signal }),
  });
  const told = job.data?.result;
  if (told === null || told === undefined) return null;
  if ('refusal' in told) return <p className="kit-alarm">{t('refusedFile', { message: told.refusal })}</p>;
  const { institution, rows, accepted, corrected, review, refused, earlier, matches } = told;
  return (
    <div className="kit-stack" role="status">
      {earlier ? <p>{t('earlier')}</p> : null}
      <p>{t('told', { institution, rows, accepted, corrected, review, refused })}</p>
      <p>{t('matched', matches)}</p>
    </div>
  );
}

const SHOWN = 100;

function Problems({
  endpoint,
  list,
  whole,
  onClose,
}: {
  endpoint: string;
  list: ListRow;
  whole: boolean;
  onClose: () => void;
}) {
  const t = useWords(words);
  const [code, setCode] = useState<string | null>(null);
  const kinds = useQuery({
    queryKey: ['list-kinds', list.listId],
    queryFn: ({ signal }) => api.get<{ kinds: Kind[] }>(`${endpoint}/${list.listId}/kinds`, { signal }),
  });
  const found = useQuery({
    queryKey: ['list-findings', list.listId, code],
    enabled: code !== null,
    queryFn: ({ signal }) =>
      api.get<{ rows: Finding[] }>(`${endpoint}/${list.listId}/findings`, {
        query: { code: code ?? undefined, size: SHOWN },
        signal,
      }),
  });
  const decisionOf = (decision: string) =>
    ['auto', 'review', 'note', 'refuse'].includes(decision) ? t(decision as 'auto') : decision;
  return (
    <Modal open title={`${list.institution} · ${t('problems')}`} footer={null} width={960} onCancel={onClose}>
      <div className="kit-stack">
        {kinds.error === null ? null : <ErrorNote error={kinds.error} />}
        {whole ? <a href={`${endpoint}/${list.listId}/marked`}>{t('marked')}</a> : null}
        {kinds.data?.kinds.length === 0 ? <EmptyState title={t('none')} /> : null}
        <DataTable
          caption={t('problems')}
          rows={kinds.data?.kinds ?? []}
          rowKey={(k) => `${k.code}${k.decision}`}
          rowName={(k) => k.message}
          columns={[
            { key: 'message', title: t('message'), render: (k) => k.message },
            { key: 'decision', title: t('decision'), render: (k) => decisionOf(k.decision) },
            {
              key: 'rows',
              title: t('rows'),
              render: (k) => (whole ? <Button onClick={() => setCode(k.code)}>{k.rows}</Button> : k.rows),
            },
          ]}
        />
        {code === null ? null : (
          <DataTable
            caption={t('problems')}
            rows={found.data?.rows ?? []}
            rowKey={(f) => String(f.seq)}
            rowName={(f) => f.message}
            columns={[
              { key: 'place', title: t('place'), render: (f) => `${t('rowN', { row: f.row })} ${f.column ?? ''}` },
              { key: 'message', title: t('message'), render: (f) => f.message },
              { key: 'was', title: t('was'), render: (f) => f.was ?? '—' },
              { key: 'now', title: t('now'), render: (f) => f.now ?? '—' },
            ]}
          />
        )}
      </div>
    </Modal>
  );
}
