import { useQuery } from '@tanstack/react-query';
import { api, ApiError } from '../../platform/api-client/index.ts';
import {
  PagedTable,
  TitledTable,
  ErrorNote,
  ListFilters,
  PageHeader,
  PrintButton,
  useBilingual,
  useListState,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ClassContent } from '../classes/class-kinds.ts';
import type { InstitutionLine, InstitutionTable, TrainerLine } from '../figures/by-institution.ts';
import type { MirroredRow } from '../figures/list-mirrored.ts';
import type { Counted, ServedRow, TradeBalance, TrainingCoverage, TrainingFigures } from '../figures/schema.ts';
import { listWords } from './offers/list-words.ts';

const STATES: Record<ServedRow['state'], keyof typeof listWords.zh> = {
  none: 'stateNone',
  chosen: 'chosenState',
  enrolled: 'enrolled',
  in_training: 'in_training',
  not_completed: 'not_completed',
  left: 'leftState',
  completed: 'completed',
};

const isNoRatio = (error: unknown): boolean => error instanceof ApiError && error.code === 'RATIO_NOT_SET';

/** 培训统计与覆盖: a year in figures, and how far everybody who wishes to be trained has come. */
export default function FiguresScreen() {
  const t = useWords(listWords);
  const say = useBilingual();
  const { today, unit } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const year = state.filters.year || today.slice(0, 4);
  const office = unit.level !== 'institution';
  const get = <Answer,>(path: string, enabled = true) => ({
    queryKey: ['training-figures', path, year],
    enabled,
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Answer>(path, { query: { year }, signal }),
  });
  const figures = useQuery(get<TrainingFigures>('/api/training/figures'));
  const coverage = useQuery(get<TrainingCoverage>('/api/training/coverage', office));
  const institutions = useQuery(get<InstitutionTable>('/api/training/institutions'));
  const trainers = useQuery({
    ...get<{ ratio: number; rows: TrainerLine[] }>('/api/training/trainers'),
    retry: false,
  });
  const content = useQuery({
    queryKey: ['training-content'],
    queryFn: ({ signal }) => api.get<ClassContent>('/api/training/content', { signal }),
  });
  const kindName = (key: string): string => {
    const kind = content.data?.kinds.find((k) => k.key === key);
    const industry = content.data?.common.find((f) => f.key === 'industry')?.options?.[key];
    return kind ? say(kind.title) : industry ? say(industry) : key === 'other' ? t('other') : key;
  };
  const counted = (title: string): Column<Counted>[] => [
    { key: 'key', title, render: (r) => kindName(r.key) },
    { key: 'classes', title: t('count'), number: true, render: (r) => r.classes },
    { key: 'people', title: t('peopleCount'), number: true, render: (r) => r.people },
    { key: 'completed', title: t('completed'), number: true, render: (r) => r.completed },
  ];
  const error = figures.error ?? coverage.error ?? institutions.error;
  const f = figures.data;
  const filled = (values: Record<string, number | null>): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(values).map(([k, v]) => [k, v === null ? '—' : /percent$/i.test(k) ? `${v}%` : v]),
    );
  return (
    <>
      <PageHeader
        title={t('figures')}
        note={t('figuresNote', { year })}
        actions={<PrintButton title={t('figures')} />}
      />
      <div className="kit-stack">
        <ListFilters
          filters={[{ kind: 'text', key: 'year', label: t('year'), placeholder: year }]}
          state={state}
          onChange={setState}
        />
        {error === null ? null : <ErrorNote error={error} />}
        {f === undefined ? null : (
          <section>
            <h2>{t('quality')}</h2>
            <ul>
              <li>{t('ended', filled({ ...f.completion }))}</li>
              <li>{t('passed', filled({ ...f.pass }))}</li>
              <li>{t('subsidised', f.subsidised)}</li>
              <li>{t('apprentices', filled({ ...f.apprentices }))}</li>
              <li>{t('workBased', filled({ ...f.workBased }))}</li>
              {office ? <li>{t('outreach', filled({ ...f.outreach }))}</li> : null}
              <li>{t('onlineShare', filled({ ...f.online }))}</li>
              <li>{t('linkedShare', filled({ ...f.linkedToDemand }))}</li>
              <li>
                {t('scarceShare', {
                  scarce: f.scarce.scarce,
                  classes: f.scarce.classes,
                  flagged: f.newOccupations.flagged,
                  technicians: f.newOccupations.classes,
                })}
              </li>
            </ul>
          </section>
        )}
        <TitledTable
          title={t('byKind')}
          empty={t('none')}
          columns={counted(t('kind'))}
          rows={f?.byKind}
          rowKey={(r) => r.key}
          rowName={(r) => r.key}
        />
        <TitledTable
          title={t('byIndustry')}
          empty={t('none')}
          columns={counted(t('byIndustry'))}
          rows={f?.byIndustry}
          rowKey={(r) => r.key}
          rowName={(r) => r.key}
        />
        <TitledTable<TradeBalance>
          title={t('trades')}
          empty={t('none')}
          columns={[
            { key: 'trade', title: t('trade'), render: (r) => r.trade },
            { key: 'demand', title: t('demand'), number: true, render: (r) => r.demand },
            { key: 'trained', title: t('trained'), number: true, render: (r) => r.trained },
            {
              key: 'balance',
              title: t('balance'),
              number: true,
              render: (r) => (r.balance > 0 ? `+${r.balance}` : r.balance),
            },
          ]}
          rows={f?.trades}
          rowKey={(r) => r.trade}
          rowName={(r) => r.trade}
        />
        {office && coverage.data !== undefined ? (
          <>
            <p>
              {t(
                'coverageTold',
                filled({
                  willing: coverage.data.willing,
                  trained: coverage.data.trained,
                  percent: coverage.data.percent,
                  rows: coverage.data.rows.length,
                }),
              )}
            </p>
            <TitledTable<ServedRow>
              title={t('coverage')}
              empty={t('none')}
              columns={[
                { key: 'name', title: t('person'), render: (r) => r.name },
                { key: 'village', title: t('village'), render: (r) => r.village ?? '—' },
                { key: 'state', title: t('state'), render: (r) => t(STATES[r.state]) },
                {
                  key: 'free',
                  title: t('freeOffered'),
                  render: (r) => (r.freeOffered ? t('yes') : <strong className="kit-alarm">{t('no')}</strong>),
                },
                { key: 'subsidised', title: t('subsidisedCount'), number: true, render: (r) => r.subsidised },
              ]}
              rows={coverage.data.rows}
              rowKey={(r) => r.personId}
              rowName={(r) => r.name}
            />
          </>
        ) : null}
        <TitledTable<InstitutionLine>
          title={t('institutions')}
          empty={t('none')}
          columns={[
            { key: 'name', title: t('institution'), render: (r) => r.institution },
            { key: 'classes', title: t('count'), number: true, render: (r) => r.classes },
            { key: 'bids', title: t('bidsCount'), number: true, render: (r) => r.bids },
            { key: 'awards', title: t('awardsCount'), number: true, render: (r) => r.awards },
            {
              key: 'schemes',
              title: t('schemesIn'),
              render: (r) => `${r.schemes}/${institutions.data?.schemesOpen.length ?? 0}`,
            },
            { key: 'missing', title: t('schemesMissing'), render: (r) => r.missingSchemes.join('、') || '—' },
            {
              key: 'local',
              title: t('localTrainees'),
              number: true,
              render: (r) => (r.localPercent === null ? '—' : `${r.local}/${r.trainees}（${r.localPercent}%）`),
            },
          ]}
          rows={institutions.data?.rows}
          rowKey={(r) => r.institutionId}
          rowName={(r) => r.institution}
        />
        {isNoRatio(trainers.error) ? (
          <section>
            <h2>{t('trainers')}</h2>
            <p className="kit-faint">{t('noRatio')}</p>
          </section>
        ) : (
          <TitledTable<TrainerLine>
            title={t('trainers')}
            empty={t('none')}
            columns={[
              { key: 'trainer', title: t('trainer'), render: (r) => r.trainer },
              { key: 'hours', title: t('hours'), number: true, render: (r) => r.hours },
              { key: 'standard', title: t('standardHours'), number: true, render: (r) => r.standardHours },
            ]}
            rows={trainers.data?.rows}
            rowKey={(r) => r.trainer}
            rowName={(r) => r.trainer}
          />
        )}
        {office ? (
          <PagedTable<MirroredRow>
            path="/api/training/mirrored"
            title={t('mirrored')}
            empty={t('none')}
            columns={[
              { key: 'name', title: t('person'), render: (r) => r.name },
              { key: 'institution', title: t('institution'), render: (r) => r.institution },
              { key: 'class', title: t('name'), render: (r) => r.className },
              { key: 'ends', title: t('endsOn'), render: (r) => r.endsOn ?? '—' },
              { key: 'result', title: t('result'), render: (r) => r.result ?? '—' },
            ]}
            rowKey={(r) => `${r.personId}${r.className}`}
            rowName={(r) => r.name}
          />
        ) : null}
      </div>
    </>
  );
}
