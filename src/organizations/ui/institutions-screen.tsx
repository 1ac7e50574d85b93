import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ListPage, SchemaForm, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { InstitutionRow } from '../places/list-institutions.ts';
import { CreateInstitution, institutionKindOptions } from '../schema.ts';
import { words } from './words.ts';

const NewInstitution = CreateInstitution.omit({ shortNames: true });

/** 学校与机构: schools, training institutions, enterprises, donors and assessment bodies, by place; entered by the administrator of the area. */
export default function InstitutionsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const [creating, setCreating] = useState(false);
  const columns: Column<InstitutionRow>[] = [
    { key: 'name', title: t('institutionName'), render: (i) => i.name },
    {
      key: 'kind',
      title: t('institutionKind'),
      render: (i) => institutionKindOptions.find((o) => o.value === i.kind)?.label ?? i.kind,
    },
    { key: 'grade', title: t('grade'), render: (i) => i.grade ?? '—' },
    { key: 'affiliation', title: t('affiliation'), render: (i) => i.affiliation ?? '—' },
    { key: 'location', title: t('location'), render: (i) => i.locationName || i.locationCode },
    { key: 'since', title: t('since'), render: (i) => i.validFrom },
    { key: 'short', title: t('shortNames'), optional: true, render: (i) => i.shortNames.join('、') || '—' },
  ];
  const create = async (value: object): Promise<void> => {
    await api.post('/api/institutions', value);
    await client.invalidateQueries({ queryKey: ['list', '/api/institutions'] });
    setCreating(false);
  };
  const add = (
    <Allowed permission="units.manage">
      <Button type="primary" onClick={() => setCreating(true)}>
        {t('createInstitution')}
      </Button>
    </Allowed>
  );
  return (
    <>
      <ListPage<InstitutionRow>
        id="institutions"
        title={t('institutions')}
        note={t('institutionsNote')}
        endpoint="/api/institutions"
        columns={columns}
        rowKey={(i) => i.institutionId}
        rowName={(i) => i.name}
        filters={[
          { kind: 'text', key: 'search', label: t('search') },
          { kind: 'select', key: 'kind', label: t('institutionKind'), options: institutionKindOptions },
          { kind: 'area', key: 'division', label: t('location') },
        ]}
        empty={{ title: t('noInstitutions'), begin: t('noInstitutionsHint'), action: add }}
        actions={add}
      />
      {creating ? (
        <Modal open title={t('createInstitution')} footer={null} onCancel={() => setCreating(false)}>
          <SchemaForm
            schema={NewInstitution}
            fields={{ locationCode: { root: unit.divisionCode } }}
            submitLabel={t('save')}
            onSubmit={create}
          />
        </Modal>
      ) : null}
    </>
  );
}
