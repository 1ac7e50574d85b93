import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { ErrorNote, useWords } from '../platform/ui-kit/index.ts';
import { webWords } from './web-words.ts';

export interface Credentials {
  username: string;
  password: string;
}

interface StepProps {
  busy: boolean;
  error: Error | null;
}

function Field(props: { id: string; label: string; problem: string | undefined; children: ReactNode }) {
  return (
    <div className="kit-field">
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
      {props.problem === undefined ? null : (
        <p id={`${props.id}-problem`} className="kit-alarm" role="alert">
          {props.problem}
        </p>
      )}
    </div>
  );
}

const tied = (id: string, problem: string | undefined) => ({
  id,
  size: 'large' as const,
  status: problem === undefined ? ('' as const) : ('error' as const),
  'aria-invalid': problem !== undefined,
  'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
});

/** First step: user name and password. */
export function CredentialsForm({
  busy,
  error,
  onSubmit,
}: StepProps & { onSubmit: (credentials: Credentials) => void }) {
  const t = useWords(webWords);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const usernameProblem = asked && username.trim() === '' ? t('fillUsername') : undefined;
  const passwordProblem = asked && password === '' ? t('fillPassword') : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(true);
    if (username.trim() !== '' && password !== '') onSubmit({ username: username.trim(), password });
  };
  return (
    <form className="kit-form" noValidate onSubmit={submit}>
      {error === null ? null : <ErrorNote error={error} />}
      <Field id="username" label={t('username')} problem={usernameProblem}>
        <Input
          {...tied('username', usernameProblem)}
          value={username}
          autoComplete="username"
          autoFocus
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <Field id="password" label={t('password')} problem={passwordProblem}>
        <Input.Password
          {...tied('password', passwordProblem)}
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="primary" size="large" htmlType="submit" loading={busy}>
        {t('signIn')}
      </Button>
    </form>
  );
}

/** Second step: the authenticator's six digits. */
export function OneTimeCodeForm(props: StepProps & { onSubmit: (code: string) => void; onBack: () => void }) {
  const t = useWords(webWords);
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const problem = asked && code === '' ? t('fillCode') : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(true);
    if (code !== '') props.onSubmit(code);
  };
  return (
    <form className="kit-form" noValidate onSubmit={submit}>
      <p>{t('codeNote')}</p>
      {props.error === null ? null : <ErrorNote error={props.error} />}
      <Field id="code" label={t('code')} problem={problem}>
        <Input
          {...tied('code', problem)}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          autoFocus
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/gu, ''))}
        />
      </Field>
      <div className="kit-form-acts">
        <Button type="primary" size="large" htmlType="submit" loading={props.busy}>
          {t('signIn')}
        </Button>
        <Button size="large" onClick={props.onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
