import { ListPage, money, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ChargedRow } from '../checks/list-charged.ts';
import { words } from './words/check-words.ts';

/** 先收后免核查: per school and term what was taken although it is free, and what is not back. */
export default function ChargedScreen() {
  const t = useWords(words);
  const columns: Column<ChargedRow>[] = [
    { key: 'school', title: t('school'), render: (r) => r.school },
    { key: 'term', title: t('term'), render: (r) => `${r.schoolYear}${r.term === '' ? '' : `-${r.term}`}` },
    { key: 'students', title: t('students'), number: true, render: (r) => r.students },
    { key: 'taken', title: t('taken'), number: true, render: (r) => money(r.takenFen) },
    { key: 'refunded', title: t('refunded'), number: true, render: (r) => money(r.refundedFen) },
    {
      key: 'left',
      title: t('notBack'),
      number: true,
      render: (r) => (r.leftFen === 0 ? money(0) : <strong className="kit-alarm">{money(r.leftFen)}</strong>),
    },
    { key: 'days', title: t('days'), number: true, render: (r) => (r.leftFen === 0 ? '' : r.longestDays) },
    { key: 'due', title: t('grantDue'), number: true, render: (r) => money(r.grantDueFen) },
    { key: 'paid', title: t('grantPaid'), number: true, render: (r) => money(r.grantPaidFen) },
    { key: 'late', title: t('grantLate'), number: true, render: (r) => (r.grantLate === 0 ? '' : r.grantLate) },
  ];
  return (
    <ListPage
      id="charged"
      title={t('charged')}
      note={t('chargedNote')}
      endpoint="/api/funds/charged"
      columns={columns}
      rowKey={(r) => `${r.institutionId} ${r.schoolYear} ${r.term}`}
      rowName={(r) => `${r.school} ${r.schoolYear} ${r.term}`}
      empty={{ title: t('noCharged'), begin: t('noChargedBegin') }}
    />
  );
}
