import { createAuthorizationURL, validateAuthorizationCode, validateToken } from 'better-auth/oauth2';

/** A provider of single sign-on as it is configured: `claim` is where its ID token tells the citizen's number, `name` what its users call it. */
export type OpenIdConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  claim: string;
  scopes: string[];
  name: string;
  redirect: string;
};

/** The three secrets of one sign-on: `state` and `nonce` travel with the person, `verifier` stays here (RFC 7636). */
export type SignOnSecrets = { state: string; nonce: string; verifier: string };

export type OpenIdProvider = {
  name: string;
  /** Where the person is sent. @throws SignOnFailed */
  begin(secrets: SignOnSecrets): Promise<string>;
  /** Who came back, by the configured claim of a token that is signed by the provider, for this client, and for this sign-on. @throws SignOnFailed */
  finish(code: string, secrets: Pick<SignOnSecrets, 'nonce' | 'verifier'>): Promise<string>;
};

/** `away`: the provider could not be asked; else it, or what it answered, was refused. */
export class SignOnFailed extends Error {
  readonly away: boolean;
  constructor(what: string, away: boolean, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = 'SignOnFailed';
    this.away = away;
  }
}

type Endpoints = { issuer: string; authorization_endpoint: string; token_endpoint: string; jwks_uri: string };

const WAIT = 10_000;
/** Signatures a public key can check; a shared secret or none is no proof of who signed. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];

/** Single sign-on by OpenID Connect Core 1.0: authorization code with PKCE, endpoints by discovery. */
export function openIdProvider(config: OpenIdConfig): OpenIdProvider {
  const options = {
    clientId: config.clientId,
    ...(config.clientSecret === null ? {} : { clientSecret: config.clientSecret }),
  };
  let known: Promise<Endpoints> | null = null;
  const endpoints = (): Promise<Endpoints> =>
    (known ??= discover(config.issuer).catch((error: unknown) => {
      known = null;
      throw error;
    }));
  return {
    name: config.name,
    async begin({ state, nonce, verifier }) {
      const { authorization_endpoint: authorizationEndpoint } = await endpoints();
      const place = await createAuthorizationURL({
        id: 'family',
        options,
        authorizationEndpoint,
        redirectURI: config.redirect,
        scopes: config.scopes,
        state,
        nonce,
        codeVerifier: verifier,
      });
      return place.href;
    },
    async finish(code, { nonce, verifier }) {
      const { token_endpoint: tokenEndpoint, jwks_uri: keys, issuer } = await endpoints();
      try {
        const { idToken } = await validateAuthorizationCode({
          code,
          codeVerifier: verifier,
          redirectURI: config.redirect,
          options,
          tokenEndpoint,
        });
        if (!idToken) throw new Error('the provider gave no ID token');
        const { payload } = await validateToken(idToken, keys, {
          audience: config.clientId,
          issuer,
          algorithms: ALGORITHMS,
          requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
        });
        if (payload.nonce !== nonce) throw new Error('the ID token belongs to another sign-on');
        const who = payload[config.claim];
        if (typeof who !== 'string' || who === '') throw new Error(`the ID token has no ${config.claim}`);
        return who;
      } catch (error) {
        throw new SignOnFailed('the sign-on was not accepted', unreachable(error), error);
      }
    },
  };
}

/** Network errors of fetch are TypeErrors; the sign-in library passes on an answer's status. */
const unreachable = (error: unknown): boolean =>
  error instanceof TypeError || Number((error as { status?: unknown }).status ?? 0) >= 500;

/** OpenID Connect Discovery 1.0: the issuer must be named by its own document. @throws SignOnFailed */
async function discover(issuer: string): Promise<Endpoints> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(place, { signal: AbortSignal.timeout(WAIT), redirect: 'error' });
    if (!answer.ok) throw new Error(`discovery answered ${answer.status}`);
    const told = (await answer.json()) as Partial<Endpoints>;
    const { authorization_endpoint, token_endpoint, jwks_uri } = told;
    if (told.issuer !== issuer || !authorization_endpoint || !token_endpoint || !jwks_uri)
      throw new Error('discovery does not describe this issuer');
    return { issuer, authorization_endpoint, token_endpoint, jwks_uri };
  } catch (error) {
    throw new SignOnFailed('the provider could not be asked', true, error);
  }
}
