import { openHouse, type House } from '../house.ts';
import { loadActor } from '../organizations/index.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import type { Actor, Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { defineErrors } from '../platform/errors.ts';
import { makeContext, type Services } from '../platform/services.ts';

export const cliErrors = defineErrors({
  CLI_USER_UNKNOWN: {
    kind: 'invalid',
    message: '没有这个用户，或者他今天没有岗位。',
    hint: '用 --as 指定一个有岗位的用户名。',
  },
});

export type CliSession = {
  services: Services;
  config: Config;
  close: () => Promise<void>;
  as(username: string): Promise<Context>;
};

/** Opens the installation for one command, beside a running program or alone; quiet on standard output. */
export async function openSession(): Promise<CliSession> {
  process.env.JIQIAO_LOG ??= 'error';
  const config = loadConfig();
  const house: House = await openHouse(config);
  return {
    services: house.services,
    config,
    close: house.stop,
    as: async (username) => makeContext(house.services, await actorNamed(house.services, username)),
  };
}

/** The first post of the person with this sign-in name. @throws CLI_USER_UNKNOWN */
async function actorNamed(services: Services, username: string): Promise<Actor> {
  const user = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('auth_user').select('id').where('username', '=', username.toLowerCase()).executeTakeFirst(),
  );
  const actor = user ? await loadActor(services.db, user.id, null, services.clock.today()) : null;
  if (!actor) throw cliErrors.CLI_USER_UNKNOWN({ details: { username } });
  return actor;
}

/** Runs a command with an open installation and closes it whatever happens; prints the result as JSON or with `show`. */
export async function withSession<T>(
  options: { json?: boolean },
  work: (session: CliSession) => Promise<T>,
  show: (result: T) => string,
): Promise<void> {
  const session = await openSession();
  try {
    const result = await work(session);
    process.stdout.write(`${options.json ? JSON.stringify(result) : show(result)}\n`);
  } finally {
    await session.close();
  }
}
