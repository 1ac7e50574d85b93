import type { Tx } from '../../platform/db.ts';

export type NewUser = {
  userId: string;
  username: string;
  name: string;
  passwordHash: string;
  mustChange: boolean;
  now: Date;
};

/** Adds a person who may sign in with a password. The address is a placeholder the sign-in library wants. */
export async function insertUser(tx: Tx, user: NewUser): Promise<void> {
  const stamps = { created_at: user.now, updated_at: user.now };
  await tx
    .insertInto('auth_user')
    .values({
      id: user.userId,
      username: user.username,
      display_username: user.username,
      name: user.name,
      email: `${user.username}@users.invalid`,
      must_change: user.mustChange,
      ...stamps,
    })
    .execute();
  await tx
    .insertInto('auth_account')
    .values({
      id: user.userId,
      account_id: user.userId,
      provider_id: 'credential',
      user_id: user.userId,
      password: user.passwordHash,
      ...stamps,
    })
    .execute();
}

/** Sets the hash and whether it is a first password; ends every session of the person. */
export async function setPassword(tx: Tx, userId: string, passwordHash: string, mustChange: boolean): Promise<void> {
  await tx
    .updateTable('auth_account')
    .set({ password: passwordHash })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
  await tx.updateTable('auth_user').set({ must_change: mustChange }).where('id', '=', userId).execute();
  await endSessions(tx, userId);
}

/** Signs the person out everywhere. */
export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth_session').where('user_id', '=', userId).execute();
}
