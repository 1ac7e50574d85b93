import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

export const EFFECT_GROUPS = { class: '按班次', institution: '按机构（基地）' } as const;
export type EffectGroup = keyof typeof EFFECT_GROUPS;

export const ListEffects = z.object({
  ...Paging,
  by: z.enum(['class', 'institution']).default('class'),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ListEffects = z.input<typeof ListEffects>;

/** What training brought: people count once in a class. Rates in per cent of those who completed, completion of those who began. */
export type EffectLine = {
  key: string;
  name: string;
  institution: string;
  started: number;
  completed: number;
  certified: number;
  employed: number;
  completion: number | null;
  certification: number | null;
  placement: number | null;
  /** Rates below the line that the place has set; empty where none is set. */
  alerts: ('completion' | 'certification' | 'placement')[];
};

export type Thresholds = { days: number | null; placement: number | null; effect: number | null };
/** Workers who wish to be trained against places of classes, township by township. */
export type BalanceLine = { township: number; name: string; workers: number; places: number; balance: number };
