import { useWords } from '../../platform/ui-kit/index.ts';
import type { CertificationFigures } from '../schema.ts';
import { words } from './words.ts';

/** The year in sentences: schools that assess, graduates with a certificate, groups served, the plan of abilities. */
export function Figures({ figures, year }: { figures: CertificationFigures; year: string }) {
  const t = useWords(words);
  const { schools, graduates, audiences, uncoded, ability } = figures;
  const shown = (n: number | null): string | number => n ?? '—';
  return (
    <section>
      <h2>{t('figures', { year })}</h2>
      <ul>
        <li>
          {t('schoolsTold', {
            done: schools.done,
            of: schools.of,
            percent: shown(schools.percent),
            missing: schools.missing.slice(0, 20).join('、') || '—',
          })}
        </li>
        <li>
          {t('graduatesTold', { done: graduates.withCertificate, of: graduates.of, percent: shown(graduates.percent) })}
        </li>
        <li>
          {t('audiencesTold', {
            lines: audiences.map((a) => `${t(a.audience as 'employee')} ${a.people}`).join('，') || '—',
            uncoded,
          })}
        </li>
        {ability === null ? null : (
          <li>
            {t('abilityTold', {
              ...ability,
              completionPercent: shown(ability.completionPercent),
              passPercent: shown(ability.passPercent),
            })}
          </li>
        )}
      </ul>
    </section>
  );
}
