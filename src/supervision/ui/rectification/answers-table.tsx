import { DataTable, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { AnswerLine } from '../../rectification/schema.ts';
import { words } from '../words.ts';

/** Answers of offices as a table; each opens its own page. */
export function AnswersTable({ caption, rows }: { caption: string; rows: readonly AnswerLine[] }) {
  const t = useWords(words);
  const foundWord = (found: boolean | null) => (found === null ? t('unanswered') : t(found ? 'exists' : 'absent'));
  const columns: Column<AnswerLine>[] = [
    { key: 'unit', title: t('unit'), render: (a) => `${t('itemNo', { n: a.seq })} ${a.unitName}` },
    { key: 'found', title: t('found'), render: (a) => foundWord(a.found) },
    { key: 'person', title: t('person'), render: (a) => a.person ?? '—' },
    {
      key: 'due',
      title: t('due'),
      render: (a) => (
        <>
          {a.dueOn ?? <span className="kit-faint">{t('notSet')}</span>}
          {a.overdueDays > 0 ? <strong className="kit-alarm"> {t('daysLate', { n: a.overdueDays })}</strong> : null}
        </>
      ),
    },
    { key: 'state', title: t('state'), render: (a) => a.stateName },
    {
      key: 'lower',
      title: t('lower'),
      number: true,
      render: (a) => (a.children === 0 ? '—' : t('ofCount', { n: a.childrenClosed, all: a.children })),
    },
    { key: 'back', title: t('sendBacks'), number: true, render: (a) => a.sendBacks },
    {
      key: 'again',
      title: t('recurrences'),
      number: true,
      render: (a) => (a.recurrences > 0 ? <strong className="kit-alarm">{a.recurrences}</strong> : a.recurrences),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(a) => a.answerId}
      rowName={(a) => `${a.unitName} ${a.seq}`}
      hrefOf={(a) => `/rectification/answers/${a.answerId}`}
    />
  );
}
