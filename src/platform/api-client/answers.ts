/** One page of a list. `total` is null where counting would cost more than it tells; `next` is the cursor of the page after. */
export interface ListAnswer<Row> {
  rows: Row[];
  total: number | null;
  page: number;
  size: number;
  next?: string;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Where a long piece of work stands; `done` and `total` count the same things (rows, letters). */
export interface JobAnswer {
  id: string;
  state: JobState;
  done: number;
  total: number | null;
  message: string;
}
