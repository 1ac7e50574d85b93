import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import type { FieldOption } from '../../platform/ui-kit/index.ts';
import type { FundBook } from '../ledger/fund-book.ts';

/** Items that offices claim money for, in the order of the menu. */
export const ITEMS = [
  'yulu',
  'national_grant',
  'training_subsidy',
  'apprenticeship_subsidy',
  'living_allowance',
  'special_ability_subsidy',
  'donor_award',
] as const;
const known = new Set<string>(ITEMS);

/** The key of an item's words; null for one that has none. */
export const itemKey = (item: string): `item_${(typeof ITEMS)[number]}` | null =>
  known.has(item) ? (`item_${item}` as `item_${(typeof ITEMS)[number]}`) : null;

/** Sources and tiers as choices of a form. */
export function useFundChoices(): { sources: FieldOption[]; tiers: FieldOption[] } {
  const { data } = useQuery({
    queryKey: ['fund-sources'],
    queryFn: ({ signal }) => api.get<FundBook>('/api/funds/sources', { signal }),
    staleTime: Infinity,
  });
  const choices = (list: readonly { code: string; title: { zh: string } }[] = []) =>
    list.map((one) => ({ value: one.code, label: one.title.zh }));
  return { sources: choices(data?.sources), tiers: choices(data?.tiers) };
}

/** Yuan as filled in, in fen. */
export const fenOf = (yuan: number): number => Math.round(yuan * 100);
