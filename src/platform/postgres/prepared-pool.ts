import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { StatementSequence, type Statement } from './statement-sequence.ts';

type Answer = pg.QueryResult<Record<string, unknown>>;

/** A statement is prepared from this use on, and at most so many are: each costs a connection up to 200 kB of plans. */
const FROM_USE = 5;
const MOST = 150;

const BEGIN = /^(begin|start transaction)\b/;

/**
 * A statement that begins so is not waited for: it leaves with the next one that is, be it the commit, which tells its failure and then does not run.
 */
export const UNANSWERED = '/* unanswered */ ';
/** A statement that begins so is the last of its transaction: the commit leaves with it, and the answer comes when both are done. */
export const CLOSING = '/* closing */ ';
const COMMIT: Statement = { text: 'commit', values: [] };
const NOTHING = { command: 'BEGIN', rowCount: 0, rows: [], oid: 0, fields: [] } as Answer;

/**
 * A pool for Kysely whose connections prepare the statements that come again (planning one under row security takes longer than running it,
 * measured 1.0 of 1.6 ms) and send a transaction's begin and its {@link UNANSWERED} statements with the one that is waited for, as one message that is answered
 * once. The pool's connections must pipeline; not for COPY or cursors.
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
  /** Not sent yet: a transaction's begin and what nobody waits for. */
  #ahead: Statement[] = [];
  /** The transaction has ended with its {@link CLOSING} statement; what ended it is still to be said. */
  #closed = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  get processID(): number | undefined {
    return (this.#client as pg.PoolClient & { processID?: number }).processID;
  }

  async query(text: string, values: readonly unknown[] = []): Promise<Answer> {
    if (this.#closed) return this.#afterClosing(text);
    if (text.startsWith(UNANSWERED) || (values.length === 0 && BEGIN.test(text) && !text.includes(';'))) {
      this.#ahead.push(this.#named(text, values));
      return NOTHING;
    }
    const ahead = this.#ahead;
    this.#ahead = [];
    if (text === 'rollback') return ahead.some((s) => BEGIN.test(s.text)) ? NOTHING : this.#client.query(text);
    if (values.length === 0 && text.includes(';')) return this.#several(ahead, text);
    if (!text.startsWith(CLOSING)) return this.#send(ahead, this.#named(text, values));
    const answer = await this.#send(ahead, this.#named(text, values), [COMMIT]);
    this.#closed = true;
    return answer;
  }

  /** @throws Error for a statement that would run outside the transaction it was written for */
  #afterClosing(text: string): Answer {
    if (text !== 'commit' && text !== 'rollback')
      throw new Error(`after the closing statement of a transaction: ${text}`);
    this.#closed = false;
    return NOTHING;
  }

  #named(text: string, values: readonly unknown[]): Statement {
    return { text, values, name: this.#names.nameOf(text) };
  }

  /** Statements in one text can only travel by themselves. */
  async #several(ahead: readonly Statement[], text: string): Promise<Answer> {
    if (ahead.length > 0) await this.#send(ahead.slice(0, -1), ahead.at(-1)!);
    const answer = (await this.#client.query(text)) as Answer | Answer[];
    return Array.isArray(answer) ? answer.at(-1)! : answer;
  }

  async #send(ahead: readonly Statement[], told: Statement, after: readonly Statement[] = []): Promise<Answer> {
    try {
      return await new Promise<Answer>((done, fail) => {
        const sequence = new StatementSequence(ahead, told, after, (error, result) =>
          error ? fail(error) : done(result),
        );
        this.#client.query(sequence as unknown as pg.Submittable);
      });
    } catch (error) {
      if ((error as { code?: string }).code === '0A000') for (const s of [...ahead, told]) this.#names.forget(s.text);
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  release(discard?: boolean): void {
    this.#ahead = [];
    this.#closed = false;
    this.#client.release(discard);
  }
}
