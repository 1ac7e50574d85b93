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
 * Statements that run one after the other and answer once: one message each way for all of them, where pg would send one for each. The answer is the result of
 * the one that is told, those `ahead` of it and `after` it only run; the first error is the answer instead, and what follows it is not run.
 */
export class StatementSequence extends Query {
  readonly #ahead: readonly Statement[];
  readonly #after: readonly Statement[];
  readonly #prepared = new Set<string>();
  /** How many statements have ended. */
  #ended = 0;

  constructor(ahead: readonly Statement[], told: Statement, after: readonly Statement[], done: Done) {
    super({ ...told, values: [...told.values], queryMode: 'extended' }, done);
    this.#ahead = ahead;
    this.#after = after;
  }

  submit(wire: Wire): null {
    const told: Wire = Object.assign(this.#preparing(wire), { sync: () => {} });
    const untold: Wire = Object.assign(Object.create(told) as Wire, { describe: () => {} });
    const send = ({ values, ...statement }: Statement): void =>
      new Query({ ...statement, values: [...values] }, (error) => wire.stream.destroy(error!)).prepare(untold);
    wire.stream.cork();
    try {
      this.#ahead.forEach(send);
      this.prepare(told);
      this.#after.forEach(send);
      wire.sync();
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
    if (this.#ended === this.#ahead.length) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#ended === this.#ahead.length) super.handleCommandComplete(message, wire);
    this.#ended += 1;
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
