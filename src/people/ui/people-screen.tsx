import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ErrorNote,
  ListPage,
  parseQuery,
  useSession,
  useWords,
  type Column,
  type ListFilter,
} from '../../platform/ui-kit/index.ts';
import type { PersonRow } from '../schema.ts';
import { words } from './words.ts';

const HOUSEHOLD_TYPES = ['一般脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户', '低保户', '特困供养户'];

/** 人员: everybody of the lists in one's area, found by name, number or last four. */
export default function PeopleScreen() {
  const t = useWords(words);
  const { unit } = useSession();
  const [exporting, setExporting] = useState(false);
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(value) }));
  const filters: ListFilter[] = [
    { kind: 'text', key: 'name', label: t('name'), placeholder: t('nameHint') },
    { kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode },
    { kind: 'text', key: 'idNumber', label: t('idNumber') },
    { kind: 'text', key: 'idTail', label: t('idTail') },
    {
      kind: 'select',
      key: 'householdType',
      label: t('householdType'),
      options: HOUSEHOLD_TYPES.map((value) => ({ value, label: value })),
    },
    { kind: 'text', key: 'ageFrom', label: t('ageFrom') },
    { kind: 'text', key: 'ageTo', label: t('ageTo') },
    { kind: 'select', key: 'inSchool', label: t('inSchool'), options: yesNo },
    { kind: 'select', key: 'veteran', label: t('veteran'), options: yesNo },
    {
      kind: 'select',
      key: 'wish',
      label: t('wish'),
      options: (['answered', 'unanswered', 'study', 'train'] as const).map((value) => ({ value, label: t(value) })),
    },
  ];
  return (
    <>
      <ListPage
        id="people"
        title={t('people')}
        note={t('peopleNote')}
        endpoint="/api/people"
        columns={usePeopleColumns()}
        rowKey={(p) => p.personId}
        rowName={(p) => p.name}
        open={(p) => `/people/${p.personId}`}
        filters={filters}
        empty={{ title: t('noPeople'), begin: t('noPeopleBegin') }}
        actions={
          <Allowed permission="people.export">
            <Button onClick={() => setExporting(true)}>{t('exportList')}</Button>
          </Allowed>
        }
      />
      {exporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
    </>
  );
}

function usePeopleColumns(): Column<PersonRow>[] {
  const t = useWords(words);
  const wish = (p: PersonRow) =>
    p.askedOn === null
      ? '—'
      : [p.wishStudy ? t('study') : '', p.wishTrain ? t('train') : ''].filter(Boolean).join('、') || t('nobody');
  return [
    { key: 'name', title: t('name'), render: (p) => p.name },
    { key: 'sex', title: t('sex'), render: (p) => p.sex ?? '—' },
    { key: 'age', title: t('age'), number: true, render: (p) => p.age ?? '—' },
    { key: 'idMask', title: t('idNumber'), render: (p) => p.idMask ?? '—' },
    { key: 'village', title: t('village'), render: (p) => p.villageName ?? '—' },
    { key: 'types', title: t('householdType'), render: (p) => p.householdTypes.join('、') || '—' },
    { key: 'relation', title: t('relation'), render: (p) => p.relation ?? '—' },
    { key: 'education', title: t('education'), render: (p) => p.education ?? '—' },
    { key: 'inSchool', title: t('schoolState'), render: (p) => p.inSchool ?? '—' },
    { key: 'wish', title: t('wish'), render: wish },
    { key: 'labour', title: t('labour'), optional: true, render: (p) => p.labourSkill ?? '—' },
    { key: 'phone', title: t('phone'), optional: true, render: (p) => p.phoneMask ?? '—' },
    { key: 'doubtful', title: t('doubtful'), optional: true, number: true, render: (p) => p.doubtful.length },
  ];
}

/** Asks for the purpose, then hands the workbook to the browser. */
function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const [purpose, setPurpose] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      const { page: _page, size: _size, sort: _sort, ...filter } = parseQuery(window.location.search);
      const csrf = api.csrf();
      const answer = await fetch('/api/people/export', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(csrf === undefined ? {} : { 'x-csrf': csrf }) },
        body: JSON.stringify({ ...filter, purpose }),
      });
      if (!answer.ok)
        throw new Error(
          ((await answer.json()) as { error?: { message?: string } }).error?.message ?? String(answer.status),
        );
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${t('people')}.xlsx`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onSuccess: onClose,
  });
  return (
    <Modal open title={t('exportTitle')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <p>{t('exportExplain')}</p>
        <label htmlFor="export-purpose">{t('purpose')}</label>
        <Input id="export-purpose" value={purpose} onChange={(event) => setPurpose(event.target.value)} />
        {make.error === null ? null : <ErrorNote error={make.error} />}
        <Button type="primary" disabled={purpose.trim() === ''} loading={make.isPending} onClick={() => make.mutate()}>
          {t('exportList')}
        </Button>
      </div>
    </Modal>
  );
}
