import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { RouterHistory } from '@tanstack/react-router';
import { ErrorNote } from '../platform/ui-kit/index.ts';
import type { Screen } from '../platform/ui-kit/index.ts';
import { parseQuery, writeQuery } from '../platform/ui-kit/parts/plain.ts';
import { NotFound, screenFrame } from './screen-frame.tsx';
import { StartScreen } from './start-screen.tsx';
import { makeWorkbenchFrame } from './workbench-frame.tsx';

/** The workbench's routes: sign-in outside the frame, every contributed screen inside it. Without a screen for `/` the start page lists what may be opened. */
export function makeRouter(screens: readonly Screen[], history?: RouterHistory) {
  const root = createRootRoute({
    errorComponent: ({ error }) => <ErrorNote error={error} />,
  });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in-page.tsx')),
  });
  const frame = createRoute({ getParentRoute: () => root, id: 'workbench', component: makeWorkbenchFrame(screens) });
  const pages = screens.map((screen) =>
    createRoute({ getParentRoute: () => frame, path: screen.path, component: screenFrame(screen) }),
  );
  const start = createRoute({
    getParentRoute: () => frame,
    path: '/',
    component: () => <StartScreen screens={screens} />,
  });
  const lost = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  const inside = screens.some((screen) => screen.path === '/') ? [...pages, lost] : [start, ...pages, lost];
  return createRouter({
    routeTree: root.addChildren([signIn, frame.addChildren(inside)]),
    history,
    parseSearch: parseQuery,
    stringifySearch: writeQuery,
    defaultPreload: false,
    scrollRestoration: true,
  });
}
