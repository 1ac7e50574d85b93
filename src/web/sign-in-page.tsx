import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../platform/api-client/index.ts';
import { LanguageSwitch, OfflineNote, useWords } from '../platform/ui-kit/index.ts';
import { CredentialsForm, OneTimeCodeForm } from './sign-in-forms.tsx';
import type { Credentials } from './sign-in-forms.tsx';
import { demoAccountsQuery, safeReturn, sessionQuery } from './session-calls.ts';
import type { DemoAccount, SignInAnswer } from './session-calls.ts';
import { webWords } from './web-words.ts';
import './sign-in.css';

/** The demonstration's accounts; choosing one signs in with it. */
function DemoAccounts({
  accounts,
  onChoose,
}: {
  accounts: readonly DemoAccount[];
  onChoose: (account: DemoAccount) => void;
}) {
  const t = useWords(webWords);
  return (
    <section className="web-demo">
      <h2>{t('demoTitle')}</h2>
      <p>{t('demoNote')}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.username}>
            <button type="button" onClick={() => onChoose(account)}>
              <span className="web-demo-name">{account.name}</span>
              <span className="web-demo-unit">{account.unit}</span>
              <span className="web-demo-task">{account.task}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { returnTo }: { returnTo?: string } = useSearch({ strict: false });
  const enter = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ href: safeReturn(returnTo), replace: true });
  };
  const [codeWanted, setCodeWanted] = useState(false);
  const settle = async (answer: SignInAnswer): Promise<void> => {
    if ('next' in answer) setCodeWanted(true);
    else await enter();
  };
  const password = useMutation({
    mutationFn: async (credentials: Credentials) =>
      settle(await api.post<SignInAnswer>('/api/session/sign-in', credentials)),
  });
  const code = useMutation({
    mutationFn: async (given: string) =>
      settle(await api.post<SignInAnswer>('/api/session/one-time-code', { code: given })),
  });
  const back = (): void => {
    code.reset();
    password.reset();
    setCodeWanted(false);
  };
  return { password, code, codeWanted, back };
}

/** Sign-in by user name and password, with a one-time code where the account has one; a lockout is told in the server's words. */
export default function SignInPage() {
  const t = useWords(webWords);
  const { password, code, codeWanted, back } = useSignIn();
  const accounts = useQuery(demoAccountsQuery);
  useEffect(() => {
    document.title = `${t('signIn')} · 技桥`;
  });
  return (
    <div className="web-sign-in">
      <OfflineNote />
      <header>
        <span className="kit-brand">技桥</span>
        <span>{t('product')}</span>
        <span className="web-end">
          <LanguageSwitch />
        </span>
      </header>
      <main>
        <section className="web-credentials">
          <h1>{codeWanted ? t('codeTitle') : t('signInTitle')}</h1>
          {codeWanted ? (
            <OneTimeCodeForm
              busy={code.isPending}
              error={code.error}
              onSubmit={(given) => code.mutate(given)}
              onBack={back}
            />
          ) : (
            <CredentialsForm
              busy={password.isPending}
              error={password.error}
              onSubmit={(credentials) => password.mutate(credentials)}
            />
          )}
          <p>
            <a href="/public">{t('readPublic')}</a>
          </p>
        </section>
        {codeWanted || accounts.data === undefined || accounts.data.length === 0 ? null : (
          <DemoAccounts
            accounts={accounts.data}
            onChoose={({ username, password: given }) => password.mutate({ username, password: given })}
          />
        )}
      </main>
    </div>
  );
}
