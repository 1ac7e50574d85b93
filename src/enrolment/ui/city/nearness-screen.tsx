import { thousands, useSession, useWords, YearByPlace } from '../../../platform/ui-kit/index.ts';
import { NEARNESS } from '../../../catalogue/schema.ts';
import type { NearnessLine } from '../../city/show-nearness.ts';
import { words } from './city-words.ts';

type Answer = { year: number; total: NearnessLine; rows: NearnessLine[] };
type Ring = NearnessLine['rings'][number];

/** 就近就地入学: in which ring around their homes those admitted study, place by place. */
export default function NearnessScreen() {
  const t = useWords(words);
  const { unit } = useSession();
  const shareText = ({ count, share }: Ring): string =>
    t('nearnessShare', { count: thousands(count), share: share === null ? '—' : share.toFixed(1) });
  return (
    <YearByPlace<NearnessLine, Answer>
      title={t('nearness')}
      note={t('nearnessNote')}
      place={t('home')}
      year={t('year')}
      endpoint="/api/admissions/nearness"
      path="/enrolment/nearness"
      within={unit.line !== 'school'}
      summary={({ total }, year) =>
        total.placed === 0 ? null : (
          <p>
            <strong>{t('nearnessOf', { year, placed: thousands(total.placed) })}</strong>
            {total.rings.map((r) => `${t(`near_${r.ring}`)} ${shareText(r)}`).join(t('comma'))}
          </p>
        )
      }
      empty={{ when: ({ total }) => total.placed === 0, title: t('nobodyPlaced'), begin: t('nobodyPlacedHint') }}
      columns={[
        { key: 'placed', title: t('placed'), number: true, render: (line) => thousands(line.placed) },
        ...NEARNESS.map((ring, rank) => ({
          key: ring,
          title: t(`near_${ring}`),
          number: true,
          render: (line: NearnessLine) => shareText(line.rings[rank]!),
        })),
      ]}
    />
  );
}
