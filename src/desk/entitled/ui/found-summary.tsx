import { useBilingual, useWords } from '../../../platform/ui-kit/index.ts';
import { categories, type Category, type EntitledCounts } from '../schema.ts';
import './entitled.css';
import { words } from './words.ts';

const COUNT = { should_receive: 'shouldReceive', not_entitled: 'notEntitled', not_known: 'notKnown' } as const;

/** The counts of an area, each of which chooses the list below; for those who cannot be told, by what is missing. */
export function FoundSummary({
  counts,
  chosen,
  missing,
  onChoose,
}: {
  counts: EntitledCounts;
  chosen: Category;
  missing: string | null;
  onChoose: (category: Category, paper: string | null) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  return (
    <section aria-label={t('category')} className="entitled-summary">
      <ul className="entitled-counts">
        <li>
          <span>{t('persons')}</span>
          <strong>{counts.persons.toLocaleString()}</strong>
        </li>
        <li>
          <span>{t('receivesRightly')}</span>
          <strong>{counts.receivesRightly.toLocaleString()}</strong>
        </li>
        {categories.map((category) => (
          <li key={category}>
            <button type="button" aria-pressed={category === chosen} onClick={() => onChoose(category, null)}>
              <span>{t(category)}</span>
              <strong>{counts[COUNT[category]].toLocaleString()}</strong>
            </button>
          </li>
        ))}
      </ul>
      {chosen === 'not_known' && counts.byPaper.length > 0 ? (
        <table className="kit-facts">
          <caption>{t('lacks')}</caption>
          <tbody>
            {counts.byPaper.map((paper) => (
              <tr key={paper.key}>
                <th scope="row">
                  <button
                    type="button"
                    className="entitled-link"
                    aria-pressed={paper.key === missing}
                    onClick={() => onChoose('not_known', paper.key === missing ? null : paper.key)}
                  >
                    {say(paper.what)}
                  </button>
                </th>
                <td>{paper.paper === null ? t('notSet') : t('papers', { paper: say(paper.paper) })}</td>
                <td>{t('people', { count: paper.persons.toLocaleString() })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
