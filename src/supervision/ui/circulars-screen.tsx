import { useNavigate } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { DialogButton, FormDialog, ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { CIRCULAR_KINDS, CircularFields, type CircularLine } from '../circulars/schema.ts';
import { words } from './matters/matter-words.ts';

/** 通报: commendations and corrections. */
export default function CircularsScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const columns: Column<CircularLine>[] = [
    { key: 'title', title: t('title'), render: (c) => c.title },
    { key: 'kind', title: t('kind'), render: (c) => CIRCULAR_KINDS[c.kind] },
    { key: 'issuer', title: t('issuer'), render: (c) => c.unitName },
    { key: 'number', title: t('number'), render: (c) => c.number ?? t('draft') },
    { key: 'issued', title: t('issuedOn'), render: (c) => c.issuedOn ?? '—' },
    { key: 'named', title: t('named'), number: true, render: (c) => c.approved },
    { key: 'public', title: t('public'), render: (c) => t(c.public ? 'public' : 'notPublic') },
  ];
  return (
    <ListPage<CircularLine>
      id="circulars"
      title={t('circulars')}
      note={t('circularsNote')}
      endpoint="/api/circulars"
      columns={columns}
      rowKey={(c) => c.circularId}
      rowName={(c) => c.title}
      open={(c) => `/circulars/${c.circularId}`}
      empty={{ title: t('noCirculars'), begin: t('noCircularsBegin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('draftCircular')} primary>
          {(close) => (
            <FormDialog
              title={t('draftCircular')}
              schema={CircularFields}
              initial={{ kind: 'commendation', public: false }}
              onSubmit={async (value) => {
                const { circularId } = await api.post<{ circularId: string }>('/api/circulars', value);
                void navigate({ to: `/circulars/${circularId}` });
              }}
              onClose={close}
            />
          )}
        </DialogButton>
      }
    />
  );
}
