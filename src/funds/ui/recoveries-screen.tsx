import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  FormDialog,
  ListPage,
  money,
  permits,
  useSession,
  useWords,
  type Column,
  type Permission,
} from '../../platform/ui-kit/index.ts';
import type { RecoveryView } from '../bank/list-batches.ts';
import {
  RECOVERY_STATES,
  RECOVERY_TRANSITIONS,
  type RecoveryAction,
  type RecoveryState,
} from '../bank/recovery-transitions.ts';
import { words } from './words/bank-words.ts';
import { fenOf } from './words/names.ts';

const Receipt = z.object({ amountYuan: z.coerce.number().min(0.01), documentNo: z.string().trim().min(2).max(80) });
const STATES = Object.keys(RECOVERY_STATES) as RecoveryState[];

/** 资金追回: what was paid wrongly, how far it is back, and the next step. */
export default function RecoveriesScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const session = useSession();
  const [act, setAct] = useState<{ row: RecoveryView; action: RecoveryAction } | null>(null);
  const columns: Column<RecoveryView>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'batch', title: t('batches'), render: (r) => `${r.batchNumber} #${r.lineNo}` },
    { key: 'amount', title: t('amount'), number: true, render: (r) => money(r.amountFen) },
    { key: 'back', title: t('recovered'), number: true, render: (r) => money(r.recoveredFen) },
    { key: 'state', title: t('state'), render: (r) => t(`rstate_${r.state as RecoveryState}`) },
    { key: 'reason', title: t('recoverReason'), render: (r) => r.reason },
    { key: 'evidence', title: t('evidence'), render: (r) => r.evidence },
    {
      key: 'due',
      title: t('dueOn'),
      render: (r) => (r.overdue ? <strong className="kit-alarm">{r.dueOn}</strong> : (r.dueOn ?? '')),
    },
    {
      key: 'act',
      title: t('act'),
      render: (r) =>
        RECOVERY_TRANSITIONS.filter(
          (one) => one.from === r.state && one.roles.some((role) => permits(session.permissions, role as Permission)),
        ).map(({ action }) => (
          <Button key={action} size="small" onClick={() => setAct({ row: r, action })}>
            {t(`ract_${action}`)}
          </Button>
        )),
    },
  ];
  return (
    <>
      <ListPage
        id="recoveries"
        title={t('recoveries')}
        note={t('recoveriesNote')}
        endpoint="/api/funds/recoveries"
        columns={columns}
        rowKey={(r) => r.recoveryId}
        rowName={(r) => r.name}
        open={(r) => `/people/${r.personId}`}
        filters={[
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: STATES.map((value) => ({ value, label: t(`rstate_${value}`) })),
          },
        ]}
        empty={{ title: t('noRecoveries'), begin: t('noRecoveriesBegin') }}
      />
      {act?.action === 'confirm' ? (
        <FormDialog
          title={`${t('ract_confirm')}：${act.row.name}`}
          schema={Receipt}
          fields={{ amountYuan: { label: t('amountYuan') }, documentNo: { label: t('receiptNo') } }}
          initial={{ amountYuan: (act.row.amountFen - act.row.recoveredFen) / 100 }}
          submitLabel={t('ract_confirm')}
          onClose={() => setAct(null)}
          onSubmit={({ amountYuan, documentNo }) =>
            api.post(`/api/funds/recoveries/${act.row.recoveryId}/act`, {
              action: 'confirm',
              amountFen: fenOf(amountYuan),
              documentNo,
            })
          }
        />
      ) : act === null ? null : (
        <ConfirmAct
          title={t(`ract_${act.action}`)}
          explain={<p>{`${act.row.name} · ${money(act.row.amountFen - act.row.recoveredFen)}`}</p>}
          text={act.action === 'stop' ? 'required' : 'none'}
          onConfirm={async ({ text }) => {
            const note = text.trim() === '' ? {} : { reason: text };
            await api.post(`/api/funds/recoveries/${act.row.recoveryId}/act`, { action: act.action, ...note });
            await client.invalidateQueries();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
