import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, ApiError } from '../../api-client/index.ts';
import type { JobAnswer, JobState } from '../../api-client/index.ts';
import { ErrorNote } from './error-note.tsx';
import { thousands } from './format.ts';
import { kitWords } from '../kit-words.ts';
import type { KitKey } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { useSession } from '../shell/session.tsx';

const pollEvery = 1000;
/** Pause before a server that gave no answer is asked again, in milliseconds. */
const askAgainEvery = 3000;
const stateWord: Record<JobState, KitKey> = {
  queued: 'jobQueued',
  running: 'jobRunning',
  done: 'jobDone',
  failed: 'jobFailed',
  cancelled: 'jobCancelled',
};

const isOpen = (state: JobState | undefined): boolean =>
  state === undefined || state === 'queued' || state === 'running';

/** No answer, or a server that is just starting: the work goes on when it is back. */
const isAway = (error: Error): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** Percent done, 0 to 100; 0 while the total is not known. */
export const percentOf = (job: Pick<JobAnswer, 'done' | 'total' | 'state'>): number => {
  if (job.state === 'done') return 100;
  return job.total === null || job.total === 0 ? 0 : Math.min(99, Math.floor((job.done / job.total) * 100));
};

/** A job id kept for this person in this browser, so that closing the page and coming back finds the work again; null forgets it. */
export function useRememberedJob(name: string): [string | null, (jobId: string | null) => void] {
  const key = `jiqiao.job.${useSession().user.username}.${name}`;
  const [jobId, setJobId] = useState(() => localStorage.getItem(key));
  const remember = (next: string | null): void => {
    if (next === null) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    setJobId(next);
  };
  return [jobId, remember];
}

function useJob(jobId: string) {
  return useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => api.get<JobAnswer>(`/api/jobs/${encodeURIComponent(jobId)}`, { signal }),
    refetchInterval: ({ state: { error, data } }) => {
      if (!isOpen(data?.state)) return false;
      if (error === null) return pollEvery;
      return isAway(error) ? askAgainEvery : false;
    },
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
}

function JobActs({ job }: { job: JobAnswer }) {
  const t = useWords(kitWords);
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (verb: 'cancel' | 'retry') => api.post(`/api/jobs/${encodeURIComponent(job.id)}/${verb}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['job', job.id] }),
  });
  const verb = isOpen(job.state) ? 'cancel' : job.state === 'done' ? null : 'retry';
  return (
    <>
      {verb === null ? null : (
        <Button size="small" loading={act.isPending} onClick={() => act.mutate(verb)}>
          {verb === 'cancel' ? t('jobCancel') : t('jobRetry')}
        </Button>
      )}
      {act.error === null ? null : <ErrorNote error={act.error} />}
    </>
  );
}

/** Where a long piece of work stands, told aloud when its state changes. The work itself goes on when this is closed. */
export function JobProgress({ jobId, onDone }: { jobId: string; onDone?: (job: JobAnswer) => void }) {
  const t = useWords(kitWords);
  const { data: job, error, refetch } = useJob(jobId);
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (job?.state !== 'done' || told.current === job.id) return;
    told.current = job.id;
    onDone?.(job);
  }, [job, onDone]);
  if (job === undefined) {
    return error === null ? (
      <p role="status">{t('loading')}</p>
    ) : (
      <ErrorNote error={error} onRetry={() => void refetch()} />
    );
  }
  const failed = job.state === 'failed';
  const count =
    job.total === null ? thousands(job.done) : t('jobOf', { done: thousands(job.done), total: thousands(job.total) });
  return (
    <div className="kit-job">
      <div className="kit-job-line">
        <strong className={failed ? 'kit-alarm' : undefined} role="status">
          {t(stateWord[job.state])}
        </strong>
        <span>{count}</span>
        <JobActs job={job} />
      </div>
      <Progress
        percent={percentOf(job)}
        status={failed ? 'exception' : 'normal'}
        aria-label={t(stateWord[job.state])}
      />
      {job.message === '' ? null : <p>{job.message}</p>}
      {isOpen(job.state) ? <p className="kit-faint">{t('jobStays')}</p> : null}
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
    </div>
  );
}
