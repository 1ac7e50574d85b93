import { Link, useRouterState } from '@tanstack/react-router';
import { kitWords } from '../kit-words.ts';
import { useBilingual, useWords } from './language.ts';
import { menuEntryOf, menuFor } from './screen.ts';
import type { Screen } from './screen.ts';
import { useSession } from './session.tsx';

/** The left menu: what the signed-in person may open, in sections; plain links, so that they open in tabs and print their address. */
export function AppMenu({ screens }: { screens: readonly Screen[] }) {
  const t = useWords(kitWords);
  const say = useBilingual();
  const { permissions } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = menuEntryOf(screens, path);
  return menuFor(screens, permissions).map((section) => (
    <section key={section.group} className="kit-menu">
      <h2>{t(`group_${section.group}`)}</h2>
      <ul>
        {section.screens.map((screen) => (
          <li key={screen.path}>
            <Link to={screen.path} activeOptions={{ exact: true }} aria-current={screen === here ? 'page' : undefined}>
              {screen.icon}
              {say(screen.title)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
