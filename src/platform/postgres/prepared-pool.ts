import type { PostgresPool } from 'kysely';
import type pg from 'pg';

type Answer = pg.QueryResult<Record<string, unknown>>;

/** A statement is prepared from this use on, and at most so many are: each costs a connection up to 200 kB of plans. */
const FROM_USE = 5;
const MOST = 150;

const BEGIN = /^(begin|start transaction)\b/;

/** A statement that begins so is sent without waiting for its answer; should it fail, the next one on the connection tells why, be it the commit. */
export const UNANSWERED = '/* unanswered */ ';
const NOTHING = { command: 'BEGIN', rowCount: 0, rows: [], oid: 0, fields: [] } as Answer;

/**
 * A pool for Kysely whose connections prepare the statements that come again (planning one under row security takes longer than running it,
 * measured 1.0 of 1.6 ms) and send a transaction's begin and its {@link UNANSWERED} statements together with what follows them. The pool's connections
 * must pipeline; not for COPY or cursors.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const names = new StatementNames();
  const clients = new WeakMap<pg.PoolClient, PreparedClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new PreparedClient(client, names);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  } as unknown as PostgresPool;
}

/** Which statement texts have a name, shared by all connections of a pool. */
class StatementNames {
  readonly #uses = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST) return known;
    const uses = (this.#uses.get(text) ?? 0) + 1;
    if (this.#uses.size > 20 * MOST) this.#uses.clear();
    this.#uses.set(text, uses);
    if (uses < FROM_USE) return undefined;
    this.#uses.delete(text);
    this.#given += 1;
    this.#names.set(text, `jiqiao_${this.#given}`);
    return this.#names.get(text);
  }

  /** After a change of the tables under a running program: the next use prepares it anew. */
  forget(text: string): void {
    this.#names.delete(text);
  }
}

class PreparedClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  #begin: string | null = null;
  #earlier: unknown = null;
  #unheard: Promise<void>[] = [];
  #held = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  get processID(): number | undefined {
    return (this.#client as pg.PoolClient & { processID?: number }).processID;
  }

  async query(text: string, values: readonly unknown[] = []): Promise<Answer> {
    if (values.length === 0 && BEGIN.test(text) && !text.includes(';')) {
      this.#begin = text;
      return NOTHING;
    }
    if (text.startsWith(UNANSWERED)) {
      this.#hold();
      return this.#unanswered(this.#send(text, values));
    }
    try {
      const sent = this.#send(text, values);
      this.#letGo();
      const answer = await sent;
      if (text === 'commit') await this.#requireUnheard();
      this.#unheard = [];
      return answer;
    } catch (error) {
      this.#unheard = [];
      const earlier = this.#earlier;
      this.#earlier = null;
      throw earlier ?? error;
    }
  }

  /** What is written from here on leaves in one packet with the statement whose answer is waited for. */
  #hold(): void {
    if (!this.#held) this.#client.connection.stream.cork();
    this.#held = true;
  }

  #letGo(): void {
    if (this.#held) this.#client.connection.stream.uncork();
    this.#held = false;
  }

  #unanswered(answer: Promise<Answer>): Answer {
    const heard = answer.then(
      () => undefined,
      (error: unknown) => {
        this.#earlier ??= error;
      },
    );
    this.#unheard.push(heard);
    return NOTHING;
  }

  /** PostgreSQL answers the commit of a failed transaction with a rollback that is no error. */
  async #requireUnheard(): Promise<void> {
    await Promise.all(this.#unheard);
    if (this.#earlier !== null) throw this.#earlier;
  }

  /** Statements without values travel as text, so a begin goes in one message with them. */
  async #send(text: string, values: readonly unknown[]): Promise<Answer> {
    const begin = this.#begin;
    this.#begin = null;
    if (values.length === 0) {
      const answer = (await this.#client.query(begin === null ? text : `${begin}; ${text}`)) as Answer | Answer[];
      return Array.isArray(answer) ? answer.at(-1)! : answer;
    }
    if (begin !== null) this.#unanswered(this.#client.query(begin) as Promise<Answer>);
    const name = this.#names.nameOf(text);
    if (name === undefined) return this.#client.query(text, [...values]);
    try {
      return await this.#client.query({ name, text, values: [...values] });
    } catch (error) {
      if ((error as { code?: string }).code === '0A000') this.#names.forget(text);
      throw error;
    }
  }

  release(discard?: boolean): void {
    this.#begin = null;
    this.#earlier = null;
    this.#unheard = [];
    this.#letGo();
    this.#client.release(discard);
  }
}
