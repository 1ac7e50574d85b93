import { api } from '../../platform/api-client/index.ts';
import { DialogButton, FormDialog, ListPage, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { RecordSelfCheck, type SelfCheckLine } from '../rectification/schema.ts';
import './supervision.css';
import { words } from './words.ts';

/** 自查自纠: rounds each office has held. */
export default function SelfChecksScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const columns: Column<SelfCheckLine>[] = [
    { key: 'unit', title: t('unit'), render: (c) => c.unitName },
    { key: 'held', title: t('heldOn'), render: (c) => c.heldOn },
    { key: 'found', title: t('foundN'), number: true, render: (c) => c.found },
    { key: 'corrected', title: t('correctedN'), number: true, render: (c) => c.corrected },
    { key: 'note', title: t('note'), render: (c) => <span className="supervision-words">{c.note ?? '—'}</span> },
    { key: 'reminded', title: t('reminded'), render: (c) => c.remindedOn ?? '—' },
  ];
  return (
    <ListPage<SelfCheckLine>
      id="self-checks"
      title={t('selfChecks')}
      note={t('selfChecksNote')}
      endpoint="/api/supervision/self-checks"
      columns={columns}
      rowKey={(c) => c.checkId}
      rowName={(c) => `${c.unitName} ${c.heldOn}`}
      empty={{ title: t('noSelfChecks'), begin: t('noSelfChecksBegin') }}
      actions={
        <DialogButton permission="supervision.answer" label={t('recordSelfCheck')} primary>
          {(close) => (
            <FormDialog
              title={t('recordSelfCheck')}
              schema={RecordSelfCheck}
              initial={{ heldOn: today }}
              onSubmit={(value) => api.post('/api/supervision/self-checks', value)}
              onClose={close}
            />
          )}
        </DialogButton>
      }
    />
  );
}
