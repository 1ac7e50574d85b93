import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { newVaultKeys, type VaultKeys } from './vault.ts';

export type Secrets = { vault: VaultKeys; session: string; seal: string };

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  databaseDirectUrl: string | null;
  /** Date a demonstration lives on (yyyy-mm-dd), or null for a real installation. */
  demoDate: string | null;
  demoPeople: number;
  /** What this program does: answers browsers, works through jobs, or (by default) both. */
  roles: { web: boolean; worker: boolean };
  baseUrl: string;
  /** Proxies in front whose word about the visitor's address is taken (addresses or networks, comma between); null believes nobody. */
  trustProxy: string | null;
  secrets: Secrets;
};

/** Reads the environment. The only file that does. Secrets are made once per installation and kept in the data folder (mode 0600). */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.JIQIAO_DATA ?? './data');
  // Others may pass through (the database runs as nobody when we are root) but not look around.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const port = Number(env.JIQIAO_PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`JIQIAO_PORT 不是端口号：${env.JIQIAO_PORT}`);
  const host = env.JIQIAO_HOST ?? '127.0.0.1';
  const role = env.JIQIAO_ROLE ?? 'all';
  if (!['all', 'web', 'worker'].includes(role)) throw new Error(`JIQIAO_ROLE 只能是 all、web 或 worker：${role}`);
  const demo = env.JIQIAO_DEMO ?? (env.DATABASE_URL ? 'off' : 'on');
  return {
    port,
    host,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    demoDate: demo === 'off' ? null : (env.JIQIAO_DATE ?? '2020-09-01'),
    demoPeople: Number(env.JIQIAO_DEMO_PEOPLE ?? 20_000),
    roles: { web: role !== 'worker', worker: role !== 'web' },
    baseUrl: env.JIQIAO_URL ?? `http://${host}:${port}`,
    trustProxy: env.JIQIAO_TRUST_PROXY || null,
    secrets: loadSecrets(join(dataDir, 'secrets.json')),
  };
}

function loadSecrets(path: string): Secrets {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
  const secrets: Secrets = {
    vault: newVaultKeys('k1'),
    session: randomBytes(32).toString('base64'),
    seal: randomBytes(32).toString('base64'),
  };
  writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
