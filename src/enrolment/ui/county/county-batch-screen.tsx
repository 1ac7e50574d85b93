import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import {
  ConfirmAct,
  DataTable,
  ErrorNote,
  FilePage,
  permits,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { ReasonGiven, Selection } from '../../../platform/ui-kit/index.ts';
import type { BatchConfirmation, CountyBatchView } from '../../county/get-county-batch.ts';
import { RETURN_REASONS } from '../../schema-city.ts';
import { words } from '../city/city-words.ts';

type Act = 'confirm' | 'send' | 'accept' | 'return';
const reasons = Object.entries(RETURN_REASONS).map(([code, label]) => ({ code, label, needsText: true }));

const NOBODY: Selection = { kind: 'some', ids: [] };

/** A batch with its lines, duplicates marked, both departments' confirmations, and what the reader's office can do. */
export default function CountyBatchScreen() {
  const t = useWords(words);
  const { batchId = '' } = useParams({ strict: false }) as { batchId?: string };
  const batch = useQuery({
    queryKey: ['county-batch', batchId],
    queryFn: ({ signal }) => api.get<CountyBatchView>(`/api/county-batches/${batchId}`, { signal }),
  });
  const [chosen, setChosen] = useState<Selection>(NOBODY);
  const [act, setAct] = useState<Act | null>(null);
  if (batch.error !== null) return <ErrorNote error={batch.error} onRetry={() => void batch.refetch()} />;
  if (batch.data === undefined) return null;
  const b = batch.data;
  const ids = chosen.kind === 'some' ? chosen.ids : b.lines.map((l) => l.id);
  const signed = (c: BatchConfirmation) =>
    c.valid && c.by !== null ? `${t('confirmed')}：${c.by} ${chinaDate(new Date(c.at ?? ''))}` : t('notConfirmed');
  return (
    <>
      <FilePage
        title={`${b.countyName ?? ''} ${b.number}`}
        actions={<Acts b={b} chosen={ids.length} onAct={setAct} />}
        facts={[
          { label: t('lines'), value: String(b.count) },
          { label: t('checksum'), value: b.checksum.slice(0, 12) },
          { label: t('povertyOffice'), value: signed(b.confirmations.poverty) },
          { label: t('hrOffice'), value: signed(b.confirmations.hr) },
          ...(b.sent ? [{ label: t('sentAt'), value: `${chinaDate(new Date(b.sent.at))} · ${b.sent.lines}` }] : []),
          ...(b.received
            ? [{ label: t('receivedAt'), value: `${chinaDate(new Date(b.received.at))} · ${b.received.lines}` }]
            : []),
        ]}
        sections={[
          {
            key: 'lines',
            title: t('lines'),
            content: (
              <DataTable
                caption={b.number}
                rows={b.lines}
                rowKey={(l) => l.id}
                rowName={(l) => l.name}
                selection={b.state === 'compiling' ? chosen : undefined}
                onSelect={b.state === 'compiling' ? setChosen : undefined}
                columns={[
                  { key: 'name', title: t('name'), render: (l) => l.name },
                  { key: 'township', title: t('township'), render: (l) => l.townshipName ?? String(l.townshipCode) },
                  { key: 'school', title: t('school'), render: (l) => l.schoolName ?? '—' },
                  { key: 'major', title: t('major'), render: (l) => l.major ?? '—' },
                  { key: 'state', title: t('state'), render: (l) => l.stateName },
                  { key: 'number', title: t('number'), render: (l) => l.number },
                  {
                    key: 'duplicate',
                    title: t('duplicate'),
                    render: (l) =>
                      l.duplicates.length === 0 ? null : (
                        <strong className="kit-alarm">{t('duplicateOf', { numbers: l.duplicates.join('、') })}</strong>
                      ),
                  },
                ]}
              />
            ),
          },
        ]}
      />
      {act === null ? null : (
        <Ask
          b={b}
          act={act}
          ids={ids}
          onClose={() => {
            setAct(null);
            setChosen(NOBODY);
          }}
        />
      )}
    </>
  );
}

function Acts({ b, chosen, onAct }: { b: CountyBatchView; chosen: number; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const { permissions, unit } = useSession();
  const mine = unit.level === 'county';
  const office = unit.line === 'poverty' ? b.confirmations.poverty : b.confirmations.hr;
  const both = b.confirmations.poverty.valid && b.confirmations.hr.valid;
  const open = b.state === 'compiling' && mine;
  return (
    <>
      {permits(permissions, 'batch.compile') ? (
        <Button href={`/api/county-batches/${b.batchId}/print`} target="_blank">
          {t('print')}
        </Button>
      ) : null}
      {open && chosen > 0 ? (
        <Button danger onClick={() => onAct('return')}>
          {t('returnTownship')}（{chosen}）
        </Button>
      ) : null}
      {open && permits(permissions, 'batch.confirm') && !office.valid ? (
        <Button type="primary" onClick={() => onAct('confirm')}>
          {t('confirm')}
        </Button>
      ) : null}
      {open && permits(permissions, 'batch.send') && both ? (
        <Button type="primary" onClick={() => onAct('send')}>
          {t('send')}
        </Button>
      ) : null}
      {b.state === 'sent' && permits(permissions, 'admission.decide') ? (
        <Button type="primary" onClick={() => onAct('accept')}>
          {t('accept')}
        </Button>
      ) : null}
    </>
  );
}

function Ask(props: { b: CountyBatchView; act: Act; ids: readonly string[]; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { b, act, ids, onClose } = props;
  const seen = { lines: b.count, checksum: b.checksum.slice(0, 12) };
  const explain = {
    confirm: t('confirmText', seen),
    send: t('sendText', seen),
    accept: t('acceptText', seen),
    return: t('returnText'),
  }[act];
  const title = { confirm: t('confirm'), send: t('send'), accept: t('accept'), return: t('returnTownship') }[act];
  const run = async (given: ReasonGiven): Promise<void> => {
    if (act === 'return')
      await api.post('/api/applications/return-to-township', { ids, reasonCode: given.reasonCode, reason: given.text });
    else await api.post(`/api/county-batches/${b.batchId}/${act}`, { checksum: b.checksum, lines: b.count });
  };
  return (
    <ConfirmAct
      title={title}
      explain={explain}
      danger={act === 'return'}
      reasons={act === 'return' ? reasons : undefined}
      text={act === 'return' ? 'required' : 'none'}
      onConfirm={run}
      onClose={(done) => {
        onClose();
        if (done) void client.invalidateQueries();
      }}
    />
  );
}
