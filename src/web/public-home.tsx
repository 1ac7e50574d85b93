import { useBilingual, useWords } from '../platform/ui-kit/plain.ts';
import { publicScreens } from './public-screens.ts';
import { webWords } from './web-words.ts';

/** First public page: what can be looked up without an account. */
export default function PublicHome() {
  const t = useWords(webWords);
  const say = useBilingual();
  const pages = publicScreens.filter((screen) => screen.inMenu && screen.path !== '/public');
  return (
    <>
      <h1>{t('product')}</h1>
      <p>{t('publicLead')}</p>
      {pages.length === 0 ? null : (
        <section>
          <h2>{t('publicWhat')}</h2>
          <ul className="web-public-list">
            {pages.map((screen) => (
              <li key={screen.path}>
                <a href={screen.path}>{say(screen.title)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
