import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, thousands, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { CountedFigure } from '../records/count-figures.ts';
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
        <Figure key={figure.key} figure={figure} />
      ))}
    </dl>
  );
}

const shownOf = ({ value, share }: { value: number; share: number | null }): string =>
  share === null ? thousands(value) : `${share.toFixed(1)}%`;

/** What a group was a year before, in brackets; nothing where the figure is not held against it. */
function beforeOf(figure: CountedFigure, code: string, word: string): string {
  if (figure.before === null) return '';
  const before = figure.before.groups.find((g) => g.code === code);
  return `（${word} ${before ? shownOf(before) : '0'}）${figure.groups.find((g) => g.code === code)?.rose ? '↑' : ''}`;
}

/** By how much it changed: a share in points, a count in per cent; nothing where there was nothing before. */
function changeOf({ share, before }: CountedFigure, points: string): string {
  const signed = (n: number) => `${n > 0 ? '+' : ''}${n.toFixed(1)}`;
  if (before === null) return '';
  if (share !== null && before.share !== null) return `，${signed(share - before.share)}${points}`;
  return before.changed === null ? '' : `，${signed(before.changed)}%`;
}

/** The parts of a figure: in one line, or each on its own where it stands beside the year before. */
function Groups({ figure }: { figure: CountedFigure }) {
  const t = useWords(words);
  const texts = figure.groups.map((g) => `${g.title} ${shownOf(g)}${beforeOf(figure, g.code, t('yearBefore'))}`);
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

function Figure({ figure }: { figure: CountedFigure }) {
  const t = useWords(words);
  const b = useBilingual();
  const share = figure.share === null ? null : `${figure.share.toFixed(1)}${figure.scale === 100 ? '%' : ''}`;
  return (
    <div>
      <dt>{b(figure.title)}</dt>
      <dd>
        <strong>{share ?? thousands(figure.value)}</strong> {share === null && figure.unit ? b(figure.unit) : null}
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
