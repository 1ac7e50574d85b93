import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { answeringServer, type Answer, type Asked } from './answering-server.ts';

type Granted = { challenge: string; nonce: string; redirect: string; claims: Record<string, unknown> };

/** A small OpenID provider (authorization code, PKCE S256, RS256) on this machine. `who` are the claims of whoever signs on next. */
export type OpenIdServer = {
  issuer: string;
  client: { id: string; secret: string };
  who: Record<string, unknown>;
  /** Follows the address a browser would be sent to, and answers with what it brings back. */
  signOn(url: string): Promise<{ code: string; state: string }>;
  close: () => Promise<void>;
};

const ACCEPTED = { id: 'jiqiao', secret: 'a-secret-of-the-test' };
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openIdServer(): Promise<OpenIdServer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const granted = new Map<string, Granted>();
  const refused = (error: string): Answer => ({ status: 400, body: { error } });

  const authorise = ({ url }: Asked): Answer => {
    const { client_id, redirect_uri, code_challenge, code_challenge_method, nonce, state } = Object.fromEntries(
      url.searchParams,
    );
    if (client_id !== ACCEPTED.id || code_challenge_method !== 'S256') return refused('invalid_request');
    const code = randomUUID();
    granted.set(code, { challenge: code_challenge!, nonce: nonce!, redirect: redirect_uri!, claims: provider.who });
    return { status: 302, headers: { location: `${redirect_uri}?${new URLSearchParams({ code, state: state! })}` } };
  };

  const token = ({ body }: Asked): Answer => {
    const asked = Object.fromEntries(new URLSearchParams(body));
    const grant = granted.get(asked.code ?? '');
    granted.delete(asked.code ?? '');
    const proved = createHash('sha256')
      .update(asked.code_verifier ?? '')
      .digest('base64url');
    if (asked.client_id !== ACCEPTED.id || asked.client_secret !== ACCEPTED.secret) return refused('invalid_client');
    if (!grant || grant.challenge !== proved || grant.redirect !== asked.redirect_uri) return refused('invalid_grant');
    const seconds = Math.floor(Date.now() / 1000);
    const usual = { iss: provider.issuer, aud: ACCEPTED.id, sub: 'someone', iat: seconds, exp: seconds + 300 };
    const signed = `${base64({ alg: 'RS256', kid: 'test' })}.${base64({ ...usual, nonce: grant.nonce, ...grant.claims })}`;
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url');
    return { body: { token_type: 'Bearer', access_token: 'unused', id_token: `${signed}.${signature}` } };
  };

  const server = await answeringServer((asked) => {
    const { issuer } = provider;
    if (asked.url.pathname === '/.well-known/openid-configuration')
      return {
        body: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
        },
      };
    if (asked.url.pathname === '/authorize') return authorise(asked);
    if (asked.url.pathname === '/token') return token(asked);
    if (asked.url.pathname === '/keys')
      return { body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] } };
    return { status: 404 };
  });
  const provider: OpenIdServer = {
    issuer: server.url,
    client: ACCEPTED,
    who: {},
    async signOn(url) {
      const answer = await fetch(url, { redirect: 'manual' });
      const back = new URL(answer.headers.get('location') ?? `${url}?error=${answer.status}`).searchParams;
      return { code: back.get('code') ?? '', state: back.get('state') ?? '' };
    },
    close: server.close,
  };
  return provider;
}
