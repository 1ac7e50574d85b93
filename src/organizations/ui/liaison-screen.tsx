import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ListPage, SchemaForm, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { LiaisonContact, LiaisonRow } from '../units/list-liaison.ts';
import { NameLiaison } from '../schema.ts';
import { words } from './words.ts';

/** 工作对接: who keeps up the liaison between the two departments of each place, and where somebody is still missing. */
export default function LiaisonScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit, today } = useSession();
  const [naming, setNaming] = useState(false);
  const shown = (contact: LiaisonContact | null) =>
    contact === null ? (
      <span className="kit-alarm">{t('notNamed')}</span>
    ) : (
      <div>
        {contact.name}
        {contact.duty === null ? '' : `，${contact.duty}`}
        <div className="kit-faint kit-small">{contact.phone}</div>
      </div>
    );
  const columns: Column<LiaisonRow>[] = [
    { key: 'division', title: t('division'), render: (r) => r.divisionName },
    { key: 'hr', title: t('hrContact'), render: (r) => shown(r.hr) },
    { key: 'poverty', title: t('povertyContact'), render: (r) => shown(r.poverty) },
    {
      key: 'state',
      title: t('state'),
      render: (r) =>
        r.complete ? t('liaisonComplete') : <strong className="kit-alarm">{t('liaisonIncomplete')}</strong>,
    },
  ];
  const mine = unit.line === 'hr' || unit.line === 'poverty';
  return (
    <>
      <ListPage<LiaisonRow>
        id="liaison"
        title={t('liaison')}
        note={t('liaisonNote')}
        endpoint="/api/liaison"
        columns={columns}
        rowKey={(r) => r.divisionCode}
        rowName={(r) => r.divisionName}
        filters={[
          { kind: 'area', key: 'division', label: t('division'), root: unit.divisionCode },
          {
            kind: 'select',
            key: 'show',
            label: t('state'),
            options: [{ value: 'incomplete', label: t('liaisonIncomplete') }],
          },
        ]}
        empty={{ title: t('liaisonNone') }}
        actions={
          mine ? (
            <Button type="primary" onClick={() => setNaming(true)}>
              {t('nameLiaison')}
            </Button>
          ) : undefined
        }
      />
      {naming ? (
        <Modal open title={`${t('nameLiaison')}：${unit.name}`} footer={null} onCancel={() => setNaming(false)}>
          <SchemaForm
            schema={NameLiaison}
            initial={{ validFrom: today }}
            submitLabel={t('save')}
            onSubmit={async (value) => {
              await api.post('/api/liaison', value);
              await client.invalidateQueries({ queryKey: ['list', '/api/liaison'] });
              setNaming(false);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}
