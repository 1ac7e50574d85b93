import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { HeaderSearch } from '../desk/ui/header-search.tsx';
import { api } from '../platform/api-client/index.ts';
import { AppLayout, ConfirmAct, ErrorNote, kitWords, SessionProvider, useWords } from '../platform/ui-kit/index.ts';
import type { Screen, Session, SessionUnit } from '../platform/ui-kit/index.ts';
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

const SECURITY = '/organizations/security';

/** Acts for another of one's posts from now on: everything read for the one before is forgotten, and today's screen opens. */
function useSwitchUnit() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ id, onBehalfOf }: SessionUnit) =>
      api.post<Session>('/api/session/switch-unit', { unitId: id, onBehalfOf: onBehalfOf?.userId ?? null }),
    onSuccess: async (session) => {
      api.setCsrf(session.csrf);
      await navigate({ to: '/' });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

/** Whoever still has the first password is led to the screen where it is changed, wherever they wanted to go. */
function useMustChange(session: Session | null | undefined): void {
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  const away = session?.mustChangePassword === true && path !== SECURITY;
  useEffect(() => {
    if (away) void navigate({ to: SECURITY, replace: true });
  }, [away, navigate]);
}

function Frame({ screens }: { screens: readonly Screen[] }) {
  const t = useWords(webWords);
  const navigate = useNavigate();
  const leave = useLeave();
  const [asking, setAsking] = useState(false);
  const switching = useSwitchUnit();
  const signOut = useMutation({ mutationFn: () => api.post('/api/session/sign-out'), onSuccess: leave });
  return (
    <AppLayout
      screens={screens}
      search={<HeaderSearch />}
      onSecurity={() => void navigate({ to: SECURITY })}
      onSwitchUnit={(unit) => switching.mutate(unit)}
      onSessions={() => void navigate({ to: '/session/list' })}
      onSignOut={() => signOut.mutate()}
      onSignOutEverywhere={() => setAsking(true)}
    >
      {signOut.error === null ? null : <ErrorNote error={signOut.error} onRetry={() => signOut.mutate()} />}
      {switching.error === null ? null : <ErrorNote error={switching.error} />}
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
    useMustChange(session);
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
