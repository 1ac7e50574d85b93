import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import { chosenIds, ListPage, useWords } from '../../../platform/ui-kit/index.ts';
import type { BulkAct } from '../../../platform/ui-kit/index.ts';
import type { ImportedPage, ImportedRow } from '../../annex2/list-imported.ts';
import { words } from './city-words.ts';
import { MajorDialog } from '../village/major-dialog.tsx';
import { BULK, plainPreview, useReturnToCounty } from '../return-act.ts';

const LIST = '/api/admissions/imported';

/** 名单导入待办: who came by a hand-kept form gets a major within the named school; whom the rules say no to waits for the city's word. */
export default function ImportedScreen() {
  const t = useWords(words);
  const [one, setOne] = useState<ImportedRow | null>(null);
  return (
    <>
      <ListPage<ImportedRow>
        id="imported"
        title={t('imported')}
        note={
          <div className="kit-stack">
            <span>{t('importedNote')}</span>
            <Schools />
          </div>
        }
        endpoint={LIST}
        columns={[
          { key: 'name', title: t('name'), width: 90, render: (r) => r.name },
          { key: 'school', title: t('school'), width: 170, render: (r) => r.schoolName ?? '—' },
          {
            key: 'major',
            title: t('major'),
            width: 180,
            render: (r) => (
              <>
                {r.major === null ? <span className="kit-alarm">{t('majorOpen')}</span> : `${r.major} ${r.level ?? ''}`}{' '}
                <Button size="small" type="link" onClick={() => setOne(r)}>
                  {r.major === null ? t('chooseMajor') : t('changeMajor')}
                </Button>
              </>
            ),
          },
          { key: 'doubt', title: t('rulesSay'), render: (r) => <Doubt row={r} /> },
          { key: 'age', title: t('age'), number: true, render: (r) => (r.age === null ? '—' : String(r.age)) },
          { key: 'education', title: t('education'), render: (r) => r.education ?? '—' },
          { key: 'village', title: t('village'), width: 150, render: (r) => r.villageName ?? '—' },
          { key: 'row', title: t('formRow'), number: true, render: (r) => (r.row === null ? '—' : String(r.row)) },
          { key: 'number', title: t('number'), render: (r) => r.number, optional: true },
        ]}
        rowKey={(r) => r.id}
        rowName={(r) => r.name}
        open={(r) => `/enrolment/applications/${r.id}`}
        filters={[
          {
            kind: 'select',
            key: 'show',
            label: t('state'),
            options: [
              { value: 'to_choose', label: t('majorOpen') },
              { value: 'held', label: t('heldForCity') },
              { value: 'ready', label: t('readyToAdmit') },
            ],
          },
          { kind: 'text', key: 'school', label: t('school') },
        ]}
        bulk={useActs()}
        empty={{ title: t('nobodyImported'), begin: t('nobodyImportedHint') }}
      />
      {one === null || one.schoolName === null ? null : (
        <MajorDialog school={one.schoolName} year={one.year} person={one} onClose={() => setOne(null)} />
      )}
    </>
  );
}

function Doubt({ row }: { row: ImportedRow }) {
  const t = useWords(words);
  if (row.eligibility !== 'no') return row.eligibility === 'yes' ? t('rulesYes') : t('rulesUnknown');
  return (
    <>
      <strong className={row.held ? 'kit-alarm' : undefined}>{t('rulesNo')}</strong>
      {row.against.map((reason) => (
        <div key={reason}>{reason}</div>
      ))}
      {row.heard === null ? null : (
        <div>{t('heardBy', { by: row.heard.by, on: chinaDate(new Date(row.heard.at)), reason: row.heard.reason })}</div>
      )}
    </>
  );
}

/** The schools whose persons still lack a major: one choice serves many. */
function Schools() {
  const t = useWords(words);
  const [open, setOpen] = useState<ImportedPage['schools'][number] | null>(null);
  const { data } = useQuery({
    queryKey: ['list', LIST, 'schools'],
    queryFn: ({ signal }) => api.get<ImportedPage>(LIST, { query: { size: 1 }, signal }),
  });
  if (data === undefined || data.schools.length === 0) return null;
  return (
    <div className="enrolment-schools">
      <span>{t('bySchool')}</span>
      {data.schools.map((s) => (
        <Button key={`${s.schoolName} ${s.year}`} onClick={() => setOpen(s)}>
          {t('schoolToChoose', { school: s.schoolName, count: s.toChoose })}
        </Button>
      ))}
      {open === null ? null : <MajorDialog school={open.schoolName} year={open.year} onClose={() => setOpen(null)} />}
    </div>
  );
}

function useActs(): BulkAct[] {
  const t = useWords(words);
  return [
    {
      key: 'hear',
      label: t('hearDoubt'),
      permission: 'admission.decide',
      text: 'required',
      preview: plainPreview(LIST, t('hearDoubtEffect')),
      run: async (selection, { text }) => {
        const ids = await chosenIds(selection, LIST, { most: BULK });
        const given = { ids, reason: text };
        const { heard, skipped } = await api.post<{ heard: number; skipped: { reason: string; count: number }[] }>(
          `${LIST}/hearings`,
          given,
        );
        const others = ids.length - heard - skipped.reduce((n, s) => n + s.count, 0);
        const rest = others > 0 ? [{ reason: t('notHeld'), count: others }] : [];
        return { done: heard, skipped: [...skipped, ...rest] };
      },
    },
    useReturnToCounty(LIST),
  ];
}
