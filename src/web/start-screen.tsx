import { Link } from '@tanstack/react-router';
import { EmptyState, menuFor, PageHeader, useBilingual, useSession, useWords } from '../platform/ui-kit/index.ts';
import type { Screen } from '../platform/ui-kit/index.ts';
import { webWords } from './web-words.ts';

/** First page where no capability offers one: everything that may be opened. */
export function StartScreen({ screens }: { screens: readonly Screen[] }) {
  const t = useWords(webWords);
  const say = useBilingual();
  const { permissions } = useSession();
  const sections = menuFor(screens, permissions);
  return (
    <>
      <PageHeader title={t('start')} note={t('startNote')} />
      {sections.length === 0 ? (
        <EmptyState title={t('startEmpty')} begin={t('startEmptyHint')} />
      ) : (
        <ul className="kit-link-list">
          {sections
            .flatMap((section) => section.screens)
            .map((screen) => (
              <li key={screen.path}>
                <Link to={screen.path}>{say(screen.title)}</Link>
              </li>
            ))}
        </ul>
      )}
    </>
  );
}
