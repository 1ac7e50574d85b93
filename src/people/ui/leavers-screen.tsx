import { Link } from '@tanstack/react-router';
import { permits, thousands, useSession, useWords, YearByPlace, type Column } from '../../platform/ui-kit/index.ts';
import type { LeaverLine, LeaverSurvey } from '../wishes/survey-leavers.ts';
import { words } from './words.ts';

/** 两后生调查: how many of this year's and earlier leavers were asked, place by place, and who is left to ask. */
export default function LeaversScreen() {
  const t = useWords(words);
  const { unit, permissions } = useSession();
  return (
    <YearByPlace<LeaverLine, LeaverSurvey>
      title={t('leavers')}
      note={t('leaversNote')}
      place={t('area')}
      year={t('year')}
      endpoint="/api/wishes/leavers"
      path="/wishes/leavers"
      within={unit.level !== 'village'}
      summary={({ total, ageTo }, year) => <Summary year={year} total={total} ageTo={ageTo} />}
      empty={{ when: ({ total }) => total.leavers === 0, title: t('noLeavers'), begin: t('noLeaversBegin') }}
      columns={columnsOf(t, permits(permissions, ['wish.record', 'wish.receive']))}
    />
  );
}

function Summary({ year, total, ageTo }: { year: string; total: LeaverLine; ageTo: number | null }) {
  const t = useWords(words);
  const counts = Object.fromEntries(
    (['base', 'leavers', 'recent', 'earlier', 'surveyed', 'unsurveyed', 'study', 'train', 'neither'] as const).map(
      (key) => [key, thousands(total[key])],
    ),
  );
  return (
    <p>
      {t('leaversOf', { year, ...counts })}
      {ageTo === null ? '' : t('leaversAged', { age: ageTo })}
      {t('leaversSurveyed', counts)}
      <strong>{total.rate === null ? '' : t('leaversRate', { ...counts, rate: total.rate.toFixed(1) })}</strong>
      {t('leaversWishes', counts)}
    </p>
  );
}

function columnsOf(t: ReturnType<typeof useWords<keyof typeof words.zh>>, follows: boolean): Column<LeaverLine>[] {
  const number = (key: 'base' | 'recent' | 'earlier' | 'leavers' | 'surveyed' | 'study' | 'train' | 'neither') => ({
    key,
    title: t(`leavers_${key}`),
    number: true,
    render: (line: LeaverLine) => thousands(line[key]),
  });
  return [
    number('base'),
    number('recent'),
    number('earlier'),
    number('leavers'),
    number('surveyed'),
    {
      key: 'rate',
      title: t('leavers_rate'),
      number: true,
      render: (line) => (line.rate === null ? '—' : `${line.rate.toFixed(1)}%`),
    },
    number('study'),
    number('train'),
    number('neither'),
    {
      key: 'unsurveyed',
      title: t('leavers_unsurveyed'),
      number: true,
      render: (line) =>
        follows && line.unsurveyed > 0 ? (
          <Link to={`/wishes/unanswered?division=${line.code}`}>
            {t('followUp', { count: thousands(line.unsurveyed) })}
          </Link>
        ) : (
          thousands(line.unsurveyed)
        ),
    },
  ];
}
