import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  SchemaForm,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { UserRow } from '../units/list-users.ts';
import { isRole, roleFits } from '../roles/roles.ts';
import { AssignRole, CreateUser, EndRole, roleOptions } from '../schema.ts';
import { words } from './words.ts';

const NewUser = CreateUser.omit({ unitId: true });
const GiveRole = AssignRole.omit({ unitId: true, userId: true });
const StopRole = EndRole.omit({ unitId: true, userId: true });

type Act = { kind: 'create' } | { kind: 'assign' | 'end' | 'reset' | 'lock'; user: UserRow };
type FirstPassword = { username: string; firstPassword: string };

/** People of one unit with their posts, and what an administrator may do for them. */
export function UnitStaff({ unitId, level, line }: { unitId: string; level: string; line: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const [shown, setShown] = useState<FirstPassword | null>(null);
  const users = useQuery({
    queryKey: ['users', unitId],
    queryFn: ({ signal }) => api.get<ListAnswer<UserRow>>('/api/users', { query: { unitId, size: 200 }, signal }),
  });
  const send = async (path: string, body: object): Promise<void> => {
    const answer = await api.post<Partial<FirstPassword>>(path, body);
    await client.invalidateQueries({ queryKey: ['users', unitId] });
    setAct(null);
    if (answer.firstPassword && answer.username)
      setShown({ username: answer.username, firstPassword: answer.firstPassword });
  };
  const fitting = { role: { options: roleOptions.filter((o) => isRole(o.value) && roleFits(o.value, level, line)) } };
  return (
    <>
      <p>
        <Button type="primary" onClick={() => setAct({ kind: 'create' })}>
          {t('createUser')}
        </Button>
      </p>
      {users.error === null ? (
        <StaffTable rows={users.data?.rows} onAct={setAct} />
      ) : (
        <ErrorNote error={users.error} onRetry={() => void users.refetch()} />
      )}
      {act === null ? null : (
        <StaffAct act={act} unitId={unitId} fitting={fitting} send={send} onClose={() => setAct(null)} />
      )}
      {shown === null ? null : (
        <Modal
          open
          title={t('firstPasswordTitle')}
          okText={t('noted')}
          cancelButtonProps={{ hidden: true }}
          closable={false}
          onOk={() => setShown(null)}
        >
          <p>
            {shown.username}　<code>{shown.firstPassword}</code>
          </p>
          <p>{t('firstPasswordNote')}</p>
        </Modal>
      )}
    </>
  );
}

function StaffTable({ rows, onAct }: { rows: readonly UserRow[] | undefined; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const state = (u: UserRow): string =>
    u.locked ? t('locked') : u.mustChangePassword ? t('firstPasswordPending') : t('inUse');
  const columns: Column<UserRow>[] = [
    { key: 'name', title: t('name'), render: (u) => u.name },
    { key: 'username', title: t('username'), render: (u) => u.username },
    {
      key: 'posts',
      title: t('posts'),
      render: (u) =>
        u.posts.map((p) => (
          <div
            key={`${p.role} ${p.validFrom}`}
          >{`${p.title}　${p.validFrom} —${p.validTo === null ? '' : ` ${p.validTo}`}`}</div>
        )),
    },
    { key: 'state', title: t('state'), render: (u) => (u.oneTimeCode ? `${state(u)} · ${t('withCode')}` : state(u)) },
    {
      key: 'acts',
      title: t('acts'),
      render: (user) => (
        <Space wrap>
          <Button size="small" onClick={() => onAct({ kind: 'assign', user })}>
            {t('assignRole')}
          </Button>
          <Button size="small" onClick={() => onAct({ kind: 'end', user })}>
            {t('endRole')}
          </Button>
          <Button size="small" onClick={() => onAct({ kind: 'reset', user })}>
            {t('resetPassword')}
          </Button>
          <Button size="small" onClick={() => onAct({ kind: 'lock', user })}>
            {user.locked ? t('unlock') : t('lock')}
          </Button>
        </Space>
      ),
    },
  ];
  if (rows?.length === 0) return <EmptyState title={t('noStaff')} />;
  return (
    <DataTable
      caption={t('staff')}
      columns={columns}
      rows={rows ?? []}
      rowKey={(u) => u.userId}
      rowName={(u) => u.name}
      loadingRows={rows === undefined ? 3 : undefined}
    />
  );
}

interface StaffActProps {
  act: Act;
  unitId: string;
  fitting: { role: { options: { value: string; label: string }[] } };
  send: (path: string, body: object) => Promise<void>;
  onClose: () => void;
}

function StaffAct({ act, unitId, fitting, send, onClose }: StaffActProps) {
  const t = useWords(words);
  if (act.kind === 'create') {
    return (
      <Modal open title={t('createUser')} footer={null} onCancel={onClose}>
        <SchemaForm
          schema={NewUser}
          fields={fitting}
          submitLabel={t('createUser')}
          onSubmit={(value) => send('/api/users', { ...value, unitId })}
        />
      </Modal>
    );
  }
  const path = `/api/users/${encodeURIComponent(act.user.userId)}`;
  if (act.kind === 'assign' || act.kind === 'end') {
    const assign = act.kind === 'assign';
    const title = `${assign ? t('assignRole') : t('endRole')}：${act.user.name}`;
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <SchemaForm
          key={act.kind}
          schema={assign ? GiveRole : StopRole}
          fields={fitting}
          submitLabel={t('save')}
          onSubmit={(value) => send(`${path}/${assign ? 'roles' : 'end-role'}`, { ...value, unitId })}
        />
      </Modal>
    );
  }
  const lock = act.kind === 'lock';
  return (
    <ConfirmAct
      title={lock ? (act.user.locked ? t('unlock') : t('lock')) : t('resetPassword')}
      explain={`${act.user.name}：${lock ? (act.user.locked ? t('unlockExplain') : t('lockExplain')) : t('resetExplain')}`}
      danger
      text="required"
      onConfirm={({ text }) =>
        send(
          `${path}/${lock ? 'lock' : 'reset-password'}`,
          lock ? { locked: !act.user.locked, reason: text } : { reason: text },
        )
      }
      onClose={onClose}
    />
  );
}
