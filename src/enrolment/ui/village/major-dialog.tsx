import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { ListAnswer } from '../../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import type { FoundChoice } from '../../../catalogue/schema.ts';
import type { ImportedRow } from '../../annex2/list-imported.ts';
import { words } from '../city/city-words.ts';
import '../enrolment.css';

const LIST = '/api/admissions/imported';

interface MajorDialogProps {
  school: string;
  year: number;
  /** One person only; without it everyone of the school without a major. */
  person?: ImportedRow;
  onClose: () => void;
}

/** 确定专业: one major of the named school for one person or for many at once. */
export function MajorDialog({ school, year, person, onClose }: MajorDialogProps) {
  const t = useWords(words);
  const client = useQueryClient();
  const [entryKey, setEntryKey] = useState<string | null>(null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const offered = useQuery({
    queryKey: ['majors', school, year],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<FoundChoice>>('/api/catalogue/choices', { query: { year, school, size: 100 }, signal }),
  });
  const waiting = useQuery({
    queryKey: ['imported', 'to-choose', school, year],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ImportedRow>>(LIST, { query: { show: 'to_choose', school, year, size: 200 }, signal }),
    enabled: person === undefined,
  });
  const people = person === undefined ? (waiting.data?.rows ?? []) : [person];
  const chosen = people.filter((p) => !left.includes(p.id));
  const save = useMutation({
    mutationFn: () => api.post(`${LIST}/majors`, { ids: chosen.map((p) => p.id), entryKey }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const majors = (offered.data?.rows ?? []).filter((o) => o.schoolName === school);
  return (
    <Modal
      open
      title={`${t('chooseMajor')} · ${school}`}
      okText={t('chooseMajorFor', { count: chosen.length })}
      okButtonProps={{ disabled: entryKey === null || chosen.length === 0, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p className="kit-faint">{t('chooseMajorNote')}</p>
        {offered.isSuccess && majors.length === 0 ? <p className="kit-alarm">{t('schoolOffersNothing')}</p> : null}
        <Radio.Group
          className="enrolment-majors"
          aria-label={t('major')}
          value={entryKey}
          onChange={(event) => setEntryKey(String(event.target.value))}
        >
          {majors.map((o) => (
            <Radio key={o.entryKey} value={o.entryKey}>
              {o.major} · {o.level} · {o.base} · {t('yearsLong', { years: o.years })}
              {o.seatsLeft === null ? '' : ` · ${t('seatsLeft', { count: o.seatsLeft })}`}
            </Radio>
          ))}
        </Radio.Group>
        <fieldset className="enrolment-majors">
          <legend>{t('forWhom')}</legend>
          {people.map((p) => (
            <Checkbox
              key={p.id}
              checked={!left.includes(p.id)}
              onChange={(event) => setLeft(event.target.checked ? left.filter((id) => id !== p.id) : [...left, p.id])}
            >
              {[p.name, p.age === null ? '' : t('ageYears', { age: p.age }), p.education, p.villageName]
                .filter((part) => part)
                .join(' · ')}
            </Checkbox>
          ))}
        </fieldset>
        {save.error === null ? null : <ErrorNote error={save.error} />}
      </div>
    </Modal>
  );
}
