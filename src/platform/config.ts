import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { OpenIdConfig } from './gateways/open-id.ts';
import type { HttpGatewayConfig } from './gateways/text-gateway.ts';
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
  /** Where texts for telephones are handed over; null where no gateway is configured. */
  texts: HttpGatewayConfig | null;
  /** Single sign-on for families; null where none is configured. */
  signOn: OpenIdConfig | null;
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
  const baseUrl = env.JIQIAO_URL ?? `http://${host}:${port}`;
  return {
    port,
    host,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    demoDate: demo === 'off' ? null : (env.JIQIAO_DATE ?? '2020-09-01'),
    demoPeople: Number(env.JIQIAO_DEMO_PEOPLE ?? 20_000),
    roles: { web: role !== 'worker', worker: role !== 'web' },
    baseUrl,
    trustProxy: env.JIQIAO_TRUST_PROXY || null,
    texts: textsFrom(env),
    signOn: signOnFrom(env, baseUrl),
    secrets: loadSecrets(join(dataDir, 'secrets.json')),
  };
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What is sent there is secret on the way. @throws Error for an address that is none, or without TLS beyond this machine */
function secretAddress(name: string, text: string): string {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))))
    throw new Error(`${name} 要以 https:// 开头：${text}`);
  return text;
}

const SHORTEST_KEY = 16;

function textsFrom(env: NodeJS.ProcessEnv): HttpGatewayConfig | null {
  if (!env.JIQIAO_TEXT_URL) return null;
  const key = env.JIQIAO_TEXT_KEY ?? '';
  if (key.length < SHORTEST_KEY) throw new Error(`JIQIAO_TEXT_KEY 至少要 ${SHORTEST_KEY} 个字符`);
  return {
    url: secretAddress('JIQIAO_TEXT_URL', env.JIQIAO_TEXT_URL),
    key,
    keyId: env.JIQIAO_TEXT_KEY_ID || 'jiqiao',
  };
}

function signOnFrom(env: NodeJS.ProcessEnv, baseUrl: string): OpenIdConfig | null {
  if (!env.JIQIAO_SIGN_ON_ISSUER) return null;
  if (!env.JIQIAO_SIGN_ON_CLIENT) throw new Error('缺少 JIQIAO_SIGN_ON_CLIENT（在统一身份认证登记的应用编号）');
  if (!env.JIQIAO_SIGN_ON_CLAIM) throw new Error('缺少 JIQIAO_SIGN_ON_CLAIM（身份证号在令牌中的名称）');
  return {
    issuer: secretAddress('JIQIAO_SIGN_ON_ISSUER', env.JIQIAO_SIGN_ON_ISSUER),
    clientId: env.JIQIAO_SIGN_ON_CLIENT,
    clientSecret: env.JIQIAO_SIGN_ON_SECRET || null,
    claim: env.JIQIAO_SIGN_ON_CLAIM,
    scopes: (env.JIQIAO_SIGN_ON_SCOPES || 'openid profile').split(/\s+/),
    name: env.JIQIAO_SIGN_ON_NAME || '统一身份认证',
    redirect: `${baseUrl}/public/sign-on`,
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
