import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  DialogButton,
  ErrorNote,
  FormDialog,
  ListPage,
  useWords,
  wallClock,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { SendTestText, TEXT_STATES, type ChannelView, type TextLine } from '../texts/schema.ts';
import { textsWords } from './texts-words.ts';

const LIST = '/api/texts';

/** 短信发件箱: what waits for the gateway, what it took, and what could not be sent. */
export default function TextsScreen() {
  const t = useWords(textsWords);
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const channel = useQuery({
    queryKey: ['texts', 'channel'],
    queryFn: ({ signal }) => api.get<ChannelView>(`${LIST}/channel`, { signal }),
  });
  const resend = async (row: TextLine): Promise<void> => {
    await api.post(`${LIST}/${row.textId}/resend`);
    setError(null);
    await client.invalidateQueries();
  };
  const columns: Column<TextLine>[] = [
    { key: 'created', title: t('created'), render: (row) => wallClock(row.createdAt) },
    { key: 'to', title: t('to'), render: (row) => row.sentTo },
    { key: 'village', title: t('village'), render: (row) => row.villageName ?? '—' },
    { key: 'kind', title: t('kind'), render: (row) => t(row.kind) },
    {
      key: 'state',
      title: t('state'),
      render: (row) =>
        row.state === 'dead' ? (
          <span className="kit-row-acts">
            <span className="kit-alarm">{t('dead')}</span>
            {row.resendable ? (
              <Button size="small" onClick={() => void resend(row).catch(setError)}>
                {t('again')}
              </Button>
            ) : (
              <span className="kit-faint">{t('tooLate')}</span>
            )}
          </span>
        ) : (
          t(row.state)
        ),
    },
    { key: 'attempts', title: t('attempts'), number: true, render: (row) => row.attempts },
    { key: 'detail', title: t('detail'), render: (row) => row.body ?? row.lastError ?? '—' },
    { key: 'reference', title: t('reference'), optional: true, render: (row) => row.reference ?? '—' },
  ];
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      <ListPage<TextLine>
        id="outreach.texts"
        title={t('texts')}
        note={
          <>
            {t('note')}
            <br />
            {channel.data ? (
              <strong className={channel.data.channel === 'none' || channel.data.dead > 0 ? 'kit-alarm' : undefined}>
                {t(channel.data.channel, { waiting: channel.data.waiting, dead: channel.data.dead })}
              </strong>
            ) : null}
          </>
        }
        endpoint={LIST}
        columns={columns}
        rowKey={(row) => row.textId}
        rowName={(row) => row.sentTo}
        filters={[
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: TEXT_STATES.map((value) => ({ value, label: t(value) })),
          },
        ]}
        actions={
          channel.data?.channel === 'none' ? null : (
            <DialogButton permission="texts.manage" label={t('sendTest')}>
              {(close) => (
                <FormDialog
                  title={t('sendTest')}
                  schema={SendTestText}
                  submitLabel={t('send')}
                  onSubmit={(value) => api.post(`${LIST}/test`, value)}
                  onClose={close}
                />
              )}
            </DialogButton>
          )
        }
        empty={{ title: t('empty'), begin: t('emptyHint') }}
      />
    </>
  );
}
