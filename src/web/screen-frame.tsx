import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import {
  EmptyState,
  ErrorNote,
  kitWords,
  PageHeader,
  permits,
  useBilingual,
  useSession,
  useWords,
} from '../platform/ui-kit/index.ts';
import type { Screen } from '../platform/ui-kit/index.ts';

/** Shown for an address that no screen has. */
export function NotFound() {
  const t = useWords(kitWords);
  return (
    <>
      <PageHeader title={t('notFound')} />
      <p>{t('notFoundHint')}</p>
    </>
  );
}

function ScreenFailure({ error, reset }: { error: unknown; reset: () => void }) {
  return <ErrorNote error={error} onRetry={reset} />;
}

/** A screen's component in its frame: permission first, then its code, then its failures. */
export function screenFrame(screen: Screen) {
  const Content = screen.component;
  return function ScreenFrame() {
    const t = useWords(kitWords);
    const say = useBilingual();
    const { permissions } = useSession();
    if (!permits(permissions, screen.permission)) {
      return (
        <>
          <PageHeader title={say(screen.title)} />
          <EmptyState title={t('forbidden')} begin={t('forbiddenHint')} />
        </>
      );
    }
    return (
      <CatchBoundary getResetKey={() => screen.path} errorComponent={ScreenFailure}>
        <Suspense fallback={<p role="status">{t('loading')}</p>}>
          <Content />
        </Suspense>
      </CatchBoundary>
    );
  };
}
