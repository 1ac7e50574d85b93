import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  ConfirmAct,
  ErrorNote,
  FilePage,
  PrintButton,
  useBilingual,
  useSession,
  useWords,
  type FileSection,
} from '../../platform/ui-kit/index.ts';
import type { AgreementFile } from '../agreements/open-agreement.ts';
import type { Entry } from '../entries/store.ts';
import type { AgreementAct } from '../engine/transitions.ts';
import { OfficerFields } from '../form-schema.ts';
import { Commitments, Sections, Sides, type Promised, type Side } from './agreement-parts.tsx';
import { CommitmentDialog } from './commitment-dialog.tsx';
import { EntryDialog } from './entries/entry-dialog.tsx';
import type { EntryKindShown } from './entries/entry-columns.tsx';
import { EntryTable } from './entries/entry-table.tsx';
import { MeasureTable } from './measure-table.tsx';
import { SignForDialog } from './sign-for-dialog.tsx';
import { useKinds } from './use-kinds.ts';
import { words } from './words.ts';

/** 6/8（75%）of the commitments due; a dash while none is. */
const dueWords = (due: AgreementFile['execution']['due']): string =>
  due === undefined || due.rate === null ? '—' : `${due.delivered}/${due.due}（${due.rate.toFixed(1)}%）`;

type Open =
  | { kind: 'act'; action: AgreementAct; label: string; needsReason: boolean }
  | { kind: 'officer' | 'sign'; side: Side }
  | { kind: 'remove'; commitment: Promised }
  | { kind: 'amend'; entry: Entry; entryKind: EntryKindShown }
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
          <Commitments
            rows={file.execution.commitments}
            onRemove={
              side && UNSIGNED.has(agreement.state)
                ? (commitment) => setOpen({ kind: 'remove', commitment })
                : undefined
            }
          />
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
            onAmend={(entry, kind) => setOpen({ kind: 'amend', entry, entryKind: kind })}
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
      {open?.kind === 'remove' ? (
        <ConfirmAct
          title={t('removeCommitment')}
          explain={<p>{`${open.commitment.title}　${open.commitment.quantity} ${open.commitment.unit}`}</p>}
          text="none"
          onConfirm={() =>
            api.post(`/api/agreements/${agreementId}/commitments/remove`, { commitmentId: open.commitment.id })
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
      {open?.kind === 'entry' || open?.kind === 'amend' ? (
        <EntryDialog
          agreementId={agreementId}
          {...(open.kind === 'amend' ? { amended: open.entry } : {})}
          kinds={open.kind === 'amend' ? [open.entryKind] : entryKinds}
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
