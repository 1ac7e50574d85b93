import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  ErrorNote,
  FilePage,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { CallBoard, SchoolLine } from '../list-calls.ts';
import type { Decided } from '../decide-call.ts';
import { callState } from './call-state.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { words } from './words.ts';

const STATES = ['draft', 'submitted', 'designated', 'refused', 'withdrawn'] as const;

/** 申报情况: every technical school of the city and how its application stands; decided at once after closing. */
export default function CallScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const { callId = '' } = useParams({ strict: false }) as { callId?: string };
  const [deciding, setDeciding] = useState(false);
  const [decided, setDecided] = useState<Decided | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['designation', 'call', callId],
    queryFn: ({ signal }) => api.get<CallBoard>(`/api/designation/calls/${callId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const title = t('board', { year: data.year, round: data.round });
  const state = callState(data, today);
  return (
    <>
      <FilePage
        title={title}
        note={t('boardNote', { schools: data.schools.length, applied: data.applied, missing: data.notApplied.length })}
        actions={
          <>
            <PrintButton title={title} />
            {state === 'closed' && data.applied > 0 ? (
              <Allowed permission="catalogue.publish">
                <Button type="primary" onClick={() => setDeciding(true)}>
                  {t('decide')}
                </Button>
              </Allowed>
            ) : null}
          </>
        }
        facts={[
          { label: t('state'), value: t(state) },
          { label: t('period'), value: t('from_to', { from: data.opensOn, to: data.closesOn }) },
          { label: t('counted'), value: t('from_to', { from: data.periodFrom, to: data.periodTo }) },
          { label: t('retention'), value: t('months', { months: data.retentionMonths }) },
          { label: t('note'), value: data.note ?? '—' },
        ]}
        sections={[
          { key: 'schools', title: t('school'), content: <Schools board={data} title={title} /> },
          {
            key: 'missing',
            title: t('notApplied'),
            content: <p>{data.notApplied.length === 0 ? t('everybodyApplied') : data.notApplied.join('、')}</p>,
          },
        ]}
      />
      {decided === null ? null : (
        <p role="status">
          {t('decideDone', {
            designated: decided.designated,
            refused: decided.refused,
            entries: decided.entries,
          })}
          {decided.versionId === null ? null : (
            <Link to={`/catalogue/versions/${decided.versionId}`}>{t('openDraft')}</Link>
          )}
        </p>
      )}
      {deciding ? (
        <DecideDialog
          board={data}
          onClose={(done) => {
            setDeciding(false);
            setDecided(done);
          }}
        />
      ) : null}
    </>
  );
}

function Schools({ board, title }: { board: CallBoard; title: string }) {
  const t = useWords(words);
  const stateOf = (s: SchoolLine) => {
    const known = STATES.find((name) => name === s.state);
    return known === undefined ? <span className="kit-alarm">{t('notYetApplied')}</span> : t(known);
  };
  const columns: Column<SchoolLine>[] = [
    {
      key: 'name',
      title: t('school'),
      render: (s) =>
        s.submittedOn === null ? s.name : <Link to={`/designation/applications/${s.applicationId}`}>{s.name}</Link>,
    },
    { key: 'affiliation', title: t('affiliation'), render: (s) => s.affiliation ?? '—' },
    { key: 'state', title: t('state'), render: stateOf },
    { key: 'submittedOn', title: t('submittedOn'), render: (s) => s.submittedOn ?? '—' },
    { key: 'majors', title: t('majors'), number: true, render: (s) => (s.applicationId === null ? '—' : s.majors) },
    {
      key: 'scored',
      title: t('scored'),
      render: (s) => (s.submittedOn === null ? '—' : t('scoredOf', { scored: s.scored, met: s.met })),
    },
    { key: 'reason', title: t('reason'), render: (s) => s.reason ?? '—' },
  ];
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={board.schools}
      rowKey={(s) => s.institutionId}
      rowName={(s) => s.name}
    />
  );
}
