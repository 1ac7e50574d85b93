import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { ListPage, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { useYear, YearChoice } from '../../../catalogue/ui/year-choice.tsx';
import type { LedgerLine } from '../ledger-lines.ts';
import { endedTitles, partTitles, PARTS } from '../schema.ts';
import type { LedgerPage } from '../show-ledger.ts';
import { words } from './words.ts';

const LEDGER = '/api/school-ledger';

/** 扶贫工作台账: what a school did in a year, line by line, with days and who did it. */
export default function LedgerScreen() {
  const t = useWords(words);
  const { institutionId } = useParams({ strict: false }) as { institutionId?: string };
  const [year, setYear] = useYear();
  const query = { year: String(year), ...(institutionId === undefined ? {} : { institutionId }) };
  const { data } = useQuery({
    queryKey: ['list', LEDGER, 'counts', query],
    queryFn: ({ signal }) => api.get<LedgerPage>(LEDGER, { query: { ...query, size: 1 }, signal }),
  });
  const columns: Column<LedgerLine>[] = [
    { key: 'part', title: t('part'), width: 84, render: (l) => partTitles[l.part] },
    { key: 'on', title: t('on'), width: 108, render: (l) => l.on ?? '—' },
    { key: 'name', title: t('name'), width: 84, render: (l) => l.name },
    { key: 'id', title: t('id'), optional: true, render: (l) => l.idMask ?? '—' },
    { key: 'subject', title: t('subject'), render: (l) => l.subject },
    { key: 'number', title: t('number'), width: 160, render: (l) => l.number ?? '—' },
    { key: 'operator', title: t('operator'), width: 96, render: (l) => l.operator },
    { key: 'steps', title: t('steps'), render: (l) => stepsOf(l) },
    { key: 'ended', title: t('ended'), width: 96, render: (l) => (l.ended === null ? '—' : endedTitles[l.ended]) },
  ];
  const stepsOf = (l: LedgerLine): string => {
    const steps = [
      l.letterOn === null ? null : t('letter', { on: l.letterOn, by: l.letterBy ?? '—' }),
      l.reportedOn === null ? null : t('reported', { on: l.reportedOn }),
      l.registeredOn === null ? null : t('registered', { on: l.registeredOn, by: l.registeredBy ?? '—' }),
      l.endsOn === null ? null : t('until', { on: l.endsOn }),
      l.result === null ? null : t('result', { result: l.result }),
    ];
    return steps.filter((step) => step !== null).join('，') || '—';
  };
  const counts = data?.counts;
  return (
    <ListPage<LedgerLine>
      key={year}
      id="school-ledger"
      title={
        institutionId === undefined || data === undefined ? t('ledger') : t('ledgerOf', { school: data.schoolName })
      }
      note={
        counts === undefined
          ? undefined
          : t('ledgerNote', {
              year,
              education: counts.education.lines,
              educationPersons: counts.education.persons,
              training: counts.training.lines,
              trainingPersons: counts.training.persons,
            })
      }
      endpoint={LEDGER}
      fixed={query}
      columns={columns}
      rowKey={(l) => l.sourceId}
      rowName={(l) => l.name}
      filters={[
        {
          kind: 'select',
          key: 'part',
          label: t('part'),
          options: PARTS.map((value) => ({ value, label: partTitles[value] })),
        },
      ]}
      empty={{ title: t('none', { year }), begin: t('noneBegin') }}
      actions={
        <>
          <YearChoice year={year} onChange={setYear} />
          <a className="kit-button" href={`${LEDGER}/xlsx?${new URLSearchParams(query).toString()}`}>
            {t('export')}
          </a>
        </>
      }
    />
  );
}
