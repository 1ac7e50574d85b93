import { useBilingual, useWords } from '../platform/ui-kit/plain.ts';
import { roomPublicScreens } from './room-public-screens.ts';
import { webWords } from './web-words.ts';

/** First public page: what the programme is, in a few words, and what can be looked up without an account. */
export default function PublicHome() {
  const t = useWords(webWords);
  const say = useBilingual();
  const pages = roomPublicScreens.filter((screen) => screen.inMenu);
  const further = roomPublicScreens.filter(
    (s) => !s.inMenu && !s.path.includes('$') && s.path === '/public/audit-roots',
  );
  return (
    <>
      <h1>{t('product')}</h1>
      <p>{t('publicLead')}</p>
      <section aria-labelledby="what">
        <h2 id="what">{t('publicWhat')}</h2>
        <ul className="web-public-list">
          {pages.map((screen) => (
            <li key={screen.path}>
              <a href={screen.path}>{say(screen.title)}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="steps">
        <h2 id="steps">{t('publicSteps')}</h2>
        <ol className="web-public-steps">
          <li>{t('publicStepAsk')}</li>
          <li>{t('publicStepChoose')}</li>
          <li>{t('publicStepReview')}</li>
          <li>{t('publicStepLetter')}</li>
        </ol>
      </section>
      {further.map((screen) => (
        <p key={screen.path}>
          <a href={screen.path}>{say(screen.title)}</a>
        </p>
      ))}
    </>
  );
}
