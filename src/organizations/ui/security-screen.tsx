import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, PageHeader, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { SessionAnswer } from '../session/session-answer.ts';
import { words } from './words.ts';

type Begun = { uri: string; qr: string; backupCodes: string[] };

/** 登录安全: one's own password and two-step sign-in. */
export default function SecurityScreen() {
  const t = useWords(words);
  const session = useSession() as ReturnType<typeof useSession> &
    Partial<Pick<SessionAnswer, 'mustChangePassword' | 'oneTimeCode'>>;
  return (
    <>
      <PageHeader title={t('security')} />
      {session.mustChangePassword ? <Alert type="warning" showIcon title={t('mustChange')} /> : null}
      <div className="kit-stack">
        <PasswordPart />
        <h2>{t('oneTimeCode')}</h2>
        {session.oneTimeCode ? <EndPart /> : <BeginPart />}
      </div>
    </>
  );
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  secret?: boolean;
  hint?: string;
  autoComplete: string;
  onChange: (value: string) => void;
}

function Field({ id, label, value, secret = false, hint, autoComplete, onChange }: FieldProps) {
  const Control = secret ? Input.Password : Input;
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <Control
        id={id}
        value={value}
        autoComplete={autoComplete}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      {hint ? (
        <span id={`${id}-hint`} className="kit-faint kit-small">
          {hint}
        </span>
      ) : null}
    </p>
  );
}

function Form({
  children,
  label,
  pending,
  error,
  onSubmit,
}: {
  children: ReactNode;
  label: string;
  pending: boolean;
  error: unknown;
  onSubmit: () => void;
}) {
  return (
    <form
      className="kit-stack"
      style={{ maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {error === null ? null : <ErrorNote error={error} />}
      <Button type="primary" htmlType="submit" loading={pending}>
        {label}
      </Button>
    </form>
  );
}

/** Acts on the session and reads it anew, with its new token. */
function useSessionAct<Input, Answer>(act: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }) });
}

function PasswordPart() {
  const t = useWords(words);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useSessionAct(async () => {
    const answer = await api.post<SessionAnswer>('/api/session/change-password', { current, next });
    api.setCsrf(answer.csrf);
    setCurrent('');
    setNext('');
  });
  return (
    <>
      <h2>{t('changePassword')}</h2>
      <Form
        label={t('changePassword')}
        pending={change.isPending}
        error={change.error}
        onSubmit={() => change.mutate(undefined)}
      >
        <Field
          id="current-password"
          label={t('currentPassword')}
          value={current}
          secret
          autoComplete="current-password"
          onChange={setCurrent}
        />
        <Field
          id="next-password"
          label={t('nextPassword')}
          value={next}
          secret
          hint={t('passwordHint')}
          autoComplete="new-password"
          onChange={setNext}
        />
        <div role="status">{change.isSuccess ? t('passwordChanged') : null}</div>
      </Form>
    </>
  );
}

function BeginPart() {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => api.post<Begun>('/api/session/one-time-code/begin', { password }) });
  const confirm = useSessionAct(() => api.post('/api/session/one-time-code/confirm', { code }));
  if (begin.data === undefined) {
    return (
      <Form label={t('begin')} pending={begin.isPending} error={begin.error} onSubmit={() => begin.mutate()}>
        <p>{t('oneTimeCodeOff')}</p>
        <Field
          id="begin-password"
          label={t('password')}
          value={password}
          secret
          autoComplete="current-password"
          onChange={setPassword}
        />
      </Form>
    );
  }
  return (
    <Form
      label={t('confirm')}
      pending={confirm.isPending}
      error={confirm.error}
      onSubmit={() => confirm.mutate(undefined)}
    >
      <p>{t('scan')}</p>
      <img
        alt={begin.data.uri}
        width={200}
        height={200}
        src={`data:image/svg+xml,${encodeURIComponent(begin.data.qr)}`}
      />
      <p>{t('backupCodes')}</p>
      <pre>{begin.data.backupCodes.join('\n')}</pre>
      <Field id="confirm-code" label={t('code')} value={code} autoComplete="one-time-code" onChange={setCode} />
    </Form>
  );
}

function EndPart() {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const end = useSessionAct(() => api.post('/api/session/one-time-code/end', { password }));
  return (
    <Form label={t('end')} pending={end.isPending} error={end.error} onSubmit={() => end.mutate(undefined)}>
      <p>{t('oneTimeCodeOn')}</p>
      <Field
        id="end-password"
        label={t('password')}
        value={password}
        secret
        autoComplete="current-password"
        onChange={setPassword}
      />
    </Form>
  );
}
