import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  SchemaForm,
  thousands,
  useWords,
  wallClock,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { AdmitClient, type ClientLine } from '../schema.ts';
import { ChecksDialog } from './checks-dialog.tsx';
import { FileDialog } from './file-dialog.tsx';
import { words } from './words.ts';

const CLIENTS = '/api/exchange/clients';
type Act = { kind: 'checks' | 'end' | 'file'; client: ClientLine };

/** 证书核验接口: which departments may ask, how much each asked; a key is made, a list verified, a client ended here. */
export default function ClientsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [admitting, setAdmitting] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['exchange-clients'],
    queryFn: ({ signal }) => api.get<{ rows: ClientLine[] }>(CLIENTS, { signal }),
  });
  const close = (changed: boolean): void => {
    setAct(null);
    if (changed) void client.invalidateQueries({ queryKey: ['exchange-clients'] });
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <Button type="primary" onClick={() => setAdmitting(true)}>
            {t('admit')}
          </Button>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? <EmptyState title={t('none')} begin={t('noneBegin')} /> : null}
      {data === undefined || data.rows.length === 0 ? null : <Clients rows={data.rows} onAct={setAct} />}
      <section className="kit-stack" style={{ marginTop: 24 }}>
        <h2>{t('how')}</h2>
        <p>{t('howText', { address: `${globalThis.location.origin}/api/public/exchange/certificates` })}</p>
      </section>
      {admitting ? <AdmitDialog onClose={() => setAdmitting(false)} /> : null}
      {act?.kind === 'checks' ? <ChecksDialog client={act.client} onClose={() => close(false)} /> : null}
      {act?.kind === 'file' ? <FileDialog client={act.client} onClose={() => close(true)} /> : null}
      {act?.kind === 'end' ? (
        <ConfirmAct
          title={t('end')}
          explain={t('endExplain', { department: act.client.department })}
          text="required"
          danger
          onConfirm={({ text }) => api.post(`${CLIENTS}/${act.client.clientId}/end`, { reason: text })}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function Clients({ rows, onAct }: { rows: readonly ClientLine[]; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const button = (kind: Act['kind'], label: string, client: ClientLine) => (
    <Button size="small" type="link" onClick={() => onAct({ kind, client })}>
      {label}
    </Button>
  );
  const columns: Column<ClientLine>[] = [
    {
      key: 'department',
      title: t('department'),
      render: (c) => (
        <>
          {c.department}
          <div className="kit-faint kit-small">{c.purpose}</div>
        </>
      ),
    },
    { key: 'key', title: t('key'), width: 90, render: (c) => `…${c.keyEnd}` },
    { key: 'days', title: t('days'), width: 210, render: (c) => `${c.validFrom} — ${c.validTo}` },
    {
      key: 'state',
      title: t('state'),
      width: 90,
      render: (c) => <span title={c.endedReason ?? undefined}>{t(c.state)}</span>,
    },
    {
      key: 'checks',
      title: t('checks'),
      width: 160,
      render: (c) =>
        t(c.more ? 'countedMore' : 'counted', { checks: thousands(c.checks), invalid: thousands(c.invalid) }),
    },
    { key: 'last', title: t('last'), width: 150, render: (c) => (c.lastAt === null ? '—' : wallClock(c.lastAt)) },
    {
      key: 'acts',
      title: t('acts'),
      width: 230,
      render: (c) => (
        <>
          {button('checks', t('showChecks'), c)}
          {c.own && c.state === 'open' ? button('file', t('file'), c) : null}
          {c.own && c.state !== 'ended' ? button('end', t('end'), c) : null}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(c) => c.clientId}
      rowName={(c) => c.department}
    />
  );
}

/** Asks for department, purpose and last day, then shows the key once. */
function AdmitDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [made, setMade] = useState<{ key: string; department: string } | null>(null);
  const [copied, setCopied] = useState(false);
  return (
    <Modal
      open
      title={made === null ? t('admit') : t('keyTitle')}
      footer={null}
      closable={made === null}
      maskClosable={false}
      keyboard={made === null}
      onCancel={onClose}
    >
      {made === null ? (
        <SchemaForm
          schema={AdmitClient}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            const { key } = await api.post<{ key: string }>(CLIENTS, value);
            await client.invalidateQueries({ queryKey: ['exchange-clients'] });
            setMade({ key, department: value.department });
          }}
        />
      ) : (
        <div className="kit-stack">
          <p>{t('keyNote', { department: made.department })}</p>
          <p>
            <code style={{ overflowWrap: 'anywhere' }}>{made.key}</code>
          </p>
          <p role="status">{copied ? t('copied') : ''}</p>
          <div>
            <Button onClick={() => void navigator.clipboard.writeText(made.key).then(() => setCopied(true))}>
              {t('copy')}
            </Button>{' '}
            <Button type="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
