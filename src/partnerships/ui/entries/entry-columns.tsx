import { useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { Allowed, ConfirmAct, useBilingual, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { entryTransitions, type EntryAct } from '../../engine/transitions.ts';
import type { Entry } from '../../entries/store.ts';
import type { KindsShown } from '../../list-kinds.ts';
import { words } from '../words.ts';

export type EntryKindShown = KindsShown['entries'][number];
/** A step of an entry that waits to be confirmed by whoever takes it. */
export type AskedAct = { entry: Entry; action: EntryAct; label: string; needsReason: boolean };
export type EntryRole = 'own' | 'other';
type Given = {
  kinds: KindsShown;
  /** What the reader is to an entry. */
  rolesOf: (entry: Entry) => readonly EntryRole[];
  mayAct: boolean;
  onAct: (asked: AskedAct) => void;
  onAmend: (entry: Entry, kind: EntryKindShown) => void;
};

/** What is not confirmed yet may still be put right. */
const AMENDABLE: ReadonlySet<string> = new Set(['recorded', 'returned', 'open']);

/** What an entry is about in one line: whom, who, and the choice of its kind. */
function useWhat(kinds: KindsShown): (entry: Entry) => string {
  const say = useBilingual();
  return (entry) => {
    const option = kinds.entries.find((k) => k.kind === entry.kind)?.code?.options.find((o) => o.code === entry.code);
    return [entry.aboutName, entry.staffName, option ? say(option.title) : entry.code].filter(Boolean).join('　');
  };
}

/** A day, or the first and the last, each in one piece. */
function Days({ from, to }: { from: string; to: string | null }) {
  return (
    <>
      <span style={{ whiteSpace: 'nowrap' }}>{from}</span>
      {to === null ? null : <span style={{ whiteSpace: 'nowrap' }}> — {to}</span>}
    </>
  );
}

/** Columns of a list of entries, with the steps that the reader may take on each. */
export function useEntryColumns({ kinds, rolesOf, mayAct, onAct, onAmend }: Given): Column<Entry>[] {
  const t = useWords(words);
  const say = useBilingual();
  const what = useWhat(kinds);
  const kindOf = (name: string) => kinds.entries.find((k) => k.kind === name);
  return [
    {
      key: 'kind',
      title: t('kind'),
      render: (e) => {
        const kind = kindOf(e.kind);
        return kind ? say(kind.title) : e.kind;
      },
    },
    { key: 'what', title: t('what'), render: what },
    { key: 'day', title: t('day'), render: (e) => <Days from={e.onDate} to={e.endedOn} /> },
    { key: 'quantity', title: t('quantity'), number: true, render: (e) => e.quantity ?? '' },
    { key: 'by', title: t('by'), render: (e) => e.institutionName ?? e.recordedName },
    {
      key: 'evidence',
      title: t('evidence'),
      number: true,
      render: (e) => (e.evidence.length === 0 ? t('none') : t('files', { count: e.evidence.length })),
    },
    { key: 'state', title: t('state'), render: (e) => t(`entry_${e.state}`) },
    {
      key: 'acts',
      title: t('acts'),
      render: (e) => (
        <Allowed permission="agreement.keep">
          <Flex gap={4} wrap>
            {mayAct && rolesOf(e).includes('own') && AMENDABLE.has(e.state) && kindOf(e.kind) ? (
              <Button size="small" onClick={() => onAmend(e, kindOf(e.kind)!)}>
                {t('amend')}
              </Button>
            ) : null}
            {mayAct
              ? stepsOf(e, rolesOf(e), kindOf(e.kind)).map((s) => (
                  <Button
                    key={s.action}
                    size="small"
                    type={s.action === 'confirm' ? 'primary' : 'default'}
                    onClick={() => onAct({ ...s, entry: e })}
                  >
                    {s.label}
                  </Button>
                ))
              : null}
          </Flex>
        </Allowed>
      ),
    },
  ];
}

/** Asks whoever takes a step to confirm it, with the reason where it needs one. */
export function EntryActDialog({ kinds, asked, onClose }: { kinds: KindsShown; asked: AskedAct; onClose: () => void }) {
  const client = useQueryClient();
  const what = useWhat(kinds);
  return (
    <ConfirmAct
      title={asked.label}
      explain={<p>{`${what(asked.entry)}　${asked.entry.onDate}`}</p>}
      text={asked.needsReason ? 'required' : 'none'}
      onConfirm={(reason) =>
        api.post('/api/agreement-entries/move', {
          entryIds: [asked.entry.entryId],
          action: asked.action,
          reason: reason.text || null,
        })
      }
      onClose={(done) => {
        onClose();
        if (done) void client.invalidateQueries();
      }}
    />
  );
}

/** Steps a side may take: opening and closing only where the kind knows them. */
function stepsOf(
  entry: Entry,
  roles: readonly EntryRole[],
  kind: EntryKindShown | undefined,
): Omit<AskedAct, 'entry'>[] {
  return entryTransitions
    .filter((s) => s.from === entry.state && s.roles.some((r) => roles.some((own) => own === r)))
    .filter((s) => s.action !== 'open' || kind?.open !== undefined)
    .filter(
      (s) => s.action !== 'close' || kind?.close !== undefined || entry.kind === 'cycle' || entry.kind === 'problem',
    )
    .filter((s) => s.action !== 'cancel' || entry.state === 'open')
    .map((s) => ({ action: s.action, label: s.label, needsReason: s.needs?.includes('reason') ?? false }));
}
