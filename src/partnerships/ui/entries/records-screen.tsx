import { Button } from 'antd';
import { useState } from 'react';
import { Allowed, ListPage, useBilingual, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { Entry } from '../../entries/store.ts';
import { useKinds } from '../use-kinds.ts';
import {
  EntryActDialog,
  useEntryColumns,
  type AskedAct,
  type EntryKindShown,
  type EntryRole,
} from './entry-columns.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { recordWords } from './records-words.ts';
import { words } from '../words.ts';

type Open = { kind: 'record' } | { kind: 'amend'; entry: Entry; entryKind: EntryKindShown } | null;
const NO_KINDS = { agreements: [], entries: [], figures: [] };
const BOTH: readonly EntryRole[] = ['own', 'other'];

/** 帮扶协作台账: what is recorded under no agreement, recorded and confirmed. */
export default function RecordsScreen() {
  const t = useWords(recordWords);
  const common = useWords(words);
  const say = useBilingual();
  const { unit, user, permissions } = useSession();
  const kinds = useKinds();
  const [open, setOpen] = useState<Open>(null);
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const alone = (kinds?.entries ?? []).filter((k) => k.under !== 'agreement' && k.kind !== 'cycle');
  const leads = permissions.includes('agreement.lead');
  const columns = useEntryColumns({
    kinds: kinds ?? NO_KINDS,
    mayAct: true,
    rolesOf: (e) => {
      const confirms = leads && e.recordedName !== user.name;
      if (e.unitId !== unit.id) return confirms ? ['other'] : [];
      return confirms ? BOTH : ['own'];
    },
    onAct: setAsked,
    onAmend: (entry, entryKind) => setOpen({ kind: 'amend', entry, entryKind }),
  });
  return (
    <>
      <ListPage<Entry>
        id="partnership-records"
        title={t('records')}
        note={t('recordsNote')}
        endpoint="/api/agreement-entries"
        fixed={{ alone: 'yes' }}
        columns={columns}
        rowKey={(e) => e.entryId}
        rowName={(e) => e.aboutName ?? e.staffName ?? e.kind}
        filters={[
          {
            kind: 'select',
            key: 'kind',
            label: common('kind'),
            options: alone.map((k) => ({ value: k.kind, label: say(k.title) })),
          },
          { kind: 'area', key: 'division', label: t('place') },
        ]}
        empty={{ title: t('noRecords'), begin: t('noRecordsBegin') }}
        actions={
          <Allowed permission="agreement.keep">
            <Button type="primary" disabled={alone.length === 0} onClick={() => setOpen({ kind: 'record' })}>
              {t('recordOne')}
            </Button>
          </Allowed>
        }
      />
      {asked === null || kinds === undefined ? null : (
        <EntryActDialog kinds={kinds} asked={asked} onClose={() => setAsked(null)} />
      )}
      {open === null ? null : (
        <EntryDialog
          {...(open.kind === 'amend' ? { amended: open.entry } : {})}
          kinds={open.kind === 'amend' ? [open.entryKind] : alone}
          commitments={[]}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
