import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  ConfirmAct,
  DataTable,
  ErrorNote,
  FilePage,
  PrintButton,
  useBilingual,
  useSession,
  useWords,
  type Column,
  type FileSection,
} from '../../platform/ui-kit/index.ts';
import type { AgreementFile } from '../agreements/open-agreement.ts';
import type { AgreementAct } from '../engine/transitions.ts';
import { OfficerFields } from '../form-schema.ts';
import { CommitmentDialog } from './commitment-dialog.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryTable } from './entry-table.tsx';
import { MeasureTable } from './measure-table.tsx';
import { SignForDialog } from './sign-for-dialog.tsx';
import { useKinds } from './use-kinds.ts';
import { words } from './words.ts';

type Side = AgreementFile['parties'][number];
/** 6/8（75%）of the commitments due; a dash while none is. */
const dueWords = (due: AgreementFile['execution']['due']): string =>
  due === undefined || due.rate === null ? '—' : `${due.delivered}/${due.due}（${due.rate.toFixed(1)}%）`;

type Promised = AgreementFile['execution']['commitments'][number];
type Open =
  | { kind: 'act'; action: AgreementAct; label: string; needsReason: boolean }
  | { kind: 'officer' | 'sign'; side: Side }
  | { kind: 'commitment' | 'entry' }
  | null;

const UNSIGNED = new Set(['draft', 'agreed', 'sent']);
const CLOSED = new Set(['ended', 'discarded']);

/** One agreement as a file: sides and who answers, commitments, sections, what was done, figures, history. */
export default function AgreementScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const { unit } = useSession();
  const kinds = useKinds();
  const { agreementId } = useParams({ strict: false }) as { agreementId: string };
  const [open, setOpen] = useState<Open>(null);
  const found = useQuery({
    queryKey: ['agreement', agreementId],
    queryFn: ({ signal }) => api.get<AgreementFile>(`/api/agreements/${agreementId}`, { signal }),
  });
  if (found.error) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || !kinds) return null;
  const file = found.data;
  const { agreement } = file;
  const side = file.parties.some((p) => p.own);
  const close = (): void => setOpen(null);
  const stepOf = (action: string): string => {
    const step = STEPS.find((one) => one === action);
    return step ? t(`step_${step}`) : action;
  };
  const refresh = (): Promise<void> => client.invalidateQueries();
  const entryKinds = kinds.entries.filter(
    (k) =>
      k.agreements.includes(agreement.kind) &&
      k.kind !== 'cycle' &&
      (k.side.length === 0 || file.parties.some((p) => p.own && k.side.includes(p.role))),
  );
  const ownNames = new Set(file.parties.filter((p) => p.own).map((p) => p.institutionId));
  const sections: FileSection[] = [
    {
      key: 'parties',
      title: t('parties'),
      content: (
        <Sides
          file={file}
          onOfficer={(s) => setOpen({ kind: 'officer', side: s })}
          onSign={(s) => setOpen({ kind: 'sign', side: s })}
        />
      ),
    },
    {
      key: 'commitments',
      title: t('commitments'),
      content: (
        <div className="kit-stack">
          <Commitments rows={file.execution.commitments} />
          {side &&
          UNSIGNED.has(agreement.state) &&
          (kinds.agreements.find((k) => k.kind === agreement.kind)?.commitments.length ?? 0) > 0 ? (
            <div>
              <Button onClick={() => setOpen({ kind: 'commitment' })}>{t('addCommitment')}</Button>
            </div>
          ) : null}
        </div>
      ),
    },
    ...(file.sections.length === 0
      ? []
      : [
          {
            key: 'sections',
            title: t('sections'),
            content: <Sections file={file} kinds={kinds.agreements} onDone={refresh} />,
          },
        ]),
    {
      key: 'entries',
      title: t('activities'),
      content: (
        <div className="kit-stack">
          {side && !CLOSED.has(agreement.state) && entryKinds.length > 0 ? (
            <div>
              <Button type="primary" onClick={() => setOpen({ kind: 'entry' })}>
                {t('record')}
              </Button>
            </div>
          ) : null}
          <EntryTable
            agreementId={agreementId}
            kinds={kinds}
            isOwn={(e) => ownNames.has(e.institutionId)}
            mayAct={side && !CLOSED.has(agreement.state)}
          />
        </div>
      ),
    },
    ...(file.measures.length === 0
      ? []
      : [
          {
            key: 'figures',
            title: t('figures'),
            content: <MeasureTable rows={file.measures} caption={t('figures')} />,
          },
        ]),
  ];
  return (
    <>
      <FilePage
        title={agreement.title}
        note={
          file.missing.length > 0 ? (
            <strong className="kit-alarm">
              {t('cannotStart')}
              {file.missing.join('；')}
            </strong>
          ) : (
            say(file.kindTitle)
          )
        }
        actions={
          <>
            {file.acts
              .filter((a) => a.action !== 'sign' || file.parties.some((p) => p.own && p.signedOn === null))
              .map((a) => (
                <Button
                  key={a.action}
                  type={a.action === 'end' || a.action === 'discard' || a.action === 'return' ? 'default' : 'primary'}
                  onClick={() => setOpen({ kind: 'act', ...a })}
                >
                  {a.label}
                </Button>
              ))}
            <PrintButton title={agreement.title} />
          </>
        }
        facts={[
          { label: t('number'), value: agreement.number },
          { label: t('state'), value: t(`state_${agreement.state}`) },
          { label: t('term'), value: [agreement.startsOn, agreement.endsOn].filter(Boolean).join(' — ') || t('none') },
          { label: t('rate'), value: `${file.execution.rate}%` },
          { label: t('dueRate'), value: dueWords(file.execution.due) },
          {
            label: t('overdue'),
            value:
              file.execution.overdue === 0 ? (
                t('none')
              ) : (
                <strong className="kit-alarm">{t('overdueCount', { count: file.execution.overdue })}</strong>
              ),
          },
          { label: t('nextDue'), value: file.execution.nextDue ?? t('none') },
        ]}
        sections={sections}
        timeline={file.events.map((e) => ({
          key: e.eventId,
          date: e.at.slice(0, 10),
          title: stepOf(e.action),
          by: `${e.unitName} ${e.userName}`,
          ...(e.reason ? { detail: e.reason } : {}),
        }))}
      />
      {open?.kind === 'act' ? (
        <ConfirmAct
          title={open.label}
          explain={<p>{agreement.title}</p>}
          text={open.needsReason ? 'required' : 'none'}
          onConfirm={(reason) =>
            api.post(`/api/agreements/${agreementId}/move`, { action: open.action, reason: reason.text || null })
          }
          onClose={(done) => {
            close();
            if (done) void refresh();
          }}
        />
      ) : null}
      {open?.kind === 'officer' ? (
        <FormDialog
          title={`${t('nameOfficer')}：${open.side.name}`}
          schema={OfficerFields}
          initial={{ responsibleUnit: unit.name }}
          onSubmit={(v) => api.post(`/api/agreements/${agreementId}/officers`, { ...v, party: open.side.seq })}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'sign' ? <SignForDialog agreementId={agreementId} side={open.side} onClose={close} /> : null}
      {open?.kind === 'commitment' ? (
        <CommitmentDialog
          agreementId={agreementId}
          kind={kinds.agreements.find((k) => k.kind === agreement.kind)!}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'entry' ? (
        <EntryDialog
          agreementId={agreementId}
          kinds={entryKinds}
          commitments={file.execution.commitments.map((c) => ({
            kind: c.kind,
            code: 'code' in c ? (c.code as string | null) : null,
          }))}
          onClose={close}
        />
      ) : null}
    </>
  );
}

const STEPS = [
  'draft',
  'send',
  'sign',
  'activate',
  'end',
  'return',
  'discard',
  'add_commitment',
  'remove_commitment',
  'confirm_section',
  'name_officer',
  'replan',
  'confirm',
  'withdraw',
  'decline',
  'open',
  'close',
  'cancel',
  'resubmit',
] as const;

function Sides({
  file,
  onOfficer,
  onSign,
}: {
  file: AgreementFile;
  onOfficer: (side: Side) => void;
  onSign: (side: Side) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const columns: Column<Side>[] = [
    { key: 'role', title: t('role'), render: (p) => say(p.roleTitle) },
    { key: 'name', title: t('name'), render: (p) => p.name },
    { key: 'unit', title: t('unit'), render: (p) => p.responsibleUnit ?? '' },
    {
      key: 'officer',
      title: t('officer'),
      render: (p) =>
        p.officer ? `${p.officer}　${p.officerPhone ?? ''}` : <strong className="kit-alarm">{t('noOfficer')}</strong>,
    },
    {
      key: 'signed',
      title: t('signed'),
      render: (p) => (p.signedOn ? `${p.signedOn}　${p.signedName ?? ''}` : t('notSigned')),
    },
    {
      key: 'acts',
      title: t('acts'),
      render: (p) => (
        <>
          {p.own || p.mayEnter ? (
            <Button size="small" onClick={() => onOfficer(p)}>
              {t('nameOfficer')}
            </Button>
          ) : null}
          {!p.own && p.mayEnter && p.signedOn === null && file.agreement.state === 'sent' ? (
            <Button size="small" onClick={() => onSign(p)}>
              {t('signFor')}
            </Button>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('parties')}
      columns={columns}
      rows={file.parties}
      rowKey={(p) => String(p.seq)}
      rowName={(p) => p.name}
    />
  );
}

function Commitments({ rows }: { rows: readonly Promised[] }) {
  const t = useWords(words);
  if (rows.length === 0) return <p className="kit-faint">{t('noCommitments')}</p>;
  const columns: Column<Promised>[] = [
    { key: 'title', title: t('commitment'), render: (c) => c.title },
    { key: 'promised', title: t('promised'), number: true, render: (c) => `${c.quantity} ${c.unit}` },
    { key: 'done', title: t('done'), number: true, render: (c) => c.done },
    { key: 'rate', title: t('rate'), number: true, render: (c) => `${c.rate}%` },
    { key: 'excess', title: t('excess'), number: true, render: (c) => (c.excess === 0 ? '' : `+${c.excess}`) },
    {
      key: 'due',
      title: t('dueOn'),
      render: (c) => (c.overdue ? <strong className="kit-alarm">{c.dueOn}</strong> : (c.dueOn ?? '')),
    },
  ];
  return (
    <DataTable caption={t('commitments')} columns={columns} rows={rows} rowKey={(c) => c.id} rowName={(c) => c.title} />
  );
}

function Sections({
  file,
  kinds,
  onDone,
}: {
  file: AgreementFile;
  kinds: NonNullable<ReturnType<typeof useKinds>>['agreements'];
  onDone: () => Promise<void>;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const [failure, setFailure] = useState<unknown>(null);
  const own = file.parties.filter((p) => p.own).map((p) => String(p.seq));
  const confirm = (section: string): void => {
    api.post(`/api/agreements/${file.agreement.agreementId}/sections`, { section }).then(onDone, setFailure);
  };
  return (
    <div className="kit-stack">
      {failure === null ? null : <ErrorNote error={failure} />}
      {file.sections.map((s) => {
        const title = kinds
          .find((k) => k.kind === file.agreement.kind)
          ?.sections.find((d) => d.key === s.section)?.title;
        const mine = own.length > 0 && !own.every((seq) => s.confirmed[seq]);
        return (
          <div key={s.section}>
            <h3>{title ? say(title) : s.section}</h3>
            <p>{s.words}</p>
            <p className="kit-faint">
              {t('confirmedBy', { done: Object.keys(s.confirmed).length, of: file.parties.length })}
            </p>
            {mine && !['in_force', 'ended', 'discarded'].includes(file.agreement.state) ? (
              <Button onClick={() => confirm(s.section)}>{t('confirmSection')}</Button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
