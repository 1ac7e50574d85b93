import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

export const ShowFigures = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  /** Inside one's area; the whole of it unless told. */
  division: z.coerce.number().int().optional(),
});
export type ShowFigures = z.input<typeof ShowFigures>;

export const ListMirrored = z.object(Paging);
export type ListMirrored = z.input<typeof ListMirrored>;

export type Counted = { key: string; classes: number; people: number; completed: number };
/** A rate with what it is made of; percent null where nothing is counted. */
export type Rate = { of: number; done: number; percent: number | null };
export type TradeBalance = { trade: string; demand: number; trained: number; balance: number };
export type TrainingFigures = {
  byKind: Counted[];
  byIndustry: Counted[];
  formByArea: { area: string; form: string; classes: number }[];
  online: Rate;
  linkedToDemand: Rate;
  /** Everybody who began, who completed, and of those who passed. */
  completion: Rate;
  pass: Rate;
  subsidised: { subsidised: number; market: number; all: number };
  apprentices: {
    agreed: number;
    named: number;
    apprentices: number;
    left: number;
    passed: number;
    passedPercent: number | null;
  };
  workBased: { lastYear: number; thisYear: number; changePercent: number | null };
  outreach: Rate & { events: number };
  trades: TradeBalance[];
  scarce: { listed: boolean; classes: number; scarce: number };
  newOccupations: { listed: boolean; classes: number; flagged: number };
};
export type ServedRow = {
  personId: string;
  name: string;
  villageCode: number;
  village: string | null;
  state: 'completed' | 'in_training' | 'enrolled' | 'chosen' | 'not_completed' | 'left' | 'none';
  freeOffered: boolean;
  subsidised: number;
};
export type TrainingCoverage = {
  willing: number;
  trained: number;
  percent: number | null;
  /** Those willing who have not completed, with why as far as it is known. */
  rows: ServedRow[];
};
