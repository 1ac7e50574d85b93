import { transactionAs, type Database, type Tx } from './db.ts';

/** Ends a trial: what the transaction did is taken back, what was found is told. */
class TriedOnly extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('tried only');
    this.result = result;
  }
}

/** {@link transactionAs} 'system', of which a trial keeps nothing: the work is done whole, its answer is told, and all of it is taken back. */
export async function keptOrTried<T>(db: Database, trial: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transactionAs(db, 'system', async (tx) => {
      const result = await work(tx);
      if (trial) throw new TriedOnly(result);
      return result;
    });
  } catch (error) {
    if (error instanceof TriedOnly) return error.result as T;
    throw error;
  }
}
