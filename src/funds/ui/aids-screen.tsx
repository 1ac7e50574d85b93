import { ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { AID_STATES, type AidRow, type AidState } from '../checks/schema.ts';
import { reasonWord } from '../entitlements/schema.ts';
import { words } from './words/check-words.ts';

/** 资助落实: aid by aid and student by student, what a parent document promises and what has not arrived, with the unit that owes it. */
export default function AidsScreen() {
  const t = useWords(words);
  const columns: Column<AidRow>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'school', title: t('school'), render: (r) => r.school },
    { key: 'aid', title: t('aid'), render: (r) => r.title },
    { key: 'document', title: t('parentDocument'), render: (r) => r.document },
    {
      key: 'state',
      title: t('aidState'),
      render: (r) =>
        r.state === 'missing' ? <strong className="kit-alarm">{t('aid_missing')}</strong> : t(`aid_${r.state}`),
    },
    { key: 'reasons', title: t('detail'), render: (r) => r.reasons.map(reasonWord).join('、') },
    { key: 'unit', title: t('responsible'), render: (r) => r.unit },
  ];
  const states = (Object.keys(AID_STATES) as AidState[]).map((value) => ({ value, label: t(`aid_${value}`) }));
  return (
    <ListPage
      id="aids"
      title={t('aids')}
      note={t('aidsNote')}
      endpoint="/api/funds/aids"
      columns={columns}
      rowKey={(r) => `${r.statusId} ${r.item}`}
      rowName={(r) => `${r.name} ${r.title}`}
      open={(r) => `/students/${r.statusId}`}
      filters={[{ kind: 'select', key: 'state', label: t('aidState'), options: states }]}
      empty={{ title: t('noAids'), begin: t('noAidsBegin') }}
    />
  );
}
