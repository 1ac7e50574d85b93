import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { fen, formatAmount } from '../../platform/money.ts';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  ErrorNote,
  ListPage,
  permits,
  useSession,
  useWords,
  type Column,
  type ListFilter,
} from '../../platform/ui-kit/index.ts';
import type { VersionView } from '../versions/get-version.ts';
import type { ListedEntry } from '../entries/list-entries.ts';
import { bases, doubtTitles, levels } from '../schema.ts';
import { ChangeDialog, type ChangeKind } from './change-dialog.tsx';
import { CorrectDialog } from './entry-form.tsx';
import { ProblemList } from './problem-list.tsx';
import { words } from './words.ts';
import './catalogue.css';

type Dialog = { kind: ChangeKind | 'correct' | 'strike'; entry: ListedEntry };

/** 目录版本: the entries of one version; a draft is corrected here, the published one changed by new versions. */
export default function VersionScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { permissions } = useSession();
  const { versionId = '' } = useParams({ strict: false }) as { versionId?: string };
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const version = useQuery({
    queryKey: ['catalogue', 'version', versionId],
    queryFn: ({ signal }) => api.get<VersionView>(`/api/catalogue/versions/${versionId}`, { signal }),
  });
  const columns = useColumns(version.data, permits(permissions, 'catalogue.edit'), setDialog);
  const filters = useFilters();
  if (version.error !== null) return <ErrorNote error={version.error} onRetry={() => void version.refetch()} />;
  const data = version.data;
  if (data === undefined) return null;
  const close = (done: boolean): void => {
    setDialog(null);
    if (done) void client.invalidateQueries();
  };
  return (
    <div className="kit-stack">
      {data.state === 'draft' ? <ProblemList versionId={versionId} waiting={data.openReviews} /> : null}
      <ListPage<ListedEntry>
        id="catalogue-entries"
        title={`${data.cityName} ${data.year} · ${t('versionNo', { version: data.version })}（${t(data.state)}）`}
        note={`${t('counts', data.counts)}${data.publishedOn === null ? '' : `，${t('publishedOn')} ${data.publishedOn}`}`}
        endpoint={`/api/catalogue/versions/${versionId}/entries`}
        columns={columns}
        filters={filters}
        rowKey={(e) => e.entryKey}
        rowName={(e) => `${e.schoolName} ${e.major}`}
        empty={{ title: t('noVersions', { year: data.year }) }}
        actions={<Link to={`/catalogue?year=${data.year}`}>{t('back')}</Link>}
      />
      {dialog === null ? null : <Dialogs dialog={dialog} version={data} onClose={close} />}
    </div>
  );
}

function useFilters(): ListFilter[] {
  const t = useWords(words);
  const list = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const yesNo = [
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
  ];
  return [
    { kind: 'text', key: 'school', label: t('school') },
    { kind: 'text', key: 'major', label: t('major') },
    { kind: 'select', key: 'level', label: t('level'), options: list(levels) },
    { kind: 'select', key: 'base', label: t('base'), options: list(bases) },
    { kind: 'select', key: 'designated', label: t('designated'), options: yesNo },
    {
      kind: 'select',
      key: 'state',
      label: t('state'),
      options: [
        { value: 'open', label: t('open') },
        { value: 'suspended', label: t('suspended') },
        { value: 'removed', label: t('removedState') },
      ],
    },
    { kind: 'select', key: 'doubtful', label: t('undecided'), options: yesNo },
  ];
}

const yuan = (amount: number | null): string => (amount === null ? '—' : formatAmount(fen(amount)));

function useColumns(
  version: VersionView | undefined,
  mayEdit: boolean,
  show: (dialog: Dialog) => void,
): Column<ListedEntry>[] {
  const t = useWords(words);
  return [
    {
      key: 'school',
      title: t('school'),
      width: 150,
      render: (e) => (
        <>
          {e.schoolName}
          {e.newSchool ? <span className="kit-faint">（{t('newSchool')}）</span> : null}
          {e.affiliation === null ? null : <span className="kit-faint">（{e.affiliation}）</span>}
        </>
      ),
    },
    { key: 'grade', title: t('grade'), optional: true, render: (e) => e.schoolGrade ?? '—' },
    { key: 'major', title: t('major'), width: 140, render: (e) => e.major },
    { key: 'level', title: t('level'), render: (e) => <span className="catalogue-together">{e.level}</span> },
    { key: 'base', title: t('base'), render: (e) => e.base },
    { key: 'years', title: t('years'), number: true, render: (e) => e.years },
    { key: 'plan', title: t('plan'), number: true, render: (e) => e.plan ?? '—' },
    { key: 'seats', title: t('seats'), number: true, render: (e) => `${e.programmeSeats ?? '—'}（${e.taken}）` },
    { key: 'tuition', title: t('tuition'), number: true, render: (e) => yuan(e.tuitionFen) },
    { key: 'accommodation', title: t('accommodation'), number: true, render: (e) => yuan(e.accommodationFen) },
    { key: 'designated', title: t('designated'), render: (e) => t(e.designated ? 'yes' : 'no') },
    { key: 'requirement', title: t('requirement'), optional: true, render: (e) => e.requirement ?? '—' },
    { key: 'state', title: t('state'), render: (e) => <StateNote entry={e} /> },
    ...(mayEdit && (version?.state === 'draft' || version?.state === 'published')
      ? [
          {
            key: 'acts',
            title: t('acts'),
            render: (e: ListedEntry) => <Acts entry={e} draft={version.state === 'draft'} show={show} />,
          },
        ]
      : []),
  ];
}

function StateNote({ entry }: { entry: ListedEntry }) {
  const t = useWords(words);
  if (entry.doubts.length > 0) {
    const what = entry.doubts.map((d) => doubtTitles[d] ?? d).join('、');
    return <span className="kit-alarm">{t('undecidedOf', { what })}</span>;
  }
  const state = t(entry.state === 'removed' ? 'removedState' : entry.state);
  return (
    <span title={entry.stateReason ?? undefined}>
      {entry.stateFrom === null ? state : `${state}，${t('since', { day: entry.stateFrom })}`}
    </span>
  );
}

function Acts({ entry, draft, show }: { entry: ListedEntry; draft: boolean; show: (dialog: Dialog) => void }) {
  const t = useWords(words);
  const kinds: Dialog['kind'][] = draft
    ? ['correct', 'strike']
    : entry.state === 'open'
      ? ['suspend', 'remove', 'seats']
      : entry.state === 'suspended'
        ? ['resume', 'remove']
        : ['resume'];
  const buttons = kinds.map((kind) => (
    <Button key={kind} size="small" type="link" onClick={() => show({ kind, entry })}>
      {t(kind === 'seats' ? 'declareSeats' : kind)}
    </Button>
  ));
  return <span className="catalogue-together">{buttons}</span>;
}

function Dialogs({
  dialog,
  version,
  onClose,
}: {
  dialog: Dialog;
  version: VersionView;
  onClose: (done: boolean) => void;
}) {
  const t = useWords(words);
  const navigate = useNavigate();
  const { kind, entry } = dialog;
  if (kind === 'correct') return <CorrectDialog versionId={version.versionId} entry={entry} onClose={onClose} />;
  if (kind !== 'strike')
    return (
      <ChangeDialog
        kind={kind}
        year={version.year}
        entry={entry}
        onClose={onClose}
        onChanged={(id) => void navigate({ to: `/catalogue/versions/${id}${globalThis.location.search}` })}
      />
    );
  return (
    <ConfirmAct
      title={t('strike')}
      explain={t('strikeExplain', { entry: `${entry.schoolName} ${entry.major}` })}
      danger
      text="required"
      onConfirm={({ text }) =>
        api.post(`/api/catalogue/versions/${version.versionId}/entries/${entry.entryKey}/strike`, { reason: text })
      }
      onClose={onClose}
    />
  );
}
