import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, FormDialog, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { uses } from '../../form-schema.ts';
import type { RankedCandidate } from '../../service/rank-review.ts';
import { recordWords } from '../entries/records-words.ts';

export type Reviewed = { review: string; ranked: RankedCandidate[]; used: number };
type Candidate = { name: string; points: number; certificate: string | null };
/** The ranking by service certificate, of the nation's document. */
const RANKING = 'n2019.service-preference';

/** Lines of text as candidates; the number of the first line that is none. */
function candidatesIn(text: string): Candidate[] | number {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => {
    const [name = '', points = '', certificate = ''] = line.split(/[，,\t]/).map((c) => c.trim());
    return name !== '' && /^\d+$/.test(points)
      ? { name, points: Number(points), certificate: certificate || null }
      : null;
  });
  const wrong = read.indexOf(null);
  return wrong >= 0 || read.length === 0 ? wrong + 1 : read.filter((c) => c !== null);
}

/** Asks for the candidates of a review and ranks them. */
export function ReviewDialog({ onRanked, onClose }: { onRanked: (reviewed: Reviewed) => void; onClose: () => void }) {
  const t = useWords(recordWords);
  const Asked = z.object({
    use: z.enum(uses).meta({ title: t('use'), options: uses.map((u) => ({ value: u, label: t(`use_${u}`) })) }),
    review: z
      .string()
      .min(2)
      .meta({ title: t('reviewName') }),
    candidates: z
      .string()
      .superRefine((text, about) => {
        const read = candidatesIn(text);
        if (typeof read === 'number') about.addIssue({ code: 'custom', message: t('candidateLine', { row: read }) });
      })
      .meta({ title: t('candidates'), kind: 'longText', hint: t('candidatesHint') }),
  });
  return (
    <FormDialog
      title={t('review')}
      schema={Asked}
      submitLabel={t('startReview')}
      onSubmit={async ({ use, review, candidates }) => {
        const asked = { ranking: RANKING, use, review, candidates: candidatesIn(candidates) };
        onRanked({ review, ...(await api.post<Omit<Reviewed, 'review'>>('/api/partnerships/reviews', asked)) });
      }}
      onClose={onClose}
    />
  );
}

/** The candidates of a review in their order, and whose certificate decided between equals. */
export function ReviewTable({ reviewed }: { reviewed: Reviewed }) {
  const t = useWords(recordWords);
  const columns: Column<RankedCandidate>[] = [
    { key: 'place', title: t('order'), render: (c) => c.place },
    { key: 'name', title: t('name'), render: (c) => c.name },
    { key: 'points', title: t('score'), number: true, render: (c) => c.points },
    { key: 'preferred', title: t('preferred'), render: (c) => (c.preferred ? t('yes') : '') },
    { key: 'decided', title: t('decidedTie'), render: (c) => (c.decidedTie ? t('yes') : c.tied ? t('tied') : '') },
    { key: 'months', title: t('months'), number: true, render: (c) => c.months },
  ];
  return (
    <section className="kit-stack">
      <h2>{`${t('review')}：${reviewed.review}`}</h2>
      <p>{t('used', { count: reviewed.used })}</p>
      <DataTable
        caption={reviewed.review}
        columns={columns}
        rows={reviewed.ranked}
        rowKey={(c) => `${c.place} ${c.name}`}
        rowName={(c) => c.name}
      />
    </section>
  );
}
