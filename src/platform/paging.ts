import { z } from 'zod';

/** Paging of every list: page from 1, at most 200 rows. Takes no package of the server, so that schemas read by screens may use it. */
export const Paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

/** What a list without filters takes. */
export const Paged = z.object(Paging);
export type Paged = z.input<typeof Paged>;

export type Page<T> = { rows: T[]; total: number | null; page: number; size: number };
