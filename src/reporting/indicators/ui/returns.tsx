import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { Allowed, ConfirmAct, DataTable, ErrorNote, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { IndicatorView } from '../schema.ts';
import { figureText } from './figure-text.ts';
import { words } from './words.ts';

/** 补报数字 of the place: those that hold, a form for another, and the way to take one back. */
export function Returns({ view }: { view: IndicatorView }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const client = useQueryClient();
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  return (
    <div className="kit-stack">
      <p className="kit-faint">{t('returnNote')}</p>
      {view.returns.length === 0 ? null : (
        <DataTable
          caption={t('returns')}
          rows={view.returns}
          rowKey={(r) => r.returnId}
          rowName={(r) => r.countedOn}
          columns={[
            { key: 'day', title: t('returnDay'), render: (r) => r.countedOn },
            {
              key: 'value',
              title: t('returnValue'),
              number: true,
              render: (r) => figureText(r.quantity, view.unit, language),
            },
            { key: 'source', title: t('returnSource'), render: (r) => r.source },
            { key: 'by', title: t('acts'), render: (r) => r.madeName },
            {
              key: 'act',
              title: '',
              render: (r) => (
                <Allowed permission="indicator.return">
                  <Button size="small" type="link" onClick={() => setWithdrawing(r.returnId)}>
                    {t('withdraw')}
                  </Button>
                </Allowed>
              ),
            },
          ]}
        />
      )}
      <Allowed permission="indicator.return">
        <ReturnForm view={view} />
      </Allowed>
      {withdrawing === null ? null : (
        <ConfirmAct
          title={t('withdraw')}
          explain={<p>{t('withdrawAsk')}</p>}
          text="required"
          danger
          onConfirm={({ text }) =>
            api.post('/api/indicators/returns/withdraw', { returnId: withdrawing, reason: text })
          }
          onClose={(done) => {
            setWithdrawing(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

function ReturnForm({ view }: { view: IndicatorView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [given, setGiven] = useState<{ countedOn: string; quantity: number | null; source: string }>({
    countedOn: view.on,
    quantity: null,
    source: '',
  });
  const send = useMutation({
    mutationFn: () => api.post('/api/indicators/returns', { key: view.key, divisionCode: view.divisionCode, ...given }),
    onSuccess: () => void client.invalidateQueries(),
  });
  return (
    <form
      className="indicator-choices kit-no-print"
      aria-label={t('returnNew')}
      onSubmit={(e) => {
        e.preventDefault();
        send.mutate();
      }}
    >
      <label>
        {t('returnDay')}{' '}
        <input
          type="date"
          className="kit-input"
          required
          value={given.countedOn}
          onChange={(e) => setGiven({ ...given, countedOn: e.target.value })}
        />
      </label>
      <label>
        {t('returnValue')}{' '}
        <InputNumber
          required
          min={0}
          style={{ width: 140 }}
          value={given.quantity}
          onChange={(quantity) => setGiven({ ...given, quantity })}
        />
      </label>
      <label>
        {t('returnSource')}{' '}
        <Input
          required
          style={{ width: 260 }}
          value={given.source}
          onChange={(e) => setGiven({ ...given, source: e.target.value })}
        />
      </label>
      <Button htmlType="submit" loading={send.isPending}>
        {t('returnNew')}
      </Button>
      {send.error === null ? null : <ErrorNote error={send.error} />}
    </form>
  );
}
