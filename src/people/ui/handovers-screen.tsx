import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ErrorNote,
  ListPage,
  useSession,
  useWords,
  wallClock,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { HandoverState } from '../wishes/check-handovers.ts';
import type { HandoverView } from '../wishes/list-handovers.ts';
import { words } from './words.ts';

/** 意愿移交: what the poverty line handed to the HR line and what was acknowledged, with the local limit. */
export default function HandoversScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today, unit } = useSession();
  const county = `${unit.divisionCode.slice(0, 6)}000000`;
  const year = Number(today.slice(0, 4));
  const state = useQuery({
    queryKey: ['handover-state', county, year],
    queryFn: ({ signal }) =>
      api.get<HandoverState>('/api/wishes/handovers/state', { query: { countyCode: county, year }, signal }),
  });
  const renew = () => client.invalidateQueries();
  const send = useMutation({
    mutationFn: () => api.post('/api/wishes/handovers', { countyCode: county, year }),
    onSuccess: renew,
  });
  const receive = useMutation({
    mutationFn: (id: string) => api.post(`/api/wishes/handovers/${id}/receive`, {}),
    onSuccess: renew,
  });
  const columns: Column<HandoverView>[] = [
    { key: 'from', title: t('from'), render: (h) => h.from ?? '—' },
    { key: 'to', title: t('to'), render: (h) => h.to ?? '—' },
    { key: 'persons', title: t('persons'), number: true, render: (h) => h.persons },
    { key: 'sentAt', title: t('sentAt'), render: (h) => wallClock(h.sentAt) },
    {
      key: 'receivedAt',
      title: t('receivedAt'),
      render: (h) => (h.receivedAt === null ? t('notReceived') : wallClock(h.receivedAt)),
    },
    {
      key: 'act',
      title: t('decision'),
      render: (h) =>
        h.incoming && h.receivedAt === null ? (
          <Allowed permission="wish.receive">
            <Button
              size="small"
              type="primary"
              loading={receive.isPending}
              onClick={() => receive.mutate(h.handoverId)}
            >
              {t('receive')}
            </Button>
          </Allowed>
        ) : (
          '—'
        ),
    },
  ];
  const failure = send.error ?? receive.error;
  return (
    <>
      {failure === null ? null : <ErrorNote error={failure} />}
      <ListPage
        id="handovers"
        title={t('handovers')}
        note={<Limit state={state.data} />}
        endpoint="/api/wishes/handovers"
        columns={columns}
        rowKey={(h) => h.handoverId}
        rowName={(h) => `${h.from ?? ''} ${h.sentAt}`}
        empty={{ title: t('noHandovers'), begin: t('noHandoversBegin') }}
        actions={
          <Allowed permission="wish.handover">
            <Button
              type="primary"
              disabled={(state.data?.waiting ?? 0) === 0}
              loading={send.isPending}
              onClick={() => send.mutate()}
            >
              {t('handOver')}
            </Button>
          </Allowed>
        }
      />
    </>
  );
}

function Limit({ state }: { state: HandoverState | undefined }) {
  const t = useWords(words);
  if (state === undefined) return <>{t('handoversNote')}</>;
  return (
    <>
      {t('handoversNote')} {state.limitDays === null ? t('limitNotSet') : t('limitSet', { days: state.limitDays })} ·{' '}
      {t('waiting', { count: state.waiting })}
      {state.overdue > 0 ? <strong className="kit-alarm"> · {t('late', { count: state.overdue })}</strong> : null}
    </>
  );
}
