import { createHmac } from 'node:crypto';

/** A text for one telephone. `params` are what a gateway with templates fills in; `at` is when it is handed over. */
export type OutgoingText = {
  id: string;
  to: string;
  text: string;
  kind: string;
  params: Record<string, string>;
  at: Date;
};

/** Hands texts to whoever carries them. */
export type TextGateway = {
  /**
   * Hands over one text; the same id again is the same text.
   * @returns the carrier's own number of it, where it gives one
   * @throws TextNotTaken
   */
  send(text: OutgoingText): Promise<string | null>;
};

/** The gateway did not take a text. `final`: it never will, so trying again is no use. */
export class TextNotTaken extends Error {
  readonly final: boolean;
  constructor(what: string, final: boolean, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = 'TextNotTaken';
    this.final = final;
  }
}

/** `key` signs, `keyId` tells the gateway which key; `waitMs` is how long an answer may take. */
export type HttpGatewayConfig = { url: string; key: string; keyId: string; waitMs?: number };

const WAIT = 10_000;
/** Answers after which the same request may succeed later (RFC 9110 15.5.9, RFC 8470, RFC 6585). */
const PASSING = new Set([408, 425, 429]);
const LONGEST_REFERENCE = 100;

/** What is signed: seconds since 1970, the text's id and the body, each on its own line. HMAC-SHA-256 (RFC 2104) as lower-case hex. */
export function signatureOf(key: string, seconds: string, id: string, body: string): string {
  return createHmac('sha256', key).update(`${seconds}\n${id}\n${body}`).digest('hex');
}

/** A gateway reached by HTTP: one signed POST of JSON per text, `{ id, to, text, kind, params }`. docs/operations.md describes it for whoever builds the other end. */
export function httpGateway({ url, key, keyId, waitMs = WAIT }: HttpGatewayConfig): TextGateway {
  return {
    async send({ at, ...text }) {
      const body = JSON.stringify(text);
      const seconds = String(Math.floor(at.getTime() / 1000));
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'x-jiqiao-key': keyId,
        'x-jiqiao-time': seconds,
        'x-jiqiao-id': text.id,
        'x-jiqiao-signature': signatureOf(key, seconds, text.id, body),
      };
      const signal = AbortSignal.timeout(waitMs);
      const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' }).catch(
        (error: unknown) => {
          throw new TextNotTaken(signal.aborted ? '短信网关没有在规定时间内应答' : '连不上短信网关', false, error);
        },
      );
      const said: unknown = await answer.json().catch(() => null);
      if (answer.ok) return referenceIn(said);
      const final = answer.status < 500 && !PASSING.has(answer.status);
      throw new TextNotTaken(`短信网关应答 ${answer.status}`, final);
    },
  };
}

/** The carrier's number of the text, when the answer is JSON with an `id`. */
function referenceIn(said: unknown): string | null {
  const id = said !== null && typeof said === 'object' && 'id' in said ? said.id : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, LONGEST_REFERENCE) : null;
}
