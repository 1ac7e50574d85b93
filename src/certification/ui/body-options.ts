import { api } from '../../platform/api-client/index.ts';

type Found = { rows: { institutionId: string; institution: string }[] };

/** The institutions of one's area as options of a form: bodies that assess or may be filed to. */
export const bodyOptions = (today: string) => ({
  queryKey: ['certification', 'institutions'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const found = await api.get<Found>('/api/training/institutions', { query: { year: today.slice(0, 4) }, signal });
    return found.rows.map((i) => ({ value: i.institutionId, label: i.institution }));
  },
});
