import { DataTable, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { PARTNERS, type MatterLine } from '../../matters/schema.ts';
import { words } from './matter-words.ts';

/** Matters as columns of a table, wherever they are listed. */
export function useMatterColumns(): Column<MatterLine>[] {
  const t = useWords(words);
  return [
    { key: 'title', title: t('title'), render: (m) => <span className="supervision-words">{m.title}</span> },
    { key: 'kind', title: t('kind'), width: 110, render: (m) => m.kindName },
    { key: 'from', title: t('fromUnit'), optional: true, render: (m) => m.fromUnit },
    {
      key: 'unit',
      title: t('unit'),
      render: (m) => (m.noLead ? <strong className="kit-alarm">{m.unit ?? t('noLead')}</strong> : m.unit),
    },
    { key: 'person', title: t('person'), render: (m) => m.person ?? '—' },
    {
      key: 'partner',
      title: t('partner'),
      optional: true,
      render: (m) => (m.partner === null ? '—' : PARTNERS[m.partner]),
    },
    { key: 'due', title: t('due'), width: 190, render: (m) => <Due matter={m} /> },
    { key: 'days', title: t('daysOpen'), number: true, render: (m) => m.daysOpen },
    {
      key: 'lower',
      title: t('lower'),
      number: true,
      render: (m) => (m.children === 0 ? '—' : t('ofCount', { n: m.childrenClosed, all: m.children })),
    },
    {
      key: 'state',
      title: t('state'),
      width: 120,
      render: (m) => (m.confirmation === null ? m.stateName : `${m.stateName}，${m.confirmation}`),
    },
  ];
}

function Due({ matter }: { matter: MatterLine }) {
  const t = useWords(words);
  if (matter.dueOn === null) return <span className="kit-faint">{t('notSet')}</span>;
  return (
    <>
      {matter.dueOn}
      {matter.lateDays > 0 ? <strong className="kit-alarm"> {t('daysLate', { n: matter.lateDays })}</strong> : null}
    </>
  );
}

/** A table of matters; each opens its page. */
export function MattersTable({ caption, rows }: { caption: string; rows: readonly MatterLine[] }) {
  return (
    <DataTable
      caption={caption}
      columns={useMatterColumns().filter((c) => c.optional !== true)}
      rows={rows}
      rowKey={(m) => m.matterId}
      rowName={(m) => m.title}
      hrefOf={(m) => `/supervision/matters/${m.matterId}`}
    />
  );
}
