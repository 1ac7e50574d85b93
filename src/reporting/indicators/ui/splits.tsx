import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { Allowed, ConfirmAct, DataTable, ErrorNote, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { IndicatorView, SplitShown } from '../schema.ts';
import { figureText } from './figure-text.ts';
import { words } from './words.ts';

/** 任务分解 of the place's goal: versions with their shares, what is short, and the form for the next. */
export function Splits({ view }: { view: IndicatorView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [splitting, setSplitting] = useState(false);
  const [publishing, setPublishing] = useState<string | null>(null);
  const divisible = view.goal !== null && view.unit !== 'percent' && view.places.length > 0;
  return (
    <div className="kit-stack">
      <p className="kit-faint">{t('splitNote')}</p>
      {view.splits.length === 0 ? <p>{t('splitNone')}</p> : <Versions view={view} onPublish={setPublishing} />}
      {divisible ? (
        <Allowed permission="indicator.split">
          <div className="kit-no-print">
            <Button onClick={() => setSplitting(true)}>{t('splitNew')}</Button>
          </div>
        </Allowed>
      ) : null}
      {splitting ? <SplitDialog view={view} onClose={() => setSplitting(false)} /> : null}
      {publishing === null ? null : (
        <ConfirmAct
          title={t('splitPublish')}
          explain={<p>{t('splitPublishAsk')}</p>}
          onConfirm={() => api.post('/api/indicators/publish', { allocationId: publishing })}
          onClose={(done) => {
            setPublishing(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

function Versions({ view, onPublish }: { view: IndicatorView; onPublish: (id: string) => void }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const say = (n: number) => figureText(n, view.unit, language);
  return (
    <DataTable
      caption={t('splits')}
      rows={view.splits}
      rowKey={(s) => s.allocationId}
      rowName={(s) => t('splitVersion', { n: s.version })}
      columns={[
        { key: 'version', title: t('splits'), render: (s) => t('splitVersion', { n: s.version }) },
        { key: 'state', title: t('state'), render: (s) => t(`splitState_${s.state}`) },
        {
          key: 'total',
          title: t('goal'),
          render: (s) => t('splitTotal', { total: say(s.total), allotted: say(s.allotted) }),
        },
        {
          key: 'short',
          title: t('fewer', { n: '' }),
          render: (s) =>
            s.shortfall > 0 ? (
              <strong className="kit-alarm">{t('splitShort', { n: say(s.shortfall) })}</strong>
            ) : (
              t('splitExact')
            ),
        },
        { key: 'from', title: t('splitFrom'), render: (s) => s.validFrom },
        {
          key: 'shares',
          title: t('shares'),
          render: (s) => s.shares.map((x) => `${x.name} ${say(x.value)}`).join('、'),
        },
        { key: 'by', title: t('acts'), render: (s) => t('madeBy', { name: s.madeName, day: s.madeOn }) },
        {
          key: 'act',
          title: '',
          render: (s: SplitShown) =>
            s.state === 'draft' && s.shortfall === 0 ? (
              <Allowed permission="indicator.split">
                <Button size="small" type="link" onClick={() => onPublish(s.allocationId)}>
                  {t('splitPublish')}
                </Button>
              </Allowed>
            ) : null,
        },
      ]}
    />
  );
}

function SplitDialog({ view, onClose }: { view: IndicatorView; onClose: () => void }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const client = useQueryClient();
  const total = view.goal?.value ?? 0;
  const [shares, setShares] = useState<Record<number, number | null>>(() =>
    Object.fromEntries(view.splits[0]?.shares.map((s) => [s.code, s.value]) ?? []),
  );
  const [reason, setReason] = useState('');
  const [validFrom, setValidFrom] = useState(view.on);
  const allotted = view.places.reduce((sum, p) => sum + (shares[p.code] ?? 0), 0);
  const say = (n: number) => figureText(n, view.unit, language);
  const save = useMutation({
    mutationFn: () =>
      api.post('/api/indicators/split', {
        key: view.key,
        divisionCode: view.divisionCode,
        validFrom,
        reason,
        shares: view.places.flatMap((p) =>
          shares[p.code] == null ? [] : [{ divisionCode: p.code, value: shares[p.code] }],
        ),
      }),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries();
    },
  });
  const evenly = () =>
    setShares(Object.fromEntries(view.places.map((p, i) => [p.code, evenShare(total, view.places.length, i)])));
  return (
    <Modal
      open
      title={t('splitNew')}
      width={900}
      okText={t('splitSave')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: save.isPending, disabled: reason.trim() === '' }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p role="status">
          {t('splitTotal', { total: say(total), allotted: say(allotted) })}
          {allotted < total ? (
            <strong className="kit-alarm">　{t('splitShort', { n: say(total - allotted) })}</strong>
          ) : (
            <span>　{allotted > total ? t('splitOver', { n: say(allotted - total) }) : t('splitExact')}</span>
          )}
        </p>
        <div className="indicator-choices">
          <Button size="small" onClick={evenly}>
            {t('splitEven')}
          </Button>
          <Button size="small" onClick={() => setShares({})}>
            {t('splitClear')}
          </Button>
          <label>
            {t('splitFrom')}{' '}
            <input type="date" className="kit-input" value={validFrom} onChange={(e) => setValidFrom(e.target.value)} />
          </label>
          <label>
            {t('reason')} <Input style={{ width: 300 }} value={reason} onChange={(e) => setReason(e.target.value)} />
          </label>
        </div>
        <div className="indicator-shares">
          {view.places.map((p) => (
            <label key={p.code}>
              {p.name}
              <InputNumber
                min={0}
                style={{ width: 120 }}
                value={shares[p.code] ?? null}
                onChange={(n) => setShares({ ...shares, [p.code]: n })}
              />
            </label>
          ))}
        </div>
        {save.error === null ? null : <ErrorNote error={save.error} />}
      </div>
    </Modal>
  );
}

/** Whole shares that add up exactly: the first ones carry what does not divide. */
function evenShare(total: number, places: number, at: number): number {
  const each = Math.floor(total / places);
  return each + (at < total - each * places ? 1 : 0);
}
