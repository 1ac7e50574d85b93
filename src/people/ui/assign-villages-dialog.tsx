import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { AreaPicker, ErrorNote, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

type School = { institutionId: string; name: string };

/** 安排走访村: a school of the city, and the villages (or whole townships) it is to go down to. */
export function AssignVillagesDialog(props: { year: number; onDone: () => Promise<void>; onClose: () => void }) {
  const t = useWords(words);
  const { unit } = useSession();
  const [institutionId, setSchool] = useState<string | undefined>(undefined);
  const [divisions, setDivisions] = useState<(string | undefined)[]>([undefined]);
  const schools = useQuery({
    queryKey: ['institutions', unit.divisionCode],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<School>>('/api/institutions', {
        query: { kind: 'technical_school', division: unit.divisionCode, size: 200 },
        signal,
      }),
  });
  const chosen = divisions.filter((code) => code !== undefined);
  const assign = useMutation({
    mutationFn: () =>
      api.post('/api/surveys/villages', { institutionId, year: props.year, divisions: chosen.map(Number) }),
    onSuccess: props.onDone,
  });
  return (
    <Modal open title={t('assignVillages')} footer={null} onCancel={props.onClose}>
      <form
        className="kit-stack"
        onSubmit={(event) => {
          event.preventDefault();
          assign.mutate();
        }}
      >
        <div className="kit-field">
          <label htmlFor="survey-school">{t('school')}</label>
          <Select
            id="survey-school"
            showSearch={{ optionFilterProp: 'label' }}
            value={institutionId}
            onChange={setSchool}
            options={(schools.data?.rows ?? []).map((s) => ({ value: s.institutionId, label: s.name }))}
          />
        </div>
        <fieldset className="kit-field">
          <legend>{t('villagesOrTownships')}</legend>
          {divisions.map((code, at) => (
            <AreaPicker
              key={at}
              aria-label={`${t('villagesOrTownships')} ${at + 1}`}
              value={code}
              root={unit.divisionCode}
              onChange={(next) => setDivisions(divisions.map((old, i) => (i === at ? next : old)))}
            />
          ))}
          <Button size="small" onClick={() => setDivisions([...divisions, undefined])}>
            {t('addPlace')}
          </Button>
        </fieldset>
        {assign.error === null ? null : <ErrorNote error={assign.error} />}
        <Button
          type="primary"
          htmlType="submit"
          disabled={institutionId === undefined || chosen.length === 0}
          loading={assign.isPending}
        >
          {t('save')}
        </Button>
      </form>
    </Modal>
  );
}
