import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { ListAnswer } from '../../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import type { FoundChoice } from '../../../catalogue/schema.ts';
import { words } from './village-words.ts';
import '../enrolment.css';

interface ChoicePickerProps {
  year: number;
  villageCode: number;
  chosen: string | null;
  onChoose: (entryKey: string) => void;
}

const SHOWN = 20;

/** School and major from the published catalogue only, the nearest first. */
export function ChoicePicker({ year, villageCode, chosen, onChoose }: ChoicePickerProps) {
  const t = useWords(words);
  const [major, setMajor] = useState('');
  const [school, setSchool] = useState('');
  const found = useQuery({
    queryKey: ['choices', year, villageCode, major, school],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<FoundChoice>>('/api/catalogue/choices', {
        query: { year, villageCode, major, school, size: SHOWN },
        signal,
      }),
  });
  const placesLeft = (left: number | null): string =>
    left === null ? '' : left === 0 ? t('noSeatsLeft') : t('seatsLeft', { count: left });
  return (
    <div className="kit-stack">
      <div className="kit-filters">
        <label>
          {t('searchMajor')} <Input value={major} allowClear onChange={(e) => setMajor(e.target.value)} />
        </label>
        <label>
          {t('searchSchool')} <Input value={school} allowClear onChange={(e) => setSchool(e.target.value)} />
        </label>
      </div>
      {found.error === null ? null : <ErrorNote error={found.error} />}
      {found.data?.rows.length === 0 ? <p className="kit-faint">{t('nothingOffered')}</p> : null}
      <ul className="enrolment-people enrolment-choices" aria-label={t('near')}>
        {(found.data?.rows ?? []).map((c) => (
          <li key={c.entryKey}>
            <Button
              type={c.entryKey === chosen ? 'primary' : 'default'}
              aria-pressed={c.entryKey === chosen}
              disabled={c.seatsLeft === 0}
              onClick={() => onChoose(c.entryKey)}
            >
              {c.entryKey === chosen ? `✓ ${t('chosen')} ` : ''}
              {c.schoolName} · {c.major}（{c.level}，{c.base}，{c.years}年，{c.cityName}）
            </Button>
            <span className="kit-faint">
              {' '}
              {[t(`near_${c.nearness}`), placesLeft(c.seatsLeft)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {(found.data?.total ?? 0) > SHOWN ? (
        <p className="kit-faint">{t('moreOffered', { shown: SHOWN, total: found.data?.total ?? 0 })}</p>
      ) : null}
    </div>
  );
}
