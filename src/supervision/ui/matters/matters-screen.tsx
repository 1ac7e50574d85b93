import { DialogButton, ListPage, useWords } from '../../../platform/ui-kit/index.ts';
import { MATTER_KINDS } from '../../matters/kinds.ts';
import type { MatterLine } from '../../matters/schema.ts';
import { MATTER_STATES } from '../../matters/transitions.ts';
import { MatterDialog } from './matter-dialog.tsx';
import { useMatterColumns } from './matters-table.tsx';
import { words } from './matter-words.ts';
import '../supervision.css';

/** 督办事项 of one's office: asked of it, or by it. */
export default function MattersScreen() {
  const t = useWords(words);
  return (
    <ListPage<MatterLine>
      id="matters"
      title={t('matters')}
      note={t('mattersNote')}
      endpoint="/api/supervision/matters"
      columns={useMatterColumns()}
      rowKey={(m) => m.matterId}
      rowName={(m) => m.title}
      open={(m) => `/supervision/matters/${m.matterId}`}
      filters={[
        {
          kind: 'select',
          key: 'mine',
          label: t('mine'),
          options: [
            { value: 'lead', label: t('lead') },
            { value: 'asked', label: t('asked') },
          ],
        },
        {
          kind: 'select',
          key: 'state',
          label: t('state'),
          options: Object.entries(MATTER_STATES).map(([value, label]) => ({ value, label })),
        },
        {
          kind: 'select',
          key: 'kind',
          label: t('kind'),
          options: Object.entries(MATTER_KINDS).map(([value, { title }]) => ({ value, label: title })),
        },
        { kind: 'select', key: 'late', label: t('late'), options: [{ value: 'yes', label: t('onlyLate') }] },
      ]}
      empty={{ title: t('noMatters'), begin: t('noMattersBegin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('addMatter')} primary>
          {(close) => <MatterDialog extra={{}} onClose={close} />}
        </DialogButton>
      }
    />
  );
}
