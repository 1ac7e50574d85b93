import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { DialogButton, FormDialog, ListPage, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { SELECTION_KINDS, SelectionFields, type SelectionLine } from '../../selections/schema.ts';
import { words } from './selection-words.ts';

/** 项目评选: selections of projects of one's area. */
export default function SelectionsScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const columns: Column<SelectionLine>[] = [
    { key: 'title', title: t('title'), render: (s) => s.title },
    { key: 'kind', title: t('kind'), render: (s) => SELECTION_KINDS[s.kind] },
    { key: 'unit', title: t('unit'), render: (s) => s.unitName },
    { key: 'places', title: t('places'), number: true, render: (s) => s.places ?? t('noLimit') },
    { key: 'candidates', title: t('candidates'), number: true, render: (s) => s.candidates },
    { key: 'state', title: t('state'), render: (s) => t(s.state) },
    { key: 'opened', title: t('openedOn'), render: (s) => s.openedOn },
    { key: 'decided', title: t('decidedOn'), render: (s) => s.decidedOn ?? '—' },
  ];
  return (
    <ListPage<SelectionLine>
      id="project-selections"
      title={t('selections')}
      note={t('selectionsNote')}
      endpoint="/api/selections"
      columns={columns}
      rowKey={(s) => s.selectionId}
      rowName={(s) => s.title}
      open={(s) => `/selections/${s.selectionId}`}
      empty={{ title: t('none'), begin: t('begin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('start')} primary>
          {(close) => (
            <FormDialog
              title={t('start')}
              schema={SelectionFields}
              initial={{ kind: 'featured_school' }}
              onSubmit={async (value) => {
                const { selectionId } = await api.post<{ selectionId: string }>('/api/selections', value);
                void navigate({ to: `/selections/${selectionId}` });
              }}
              onClose={close}
            />
          )}
        </DialogButton>
      }
    />
  );
}
