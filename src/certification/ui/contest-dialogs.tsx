import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  ErrorNote,
  FormDialog,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ContestView, EntrantView } from '../contests/contest-schema.ts';
import { CLASS_LEVEL_WORDS, LEVEL_WORDS } from '../levels.ts';
import { bodyOptions } from './body-options.ts';
import { contestWords } from './contest-words.ts';
import { linesOf } from './typed-lines.ts';

type Told = { onTold: (told: string) => void; onClose: () => void };

/** Enters a contest; an office names the body that assesses. */
export function ContestDialog({ office, onClose }: { office: boolean; onClose: () => void }) {
  const t = useWords(contestWords);
  const { today } = useSession();
  const bodies = useQuery({ ...bodyOptions(today), enabled: office });
  const schema = z.object({
    name: z
      .string()
      .min(2)
      .meta({ title: t('contest') }),
    occupation: z
      .string()
      .min(1)
      .meta({ title: t('occupation') }),
    heldOn: z.iso.date().meta({ title: t('heldOn') }),
    ...(office ? { institutionId: z.string().meta({ title: t('body'), options: bodies.data ?? [] }) } : {}),
  });
  return (
    <FormDialog
      title={t('keep')}
      schema={schema}
      initial={{ heldOn: today }}
      onClose={onClose}
      onSubmit={(value) => api.post('/api/certification/contests', value)}
    />
  );
}

/** Ranks typed or pasted, one person a line. */
export function RanksDialog({ contest, onTold, onClose }: Told & { contest: ContestView }) {
  const t = useWords(contestWords);
  const schema = z.object({
    lines: z
      .string()
      .min(1)
      .meta({ title: t('ranksOf') }),
  });
  return (
    <FormDialog
      title={`${t('ranks')}：${contest.name}`}
      schema={schema}
      fields={{ lines: { kind: 'longText', hint: t('ranksHint') } }}
      onClose={onClose}
      onSubmit={async ({ lines }) => {
        const rows = linesOf(lines).map(([name, idNumber, rank]) => ({ name, idNumber, rank: Number(rank) }));
        const path = `/api/certification/contests/${contest.contestId}/ranks`;
        const done = await api.post<{ recorded: number }>(path, { rows });
        onTold(t('rankedTold', { n: done.recorded }));
      }}
    />
  );
}

/** Closes a contest: the rule proposes certificates, and nothing is changed afterwards. */
export function CloseDialog({ contest, onTold, onClose }: Told & { contest: ContestView }) {
  const t = useWords(contestWords);
  return (
    <ConfirmAct
      title={`${t('close')}：${contest.name}`}
      explain={<p>{t('closeNote', { n: contest.entrants })}</p>}
      onConfirm={async () => {
        const path = `/api/certification/contests/${contest.contestId}/close`;
        const done = await api.post<{ proposed: number }>(path, {});
        onTold(t('closedTold', { n: done.proposed }));
      }}
      onClose={onClose}
    />
  );
}

/** Issues what a contest proposes. */
export function IssueProposedDialog({ contest, onTold, onClose }: Told & { contest: ContestView }) {
  const t = useWords(contestWords);
  const { today } = useSession();
  return (
    <FormDialog
      title={`${t('issue')}：${contest.name}`}
      schema={z.object({ issuedOn: z.iso.date().meta({ title: t('issuedOn') }) })}
      initial={{ issuedOn: today }}
      submitLabel={t('issue')}
      onClose={onClose}
      onSubmit={async (value) => {
        const path = `/api/certification/contests/${contest.contestId}/certificates`;
        const done = await api.post<{ issued: number }>(path, value);
        onTold(t('issuedTold', { n: done.issued }));
      }}
    />
  );
}

/** Who took part by rank, with what the rule proposes and what was issued. */
export function EntrantsDialog({ contest, onClose }: { contest: ContestView; onClose: () => void }) {
  const t = useWords(contestWords);
  const found = useQuery({
    queryKey: ['certification', 'contest', contest.contestId],
    queryFn: ({ signal }) =>
      api.get<{ rows: EntrantView[] }>(`/api/certification/contests/${contest.contestId}`, { signal }),
  });
  const columns: Column<EntrantView>[] = [
    { key: 'rank', title: t('rank'), number: true, render: (r) => r.rank },
    { key: 'name', title: t('person'), render: (r) => r.name },
    {
      key: 'level',
      title: t('proposed'),
      render: (r) => (r.level === null ? '—' : `${LEVEL_WORDS[r.level]}　${r.clause ?? ''}`),
    },
    { key: 'certificate', title: t('certificateNo'), render: (r) => r.certificateNo ?? '—' },
  ];
  return (
    <Modal open title={contest.name} footer={null} onCancel={onClose} width={720}>
      {found.error === null ? null : <ErrorNote error={found.error} />}
      <DataTable
        caption={contest.name}
        columns={columns}
        rows={found.data?.rows ?? []}
        rowKey={(r) => r.personId}
        rowName={(r) => r.name}
      />
    </Modal>
  );
}

/** Graduation certificates of one class level, one graduate a line. */
export function DiplomasDialog({ onTold, onClose }: Told) {
  const t = useWords(contestWords);
  const { today } = useSession();
  const schema = z.object({
    classLevel: z.string().meta({
      title: t('classLevel'),
      options: Object.entries(CLASS_LEVEL_WORDS).map(([value, label]) => ({ value, label })),
    }),
    issuedOn: z.iso.date().meta({ title: t('issuedOn') }),
    lines: z
      .string()
      .min(1)
      .meta({ title: t('graduates') }),
  });
  return (
    <FormDialog
      title={t('diplomas')}
      schema={schema}
      initial={{ issuedOn: today }}
      fields={{ lines: { kind: 'longText', hint: t('graduatesHint') } }}
      onClose={onClose}
      onSubmit={async ({ lines, ...value }) => {
        const rows = linesOf(lines).map(([name, idNumber, major, number]) => ({ name, idNumber, major, number }));
        const done = await api.post<{ issued: number }>('/api/certification/diplomas', { ...value, rows });
        onTold(t('diplomasTold', { n: done.issued }));
      }}
    />
  );
}
