import { ListPage, useWords } from '../../../platform/ui-kit/index.ts';
import type { WithoutLetter } from '../../admitted/list-without-letter.ts';
import { words } from './city-words.ts';
import { waitingText } from '../waiting-text.ts';

/** 未发通知书: who is admitted and still has no letter, and since how many working days. */
export default function WithoutLetterScreen() {
  const t = useWords(words);
  return (
    <ListPage<WithoutLetter>
      id="without-letter"
      title={t('withoutLetter')}
      note={t('withoutLetterNote')}
      endpoint="/api/admissions/without-letter"
      columns={[
        { key: 'name', title: t('name'), render: (w) => w.name },
        { key: 'school', title: t('school'), render: (w) => w.schoolName },
        { key: 'major', title: t('major'), render: (w) => w.major },
        { key: 'state', title: t('state'), render: (w) => w.stateName },
        { key: 'admittedOn', title: t('admittedOn'), render: (w) => w.admittedOn },
        { key: 'waiting', title: t('waiting'), render: (w) => waitingText(t, w.waiting) },
        { key: 'number', title: t('admissionNumber'), render: (w) => w.admissionNumber },
      ]}
      rowKey={(w) => w.id}
      rowName={(w) => w.name}
      open={(w) => `/enrolment/applications/${w.id}`}
      empty={{ title: t('nobodyWaits') }}
    />
  );
}
