import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, thousands, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { CountedFigure } from '../records/figures/count-figures.ts';
import { words } from './words.ts';

/** The figures of a register as they stand today, over what the reader may see. */
export function Figures({ register }: { register: string }) {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['list', '/api/registers/records', 'figures', register],
    queryFn: ({ signal }) =>
      api.get<{ on: string; figures: CountedFigure[] }>('/api/registers/figures', { query: { key: register }, signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined || data.figures.length === 0) return null;
  return (
    <dl className="registers-figures" aria-label={t('figures')}>
      {data.figures.map((figure) => (
        <Figure key={figure.key} register={register} figure={figure} />
      ))}
    </dl>
  );
}

const MOST_GROUPS = 12;
const shownOf = ({ value, share }: { value: number; share: number | null }): string =>
  share === null ? thousands(value) : `${share.toFixed(1)}%`;

/** What a group was a year before, in brackets; nothing where the figure is not held against it. */
function beforeOf(figure: CountedFigure, code: string, t: ReturnType<typeof useWords<keyof typeof words.zh>>): string {
  if (figure.before === null) return '';
  const before = figure.before.groups.find((g) => g.code === code);
  const group = figure.groups.find((g) => g.code === code);
  const changed =
    group?.changed == null || group.share !== null
      ? ''
      : `，${group.changed > 0 ? '+' : ''}${group.changed.toFixed(1)}%`;
  return `（${t('yearBefore')} ${before ? shownOf(before) : '0'}${changed}）${group?.rose ? '↑' : ` ${t('notRisen')}`}`;
}

/** By how much it changed: a share in points, a count in per cent; nothing where there was nothing before. */
function changeOf({ share, before }: CountedFigure, points: string): string {
  const signed = (n: number) => `${n > 0 ? '+' : ''}${n.toFixed(1)}`;
  if (before === null) return '';
  if (share !== null && before.share !== null) return `，${signed(share - before.share)}${points}`;
  return before.changed === null ? '' : `，${signed(before.changed)}%`;
}

/** The value, which opens the list of exactly the records it counts. */
function Value({ register, figure, text }: { register: string; figure: CountedFigure; text: string }) {
  const t = useWords(words);
  if (!figure.listed || figure.value === 0) return <strong>{text}</strong>;
  return (
    <Link to={`/registers/of/${register}`} search={{ figure: figure.key }} title={t('listCounted')}>
      <strong>{text}</strong>
    </Link>
  );
}

/** The parts of a figure: in one line, or each on its own where it stands beside the year before. */
function Groups({ figure }: { figure: CountedFigure }) {
  const t = useWords(words);
  const shown = figure.groups.slice(0, MOST_GROUPS);
  const texts = shown.map((g) => `${g.title} ${shownOf(g)}${beforeOf(figure, g.code, t)}`);
  if (shown.length < figure.groups.length) texts.push(t('moreGroups', { count: figure.groups.length }));
  if (figure.before === null) return <div className="kit-small">{texts.join('　')}</div>;
  return (
    <>
      {texts.map((text) => (
        <div key={text} className="kit-small">
          {text}
        </div>
      ))}
    </>
  );
}

function Figure({ register, figure }: { register: string; figure: CountedFigure }) {
  const t = useWords(words);
  const b = useBilingual();
  const share = figure.share === null ? null : `${figure.share.toFixed(1)}${figure.scale === 100 ? '%' : ''}`;
  return (
    <div>
      <dt>{b(figure.title)}</dt>
      <dd>
        <Value register={register} figure={figure} text={share ?? thousands(figure.value)} />{' '}
        {share === null && figure.unit ? b(figure.unit) : null}
        {figure.to === null ? null : (
          <span className="kit-faint">
            {' '}
            {t('ofTotal', { value: thousands(figure.value), to: thousands(figure.to) })}
          </span>
        )}
        {figure.groups.length === 0 ? null : <Groups figure={figure} />}
        {figure.before === null ? null : (
          <div className="kit-small kit-faint">
            {t('yearBefore')} {shownOf(figure.before)}
            {changeOf(figure, t('points'))}
          </div>
        )}
        {figure.missing.map((m) => (
          <div key={m.of ?? ''} className="kit-small kit-alarm">
            {m.of === null ? null : `${m.of} `}
            {t('missing')}：{m.titles.join('、')}
          </div>
        ))}
        {figure.names.length === 0 ? null : (
          <div className="kit-small">
            {figure.names.slice(0, 8).map((n, i) => (
              <span key={n.recordId}>
                {i === 0 ? null : '、'}
                <Link to={`/registers/records/${n.recordId}`}>{n.title}</Link>
                {n.value === null ? null : ` ${n.value}`}
              </span>
            ))}
            {figure.names.length > 8 ? ' …' : null}
          </div>
        )}
      </dd>
    </div>
  );
}
