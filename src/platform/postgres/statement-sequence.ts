import pg from 'pg';

/** A statement with its values; a name has it prepared once on each connection. */
export type Statement = { text: string; values: readonly unknown[]; name?: string | undefined };

/** What pg's own query does with a connection; its types leave this out. */
type Wire = {
  stream: { cork: () => void; uncork: () => void; destroy: (why: Error) => void };
  parsedStatements: Record<string, unknown>;
  submittedNamedStatements: Record<string, unknown>;
  parse: (what: { name?: string; text: string }) => void;
  close: (what: { type: 'S'; name: string }) => void;
  describe: (what: unknown) => void;
  sync: () => void;
};
interface Sent {
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}
type Done = (error: Error | null, result: pg.QueryResult) => void;
const Query = pg.Query as unknown as new (config: Record<string, unknown>, done: Done) => Sent;

/** Names of which a connection may or may not hold a statement, because what prepared it failed somewhere. */
const doubtful = new WeakMap<Wire, Set<string>>();

/**
 * Statements that run one after the other and answer once: one message each way for all of them, where pg would send one for each. The last one's
 * result is the answer; the first error is the answer, and what follows it is not run.
 */
export class StatementSequence extends Query {
  readonly #ahead: readonly Statement[];
  readonly #prepared = new Set<string>();
  #unanswered: number;

  constructor(ahead: readonly Statement[], last: Statement, done: Done) {
    super({ ...last, values: [...last.values], queryMode: 'extended' }, done);
    this.#ahead = ahead;
    this.#unanswered = ahead.length;
  }

  submit(wire: Wire): null {
    const told = this.#preparing(wire);
    const untold: Wire = Object.assign(Object.create(told) as Wire, { describe: () => {}, sync: () => {} });
    wire.stream.cork();
    try {
      for (const { values, ...statement } of this.#ahead)
        new Query({ ...statement, values: [...values] }, (error) => wire.stream.destroy(error!)).prepare(untold);
      this.prepare(told);
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  /** The connection as this sequence writes to it: it notes what it prepares, and clears what may stand from a failure before. */
  #preparing(wire: Wire): Wire {
    const parse = (what: { name?: string; text: string }): void => {
      if (what.name !== undefined) {
        if (doubtful.get(wire)?.delete(what.name)) wire.close({ type: 'S', name: what.name });
        this.#prepared.add(what.name);
      }
      wire.parse(what);
    };
    return Object.assign(Object.create(wire) as Wire, { parse });
  }

  override handleDataRow(message: unknown): void {
    if (this.#unanswered === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#unanswered > 0) this.#unanswered -= 1;
    else super.handleCommandComplete(message, wire);
  }

  override handleError(error: Error, wire: Wire): void {
    const names = doubtful.get(wire) ?? new Set();
    doubtful.set(wire, names);
    for (const name of this.#prepared) {
      names.add(name);
      delete wire.parsedStatements[name];
      delete wire.submittedNamedStatements[name];
    }
    super.handleError(error, wire);
  }
}
