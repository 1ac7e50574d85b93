import { useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { IndicatorView } from '../schema.ts';
import { figureText } from './figure-text.ts';
import { words } from './words.ts';

const HEIGHT = 72;

/** The ends of the years as columns, each with its figure in words below. */
export function History({ view }: { view: IndicatorView }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const top = Math.max(1, ...view.history.map((p) => p.value ?? 0));
  return (
    <div className="indicator-history">
      {view.history.map((p) => {
        const height = Math.round(((p.value ?? 0) / top) * HEIGHT);
        return (
          <figure key={p.on}>
            <svg viewBox={`0 0 36 ${HEIGHT}`} aria-hidden="true">
              <rect className="indicator-bar-fill" x="6" width="24" y={HEIGHT - height} height={height} />
              <rect className="indicator-bar-ground" y={HEIGHT - 1} width="36" height="1" />
            </svg>
            <figcaption>
              {p.on}
              <br />
              {figureText(p.value, view.unit, language)}
              {p.locked ? <span className="kit-faint kit-small"> {t('locked')}</span> : null}
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}
