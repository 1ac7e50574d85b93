import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { DataTable, EmptyState, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { State } from '../targets/assess.ts';
import type { IndicatorView, PlaceRow } from '../schema.ts';
import { Choices } from './choices.tsx';
import { figureText } from './figure-text.ts';
import { ProgressBar } from './progress-bar.tsx';
import { StateNote } from './state-note.tsx';
import { tidy, type Asked } from './use-asked.ts';
import { words } from './words.ts';

const WORST: Record<State, number> = {
  not_met: 0,
  behind: 1,
  open: 2,
  on_pace: 3,
  within: 4,
  met: 5,
  none: 6,
  no_data: 7,
};

/** Those that lag first, then by how much of the goal they have. */
function worstFirst(places: readonly PlaceRow[]): PlaceRow[] {
  return places.toSorted(
    (a, b) =>
      WORST[a.assessment.state] - WORST[b.assessment.state] ||
      (a.assessment.percent ?? 0) - (b.assessment.percent ?? 0) ||
      a.code - b.code,
  );
}

/** The places below as a table, worst first, or as tiles in the order of their codes. */
export function Places({
  view,
  asked,
  onChange,
}: {
  view: IndicatorView;
  asked: Asked;
  onChange: (next: Partial<Asked>) => void;
}) {
  const t = useWords(words);
  const [shown, setShown] = useState<'table' | 'tiles'>('table');
  const to = (p: PlaceRow) => tidy({ key: view.key, divisionCode: String(p.code), on: asked.on }) as never;
  return (
    <div className="kit-stack">
      <Choices asked={asked} onChange={onChange} places={view.places} documents={false} />
      <div className="indicator-choices kit-no-print">
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: 'table', label: t('table') },
            { value: 'tiles', label: t('tiles') },
          ]}
        />
        <span className="kit-faint">{t('placesNote')}</span>
      </div>
      {view.places.length === 0 ? (
        <EmptyState title={t('noPlaces')} />
      ) : shown === 'table' ? (
        <PlaceTable view={view} to={to} />
      ) : (
        <Tiles view={view} to={to} />
      )}
    </div>
  );
}

type Shown = { view: IndicatorView; to: (p: PlaceRow) => never };

function PlaceTable({ view, to }: Shown) {
  const t = useWords(words);
  const [language] = useLanguage();
  const say = (n: number | null) => figureText(n, view.unit, language);
  return (
    <DataTable
      caption={t('places')}
      rows={worstFirst(view.places)}
      rowKey={(p) => String(p.code)}
      rowName={(p) => p.name}
      columns={[
        {
          key: 'name',
          title: t('place'),
          render: (p) => (
            <Link to="/indicators/one" search={to(p)}>
              {p.name}
            </Link>
          ),
        },
        { key: 'value', title: t('value'), number: true, render: (p) => say(p.value) },
        ...(view.whole === null
          ? []
          : [
              {
                key: 'of',
                title: `${t('part')} / ${t('whole')}`,
                number: true,
                render: (p: PlaceRow) => `${p.part} / ${p.whole}`,
              },
            ]),
        { key: 'goal', title: t('goal'), number: true, render: (p) => (p.goal === null ? '—' : say(p.goal.value)) },
        {
          key: 'progress',
          title: t('progress'),
          width: 150,
          render: (p) =>
            p.assessment.percent === null ? (
              '—'
            ) : (
              <>
                {p.assessment.percent.toFixed(1)}%
                <ProgressBar assessment={p.assessment} goal={p.goal?.value ?? null} />
              </>
            ),
        },
        { key: 'state', title: t('state'), render: (p) => <StateNote state={p.assessment.state} /> },
      ]}
    />
  );
}

function Tiles({ view, to }: Shown) {
  const [language] = useLanguage();
  return (
    <ul className="indicator-tiles">
      {view.places.map((p) => (
        <li key={p.code}>
          <Link className={`indicator-tile indicator-${p.assessment.state}`} to="/indicators/one" search={to(p)}>
            <span>{p.name}</span>
            <strong>{figureText(p.value, view.unit, language)}</strong>
            <StateNote state={p.assessment.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
