import { Component, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import {
  EmptyState,
  ErrorNote,
  matchPath,
  OfflineNote,
  PathParamsProvider,
  useBilingual,
  useLanguage,
  useWords,
} from '../platform/ui-kit/plain.ts';
import type { PublicScreen } from '../platform/ui-kit/plain.ts';
import { webWords } from './web-words.ts';
import './public.css';

/** Catches what a page throws, so that the frame and its way home stay. */
class Failures extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }
  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <ErrorNote error={this.state.error} />;
  }
}

interface PublicFrameProps {
  screens: readonly PublicScreen[];
  path: string;
}

function found({ screens, path }: PublicFrameProps) {
  for (const screen of screens) {
    const params = matchPath(screen.path, path);
    if (params !== null) return { screen, params };
  }
  return null;
}

function Top({ screens, here }: { screens: readonly PublicScreen[]; here: PublicScreen | undefined }) {
  const t = useWords(webWords);
  const say = useBilingual();
  const [language, change] = useLanguage();
  return (
    <header className="web-public-top kit-no-print">
      <a className="web-brand" href="/public">
        技桥
      </a>
      <nav aria-label={t('publicMenu')}>
        {screens
          .filter((screen) => screen.inMenu)
          .map((screen) => (
            <a key={screen.path} href={screen.path} aria-current={screen === here ? 'page' : undefined}>
              {say(screen.title)}
            </a>
          ))}
      </nav>
      <span className="web-public-end">
        <button type="button" className="kit-link" onClick={() => change(language === 'zh' ? 'en' : 'zh')}>
          {language === 'zh' ? 'English' : '中文'}
        </button>
        <a href="/sign-in">{t('signIn')}</a>
      </span>
    </header>
  );
}

/** The frame of the pages that need no sign-in: 360 px wide and up, targets of 44 px, full-page links that work on slow networks. */
export function PublicFrame(props: PublicFrameProps) {
  const t = useWords(webWords);
  const say = useBilingual();
  const match = found(props);
  const title = match === null ? t('notFound') : say(match.screen.title);
  useEffect(() => {
    document.title = `${title} · 技桥`;
  }, [title]);
  const Content = match?.screen.component;
  return (
    <div className="web-public">
      <Top screens={props.screens} here={match?.screen} />
      <OfflineNote />
      <main>
        <Failures>
          <Suspense fallback={<p role="status">…</p>}>
            {match === null || Content === undefined ? (
              <EmptyState title={t('notFound')} begin={t('notFoundHint')} action={<a href="/public">{t('home')}</a>} />
            ) : (
              <PathParamsProvider params={match.params}>
                <Content />
              </PathParamsProvider>
            )}
          </Suspense>
        </Failures>
      </main>
      <footer className="kit-no-print">{t('foot')}</footer>
    </div>
  );
}
