import { z } from 'zod';

export const ShowChain = z.object({
  /** Inside one's area; the whole of it unless told. */
  division: z.coerce.number().int().optional(),
  on: z.iso.date().optional(),
});
export type ShowChain = z.input<typeof ShowChain>;

/** Households of a place by how far each came; every step is a part of the one before. */
export type ChainSteps = { trained: number; employed: number; outOfPoverty: number };
export type ChainRow = ChainSteps & { code: number; name: string };
export type ChainView = ChainSteps & {
  division: number;
  place: string;
  on: string;
  /** Of a hundred households of the step before; null where there is none. */
  employedRate: number | null;
  outRate: number | null;
  rows: ChainRow[];
};
