import { useQuery } from '@tanstack/react-query';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import type { FieldOption } from '../../../platform/ui-kit/index.ts';
import type { FundBook } from '../../ledger/fund-book.ts';

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

/** Sources, tiers and kinds of grants as the rules state them. */
export function useFundBook(): FundBook | undefined {
  return useQuery({
    queryKey: ['fund-sources'],
    queryFn: ({ signal }) => api.get<FundBook>('/api/funds/sources', { signal }),
    staleTime: Infinity,
  }).data;
}

/** Sources and tiers as choices of a form. */
export function useFundChoices(): { sources: FieldOption[]; tiers: FieldOption[] } {
  const book = useFundBook();
  const choices = (list: readonly { code: string; title: { zh: string } }[] = []) =>
    list.map((one) => ({ value: one.code, label: one.title.zh }));
  return { sources: choices(book?.sources), tiers: choices(book?.tiers) };
}

/** Institutions of the reader's area as choices of a form. */
export function useInstitutions(): FieldOption[] {
  const { data } = useQuery({
    queryKey: ['fund-institutions'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<{ institutionId: string; name: string }>>('/api/institutions', {
        query: { size: 200 },
        signal,
      }),
  });
  return (data?.rows ?? []).map((i) => ({ value: i.institutionId, label: i.name }));
}

/** 2020-2021 on any day from 2020-09-01 to 2021-08-31. */
export function schoolYearLabel(today: string): string {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  return `${year}-${year + 1}`;
}

/** Yuan as filled in, in fen. */
export const fenOf = (yuan: number): number => Math.round(yuan * 100);
