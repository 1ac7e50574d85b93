import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  AreaPicker,
  ErrorNote,
  PageHeader,
  PrintButton,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { StandardLine } from '../../law/schema.ts';
import type { Tried } from '../schema.ts';
import { EffectPersons } from './effect-persons.tsx';
import { EffectsTable, type Chosen } from './effects-table.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ValuePicker, type Draft } from './value-picker.tsx';
import { words } from './words.ts';
import './what-if.css';

type Standards = { jurisdiction: string; rows: StandardLine[] };
/** What is sent to be tried; the persons of one matter are asked for with the same. */
export type Trial = {
  values: { key: string; jurisdiction: string; value: unknown; from: string }[];
  division: string;
  on: string;
};

/** 政策试算: values to be changed, what that does to whom, and then its schedule. */
export default function TryScreen() {
  const t = useWords(words);
  const session = useSession();
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [from, setFrom] = useState(session.today);
  const [division, setDivision] = useState(session.unit.divisionCode);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [scheduling, setScheduling] = useState(false);
  const standards = useQuery({
    queryKey: ['law-standards', session.unit.divisionCode, false],
    queryFn: ({ signal }) =>
      api.get<Standards>('/api/law/standards', { query: { division: session.unit.divisionCode }, signal }),
  });
  const run = useMutation({
    mutationFn: (trial: Trial) => api.post<Tried>('/api/law/try', { ...trial, size: 1 }),
    onSuccess: () => setChosen(null),
  });
  if (standards.error !== null) return <ErrorNote error={standards.error} onRetry={() => void standards.refetch()} />;
  const { jurisdiction = '00', rows = [] } = standards.data ?? {};
  const trial: Trial = {
    values: drafts.map(({ standard, value }) => ({ key: standard.key, jurisdiction, value, from })),
    division,
    on: from,
  };
  const change = (next: readonly Draft[]): void => {
    setDrafts(next);
    run.reset();
  };
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} actions={<PrintButton title={t('title')} />} />
      <div className="kit-no-print">
        <ValuePicker
          standards={rows}
          onAdd={(draft) => change([...drafts.filter((d) => d.standard.key !== draft.standard.key), draft])}
        />
      </div>
      {drafts.length === 0 ? (
        <p className="kit-faint">{t('begin')}</p>
      ) : (
        <>
          <DraftList drafts={drafts} onRemove={(key) => change(drafts.filter((d) => d.standard.key !== key))} />
          <div className="kit-filters kit-no-print">
            <div className="kit-filter">
              <label htmlFor="try-from">{t('from')}</label>
              <input
                id="try-from"
                className="what-if-date"
                type="date"
                value={from}
                onChange={(event) => {
                  setFrom(event.target.value);
                  run.reset();
                }}
              />
            </div>
            <div className="kit-filter">
              <label htmlFor="try-area">{t('area')}</label>
              <AreaPicker
                id="try-area"
                value={division}
                onChange={(code) => {
                  setDivision(code ?? session.unit.divisionCode);
                  run.reset();
                }}
              />
            </div>
            <Button type="primary" loading={run.isPending} disabled={from === ''} onClick={() => run.mutate(trial)}>
              {t('run')}
            </Button>
            <Allowed permission="law.prepare">
              <Button disabled={run.data === undefined} onClick={() => setScheduling(true)}>
                {t('schedule')}
              </Button>
            </Allowed>
          </div>
        </>
      )}
      {run.error === null ? null : <ErrorNote error={run.error} />}
      {run.isPending ? <p role="status">{t('loading')}</p> : null}
      {run.data === undefined ? null : <EffectsTable tried={run.data} chosen={chosen} onChoose={setChosen} />}
      {run.data === undefined || chosen === null ? null : (
        <EffectPersons key={`${chosen.benefit} ${chosen.effect}`} trial={trial} chosen={chosen} />
      )}
      {scheduling ? <ScheduleDialog drafts={drafts} effectiveOn={from} onClose={() => setScheduling(false)} /> : null}
    </>
  );
}

function DraftList({ drafts, onRemove }: { drafts: readonly Draft[]; onRemove: (key: string) => void }) {
  const t = useWords(words);
  return (
    <table className="kit-facts">
      <caption>{t('tried')}</caption>
      <tbody>
        {drafts.map((d) => (
          <tr key={d.standard.key}>
            <th scope="row">{d.label}</th>
            <td>
              {d.shownNow} → <strong>{d.shown}</strong>
            </td>
            <td className="kit-no-print">
              <Button size="small" onClick={() => onRemove(d.standard.key)}>
                {t('remove')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
