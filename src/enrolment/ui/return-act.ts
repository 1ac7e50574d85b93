import { api } from '../../platform/api-client/index.ts';
import { chosenIds, useWords, type BulkAct, type BulkPreview, type Selection } from '../../platform/ui-kit/index.ts';
import { RETURN_REASONS } from '../schema-city.ts';
import { words } from './city/city-words.ts';

/** Most rows the city decides or returns in one act. */
export const BULK = 200;

/** The preview of an act that does the same to every chosen row of a list. */
export function plainPreview(list: string, effect: string) {
  return async (selection: Selection): Promise<BulkPreview> => {
    const ids = await chosenIds(selection, list, { most: BULK });
    return { effect, willHappen: ids.length, skipped: [] };
  };
}

/** 退回县级: gives chosen applications of a list of the city back to their county. */
export function useReturnToCounty(list: string): BulkAct {
  const t = useWords(words);
  return {
    key: 'return',
    label: t('returnCounty'),
    danger: true,
    permission: 'batch.return',
    reasons: Object.entries(RETURN_REASONS).map(([code, label]) => ({ code, label, needsText: true })),
    text: 'required',
    preview: plainPreview(list, t('returnEffect')),
    run: async (selection, { reasonCode, text }) => {
      const ids = await chosenIds(selection, list, { most: BULK });
      const given = { ids, reasonCode, reason: text };
      const { returned } = await api.post<{ returned: number }>('/api/applications/return-to-county', given);
      return { done: returned, skipped: [] };
    },
  };
}
