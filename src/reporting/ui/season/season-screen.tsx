import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  Deadline,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useSession,
  useWords,
  type Selection,
} from '../../../platform/ui-kit/index.ts';
import type { Half } from '../../season/duty.ts';
import type { Reminded } from '../../season/remind-reports.ts';
import type { SeasonBoard } from '../../season/season-board.ts';
import { Consolidated } from './consolidated.tsx';
import './season.css';
import { words } from './season-words.ts';
import { StandingNote } from '../standing-note.tsx';

const FIRST = 2018;
const NONE: Selection = { kind: 'some', ids: [] };

/** The half year in the address bar; the one due next or just past when none is there. */
function useSeason(): [{ year: number; half: Half }, (next: { year: number; half: Half }) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { today } = useSession();
  const year = Number(search.year) >= FIRST ? Number(search.year) : Number(today.slice(0, 4));
  const usual: Half = today.slice(5) <= '09-30' ? 'first' : 'second';
  const half = search.half === 'first' || search.half === 'second' ? search.half : usual;
  const go = (next: { year: number; half: Half }) =>
    void navigate({ to: '.', search: { year: String(next.year), half: next.half } as never });
  return [{ year, half }, go];
}

/** 报送台账: how the cities' reports of a half year come in, whom to remind, and the province's table of those received. */
export default function SeasonScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [season, setSeason] = useSeason();
  const [chosen, setChosen] = useState<Selection>(NONE);
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['report-season', season.year, season.half],
    queryFn: ({ signal }) => api.get<SeasonBoard>('/api/report-season', { query: season, signal }),
  });
  const open = useMutation({
    mutationFn: () => api.post<{ opened: number }>('/api/report-season/open', { year: season.year }),
    onSuccess: ({ opened }) => {
      setTold(t('opened', { n: opened }));
      void client.invalidateQueries();
    },
  });
  const rows = data?.rows ?? [];
  const ids = chosen.kind === 'some' ? chosen.ids : [];
  const toRemind = rows.filter((r) => r.sentOn === null && ids.includes(String(r.cityCode))).map((r) => r.cityCode);
  const remind = async (): Promise<void> => {
    const done = await api.post<Reminded>('/api/report-season/remind', { ...season, cityCodes: toRemind });
    setTold(t('remindDone', { n: done.reminded.length, m: done.alreadyToday.length }));
  };
  return (
    <>
      <PageHeader
        title={t('season')}
        note={t('seasonNote')}
        actions={
          <div className="season-choices">
            <SeasonChoice season={season} onChange={setSeason} />
            <PrintButton title={data?.title ?? t('season')} />
          </div>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {open.error === null ? null : <ErrorNote error={open.error} />}
      <div role="status">{told}</div>
      {data !== undefined && rows.length === 0 ? (
        <EmptyState
          title={t('noSeason')}
          begin={t('noSeasonBegin')}
          action={
            <Button type="primary" loading={open.isPending} onClick={() => open.mutate()}>
              {t('openSeason')}
            </Button>
          }
        />
      ) : (
        <>
          {data === undefined ? null : <Tally board={data} />}
          {toRemind.length === 0 ? null : (
            <p className="kit-no-print">
              <Button onClick={() => setAsking(true)}>{t('remind', { n: toRemind.length })}</Button>
            </p>
          )}
          <Board rows={rows} loading={isPending} chosen={chosen} onChoose={setChosen} />
          <Consolidated season={season} />
        </>
      )}
      {asking ? (
        <ConfirmAct
          title={t('remind', { n: toRemind.length })}
          explain={<p>{t('remindAsk')}</p>}
          onConfirm={remind}
          onClose={(done) => {
            setAsking(false);
            if (!done) return;
            setChosen(NONE);
            void client.invalidateQueries();
          }}
        />
      ) : null}
    </>
  );
}

function Tally({ board }: { board: SeasonBoard }) {
  const t = useWords(words);
  const open = board.rows.some((r) => r.sentOn === null);
  return (
    <p role="status">
      {t('due')} {board.dueOn}
      {open ? (
        <>
          （<Deadline dueOn={board.inTimeUntil} workingDaysLeft={board.workingDaysLeft} />）
        </>
      ) : null}
      {' · '}
      {t('tally', { ...board.standing, received: board.received })}
    </p>
  );
}

function SeasonChoice(props: {
  season: { year: number; half: Half };
  onChange: (next: { year: number; half: Half }) => void;
}) {
  const t = useWords(words);
  const id = useId();
  const last = Math.max(props.season.year, Number(useSession().today.slice(0, 4)));
  const years = Array.from({ length: last - FIRST + 1 }, (_, i) => ({ value: last - i, label: String(last - i) }));
  const halves = (['first', 'second'] as const).map((value) => ({ value, label: t(value) }));
  return (
    <>
      <span>
        <label htmlFor={`${id}-year`}>{t('year')} </label>
        <Select
          id={`${id}-year`}
          value={props.season.year}
          options={years}
          style={{ width: 96 }}
          onChange={(year) => props.onChange({ ...props.season, year })}
        />
      </span>
      <span>
        <label htmlFor={`${id}-half`}>{t('half')} </label>
        <Select
          id={`${id}-half`}
          value={props.season.half}
          options={halves}
          style={{ width: 220 }}
          onChange={(half) => props.onChange({ ...props.season, half })}
        />
      </span>
    </>
  );
}

type BoardProps = {
  rows: SeasonBoard['rows'];
  loading: boolean;
  chosen: Selection;
  onChoose: (selection: Selection) => void;
};

function Board({ rows, loading, chosen, onChoose }: BoardProps) {
  const t = useWords(words);
  return (
    <DataTable
      caption={t('season')}
      rows={rows}
      rowKey={(r) => String(r.cityCode)}
      rowName={(r) => r.city}
      loadingRows={loading ? 16 : undefined}
      selection={chosen}
      onSelect={onChoose}
      columns={[
        { key: 'city', title: t('city'), render: (r) => <Link to={`/reports/${r.reportId}`}>{r.city}</Link> },
        { key: 'standing', title: t('standing'), render: (r) => <StandingNote line={r} /> },
        { key: 'state', title: t('state'), render: (r) => r.stateName },
        { key: 'sentOn', title: t('sentOn'), render: (r) => r.sentOn ?? '—' },
        { key: 'version', title: t('version'), render: (r) => t('versionN', { version: r.version }) },
        {
          key: 'reminded',
          title: t('reminded'),
          render: (r) => (r.remindedOn === null ? '—' : t('remindedOn', { n: r.reminders, day: r.remindedOn })),
        },
      ]}
    />
  );
}
