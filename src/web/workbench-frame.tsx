import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { HeaderSearch } from '../desk/ui/header-search.tsx';
import { api } from '../platform/api-client/index.ts';
import { AppLayout, ConfirmAct, ErrorNote, kitWords, SessionProvider, useWords } from '../platform/ui-kit/index.ts';
import type { Screen } from '../platform/ui-kit/index.ts';
import { sessionQuery } from './session-calls.ts';
import { webWords } from './web-words.ts';

/** Forgets everything read for the person who leaves; drafts of forms too. */
function useLeave() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (): Promise<void> => {
    api.setCsrf(undefined);
    sessionStorage.clear();
    await navigate({ to: '/sign-in' });
    client.clear();
  };
}

function Frame({ screens }: { screens: readonly Screen[] }) {
  const t = useWords(webWords);
  const navigate = useNavigate();
  const leave = useLeave();
  const [asking, setAsking] = useState(false);
  const signOut = useMutation({ mutationFn: () => api.post('/api/session/sign-out'), onSuccess: leave });
  return (
    <AppLayout
      screens={screens}
      search={<HeaderSearch />}
      onSessions={() => void navigate({ to: '/session/list' })}
      onSignOut={() => signOut.mutate()}
      onSignOutEverywhere={() => setAsking(true)}
    >
      {signOut.error === null ? null : <ErrorNote error={signOut.error} onRetry={() => signOut.mutate()} />}
      <Outlet />
      {asking ? (
        <ConfirmAct
          title={t('everywhere')}
          explain={<p>{t('everywhereExplain')}</p>}
          danger
          onConfirm={() => api.post('/api/session/sign-out-everywhere')}
          onClose={(done) => {
            setAsking(false);
            if (done) void leave();
          }}
        />
      ) : null}
    </AppLayout>
  );
}

/** Goes to sign-in once, with the way back; the address changes under this component while it leaves. */
function ToSignIn() {
  const navigate = useNavigate();
  const href = useLocation({ select: (location) => location.href });
  const [from] = useState(href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: from === '/' ? {} : { returnTo: from }, replace: true });
  }, [navigate, from]);
  return null;
}

/** The frame of all screens: asks who is signed in, sends others to sign-in with the way back, and draws the layout. */
export function makeWorkbenchFrame(screens: readonly Screen[]) {
  return function WorkbenchFrame() {
    const t = useWords(kitWords);
    const { data: session, error, refetch } = useQuery(sessionQuery);
    if (session === undefined) {
      return error === null ? (
        <p role="status">{t('loading')}</p>
      ) : (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      );
    }
    if (session === null) return <ToSignIn />;
    return (
      <SessionProvider session={session}>
        <Frame screens={screens} />
      </SessionProvider>
    );
  };
}
