import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import { chosenIds, ListPage, useWords } from '../../../platform/ui-kit/index.ts';
import type { ReceivingRow } from '../../city/list-receiving.ts';
import { words } from './city-words.ts';

const LIST = '/api/admissions/receiving';

/** 跨市录取确认: persons other cities admitted into this city's catalogue. */
export default function ReceivingScreen() {
  const t = useWords(words);
  return (
    <ListPage<ReceivingRow>
      id="receiving"
      title={t('receiving')}
      note={t('receivingNote')}
      endpoint={LIST}
      columns={[
        { key: 'name', title: t('name'), render: (r) => r.name },
        { key: 'from', title: t('fromCity'), render: (r) => r.fromCityName ?? String(r.fromCityCode) },
        { key: 'school', title: t('school'), render: (r) => r.schoolName },
        { key: 'major', title: t('major'), render: (r) => r.major },
        { key: 'admittedOn', title: t('admittedOn'), render: (r) => r.admittedOn },
        {
          key: 'confirmedAt',
          title: t('confirmedAt'),
          render: (r) =>
            r.confirmedAt !== null
              ? chinaDate(new Date(r.confirmedAt))
              : r.withdrawnOn === null
                ? t('notConfirmed')
                : t('gaveUp', { on: r.withdrawnOn }),
        },
        { key: 'number', title: t('admissionNumber'), render: (r) => r.admissionNumber },
      ]}
      rowKey={(r) => r.id}
      rowName={(r) => r.name}
      filters={[
        {
          kind: 'select',
          key: 'confirmed',
          label: t('state'),
          options: [
            { value: 'no', label: t('notConfirmed') },
            { value: 'yes', label: t('confirmed') },
          ],
        },
      ]}
      bulk={[
        {
          key: 'confirm',
          label: t('confirmReceiving'),
          permission: 'admission.decide',
          preview: async (selection) => {
            const ids = await chosenIds(selection, LIST);
            return { effect: t('receivingNote'), willHappen: ids.length, skipped: [] };
          },
          run: async (selection) => {
            const ids = await chosenIds(selection, LIST);
            const { confirmed } = await api.post<{ confirmed: number }>(LIST, { ids });
            return { done: confirmed, skipped: [] };
          },
        },
      ]}
      empty={{ title: t('nobodyReceiving'), begin: t('nobodyReceivingHint') }}
    />
  );
}
