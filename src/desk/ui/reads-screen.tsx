import { ListPage, thousands, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import { readActs, type ReadLine } from '../schema.ts';
import { deskWords } from './desk-words.ts';

/** 查看与导出记录: who read, un-masked, exported and printed in the units of the area. */
export default function ReadsScreen() {
  const t = useWords(deskWords);
  const columns: Column<ReadLine>[] = [
    { key: 'at', title: t('at'), width: 150, render: (r) => wallClock(r.at) },
    { key: 'user', title: t('user'), render: (r) => r.userName ?? '—' },
    { key: 'unit', title: t('unit'), render: (r) => r.unitName ?? '—' },
    { key: 'act', title: t('act'), render: (r) => t(`act_${r.act}`) },
    { key: 'persons', title: t('persons'), number: true, render: (r) => thousands(r.persons) },
    { key: 'purpose', title: t('purpose'), render: (r) => r.purpose ?? '—' },
    { key: 'person', title: t('person'), optional: true, render: (r) => r.personId ?? '—' },
  ];
  const acts = Object.keys(readActs) as (keyof typeof readActs)[];
  return (
    <ListPage<ReadLine>
      id="reads"
      title={t('reads')}
      note={t('readsNote')}
      endpoint="/api/audit/reads"
      columns={columns}
      rowKey={(r) => `${r.at} ${r.userName} ${r.act} ${r.personId}`}
      rowName={(r) => `${r.userName} ${t(`act_${r.act}`)}`}
      filters={[
        { kind: 'text', key: 'user', label: t('user') },
        {
          kind: 'select',
          key: 'act',
          label: t('act'),
          options: acts.map((act) => ({ value: act, label: t(`act_${act}`) })),
        },
        { kind: 'date', key: 'from', label: t('from') },
        { kind: 'date', key: 'to', label: t('to') },
      ]}
      empty={{ title: t('noReads') }}
    />
  );
}
