import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ListPage, SchemaForm, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { UnitRow } from '../units/list-units.ts';
import { CreateUnit, unitLevelOptions, unitLineOptions } from '../schema.ts';
import { words } from './words.ts';

const NewUnit = CreateUnit.omit({ institutionId: true, reportingParent: true });
const label = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((o) => o.value === value)?.label ?? value;

function useColumns(): Column<UnitRow>[] {
  const t = useWords(words);
  return [
    {
      key: 'name',
      title: t('unitName'),
      render: (row) => row.name,
    },
    { key: 'level', title: t('level'), render: (row) => label(unitLevelOptions, row.level) },
    { key: 'line', title: t('line'), render: (row) => label(unitLineOptions, row.line) },
    { key: 'division', title: t('division'), render: (row) => row.divisionName || row.divisionCode },
    { key: 'people', title: t('people'), number: true, render: (row) => row.people },
    {
      key: 'administrator',
      title: t('administrator'),
      render: (row) => (row.administrators > 0 ? t('has') : t('none')),
    },
    { key: 'since', title: t('since'), optional: true, render: (row) => row.validFrom },
  ];
}

/** 单位与岗位: one's own unit and those below. */
export default function UnitsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const columns = useColumns();
  const create = async (value: object): Promise<void> => {
    await api.post('/api/units', value);
    await client.invalidateQueries({ queryKey: ['list', '/api/units'] });
    setCreating(false);
  };
  return (
    <>
      <ListPage<UnitRow>
        id="units"
        title={t('units')}
        note={t('unitsNote')}
        endpoint="/api/units"
        columns={columns}
        rowKey={(row) => row.unitId}
        rowName={(row) => row.name}
        open={(row) => `/organizations/units/${row.unitId}`}
        filters={[
          { kind: 'text', key: 'search', label: t('search') },
          { kind: 'area', key: 'division', label: t('division') },
          { kind: 'select', key: 'line', label: t('line'), options: unitLineOptions },
          { kind: 'select', key: 'level', label: t('level'), options: unitLevelOptions },
        ]}
        empty={{ title: t('noUnits'), begin: t('noUnitsHint') }}
        actions={
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('createUnit')}
          </Button>
        }
      />
      {creating ? (
        <Modal open title={t('createUnit')} footer={null} onCancel={() => setCreating(false)}>
          <SchemaForm schema={NewUnit} submitLabel={t('save')} onSubmit={create} />
        </Modal>
      ) : null}
    </>
  );
}
