import { matchPath } from '../../../platform/ui-kit/shell/public-path.ts';
import type { Bilingual } from '../../schema.ts';

/** Where the visitor is. */
export type Place = { path: string; params: Record<string, string>; query: URLSearchParams };

/** One page: what it is called, and its content below the frame. `part` sends it to a group of the menu. */
export type Page = { path: string; title: Bilingual; draw: (place: Place) => Node };

export type Found = { page: Page; place: Place };

export function findPage(pages: readonly Page[], address: Pick<Location, 'pathname' | 'search'>): Found | null {
  for (const page of pages) {
    const params = matchPath(page.path, address.pathname);
    if (params !== null)
      return { page, place: { path: address.pathname, params, query: new URLSearchParams(address.search) } };
  }
  return null;
}

let onChange: () => void = () => undefined;

/** Calls `draw` at every change of address, with links inside /public followed without leaving the page: it goes on working where the network does not. */
export function startRouter(draw: (how: 'go' | 'back') => void): void {
  onChange = () => draw('go');
  globalThis.addEventListener('popstate', () => draw('back'));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a[href^="/public"]');
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0);
    if (!(link instanceof HTMLAnchorElement) || !plain || link.target !== '') return;
    event.preventDefault();
    go(link.getAttribute('href')!);
  });
}

/** Goes to an address of the public pages. */
export function go(path: string): void {
  globalThis.history.pushState(null, '', path);
  onChange();
}

/** Changes the address of the page that is open, without opening it anew. */
export function rename(path: string): void {
  globalThis.history.replaceState(null, '', path);
}
