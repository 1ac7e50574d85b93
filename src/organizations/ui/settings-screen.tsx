import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  AreaPicker,
  DataTable,
  ErrorNote,
  PageHeader,
  permits,
  SchemaForm,
  useSession,
  useWords,
  type Column,
  type FieldOverrides,
} from '../../platform/ui-kit/index.ts';
import type { SettingRow } from '../settings/list-settings.ts';
import { SetLocalSetting } from '../schema.ts';
import { words } from './words.ts';

type Value = string | number | boolean;

const dated = SetLocalSetting.pick({ validFrom: true, legalSource: true, reason: true });
/** What three persons decide rests on a document. */
const sourced = dated.extend({
  legalSource: z.string().trim().min(4, '请写明依据的文件名称和文号').max(300).meta({ title: '依据文件' }),
});
const value = z.union([z.string(), z.number(), z.boolean()]);

function useShown(): (row: SettingRow, value: Value) => string {
  const t = useWords(words);
  return (row, value) => {
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    const choice = row.choices.find((c) => c.value === value);
    return choice ? choice.label : `${value}${row.unit === '' ? '' : ` ${row.unit}`}`;
  };
}

/** 本地设置: everything the documents leave to the locality, with what holds for a division, or 未设置. */
export default function SettingsScreen() {
  const t = useWords(words);
  const session = useSession();
  const shown = useShown();
  const [division, setDivision] = useState(session.unit.divisionCode);
  const [editing, setEditing] = useState<{ row: SettingRow; end: boolean } | null>(null);
  const list = useQuery({
    queryKey: ['settings', division],
    queryFn: ({ signal }) =>
      api.get<{ divisionCode: string; rows: SettingRow[] }>('/api/settings', { query: { division }, signal }),
  });
  const mayChange = permits(session.permissions, 'settings.change');
  const mayPrepare = permits(session.permissions, 'law.prepare');
  const columns: Column<SettingRow>[] = [
    {
      key: 'title',
      title: t('setting'),
      render: (row) => (
        <div>
          {row.title}
          <div className="kit-faint kit-small">{row.explanation}</div>
        </div>
      ),
    },
    { key: 'clause', title: t('clause'), width: 80, render: (row) => row.clause },
    {
      key: 'now',
      title: t('current'),
      render: (row) => (row.now === null ? <em>{t('notSet')}</em> : shown(row, row.now.value)),
    },
    { key: 'since', title: t('since'), width: 110, render: (row) => row.now?.validFrom ?? '' },
    { key: 'by', title: t('setBy'), render: (row) => row.now?.divisionName ?? '' },
    { key: 'ground', title: t('ground'), render: (row) => row.now?.legalSource ?? '' },
  ];
  if (mayChange) {
    columns.push({
      key: 'acts',
      title: t('acts'),
      render: (row) =>
        row.threePersons && !mayPrepare ? null : (
          <>
            <Button size="small" onClick={() => setEditing({ row, end: false })}>
              {t('change')}
            </Button>
            {row.now?.divisionCode === division ? (
              <Button size="small" type="link" onClick={() => setEditing({ row, end: true })}>
                {t('endSetting')}
              </Button>
            ) : null}
          </>
        ),
    });
  }
  return (
    <>
      <PageHeader title={t('settings')} note={t('settingsNote')} />
      <p>
        <label htmlFor="settings-division">{t('forDivision')}</label>{' '}
        <AreaPicker
          id="settings-division"
          value={division}
          onChange={(code) => setDivision(code ?? session.unit.divisionCode)}
        />
      </p>
      {list.error === null ? (
        <DataTable
          caption={t('settings')}
          columns={columns}
          rows={list.data?.rows ?? []}
          rowKey={(row) => row.key}
          rowName={(row) => row.title}
          loadingRows={list.isPending ? 5 : undefined}
        />
      ) : (
        <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      )}
      {editing === null ? null : <EditSetting {...editing} division={division} onClose={() => setEditing(null)} />}
    </>
  );
}

function EditSetting({
  row,
  end,
  division,
  onClose,
}: {
  row: SettingRow;
  end: boolean;
  division: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { today } = useSession();
  const kind = row.kind === 'choice' ? 'select' : row.kind === 'yesNo' || row.kind === 'number' ? row.kind : 'text';
  const asked = row.threePersons ? sourced : dated;
  const fields: FieldOverrides = {
    value: { label: t('value'), kind, options: row.choices, hint: row.unit || undefined },
  };
  const save = async (given: { value?: Value; validFrom: string; reason: string }): Promise<void> => {
    const body = { ...given, value: end ? null : given.value, key: row.key, divisionCode: division };
    if (row.threePersons) {
      const { proposalId } = await api.post<{ proposalId: string }>('/api/law/settings', body);
      await client.invalidateQueries();
      onClose();
      await navigate({ to: `/law/proposals/${proposalId}` });
      return;
    }
    await api.post('/api/settings', body);
    await client.invalidateQueries({ queryKey: ['settings'] });
    onClose();
  };
  return (
    <Modal open title={`${end ? t('endSetting') : t('change')}：${row.title}`} footer={null} onCancel={onClose}>
      {row.threePersons ? <p>{t('threePersons')}</p> : null}
      {end ? (
        <SchemaForm schema={asked} initial={{ validFrom: today }} submitLabel={t('endSetting')} onSubmit={save} />
      ) : (
        <SchemaForm
          schema={asked.extend({ value })}
          fields={fields}
          initial={{ validFrom: today }}
          submitLabel={t('save')}
          onSubmit={save}
        />
      )}
    </Modal>
  );
}
