import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

export interface SessionUnit {
  id: string;
  name: string;
  level: 'village' | 'township' | 'county' | 'city' | 'province' | 'nation' | 'institution';
  line: 'hr' | 'poverty' | 'education' | 'civil_affairs' | 'school' | 'institution' | 'finance' | 'audit';
  divisionCode: string;
  divisionName: string;
  /** The colleague stood in for at this post, or null for one's own. */
  onBehalfOf?: { userId: string; name: string } | null;
}

/** Who is signed in, for which unit, and what they may do. `today` is the installation's date, yyyy-mm-dd; `demo` says that it is not the real one. */
export interface Session {
  user: { name: string; username: string };
  unit: SessionUnit;
  /** Every post held today, also those of colleagues stood in for; the frame offers a choice when there are several. */
  units?: readonly SessionUnit[];
  roles: string[];
  permissions: string[];
  today: string;
  demo: boolean;
  csrf: string;
  /** The first password must be replaced before anything else. */
  mustChangePassword?: boolean;
}

/** One permission, or several of which any one is enough; null is open to everyone signed in. */
export type Permission = string | readonly string[] | null;

/** Whether these permissions allow it. The server decides again on every call; this only hides what would be refused. */
export function permits(permissions: readonly string[], needed: Permission): boolean {
  if (needed === null) return true;
  const any: readonly string[] = typeof needed === 'string' ? [needed] : needed;
  return any.some((permission) => permissions.includes(permission));
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session; null on public pages. */
export const useOptionalSession = (): Session | null => useContext(SessionContext);

/** The session of the person at the screen. Throws outside the workbench. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession is used outside the workbench');
  return session;
}

/** Shows its content only to those who hold the permission. */
export function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const session = useSession();
  return permits(session.permissions, permission) ? children : null;
}
