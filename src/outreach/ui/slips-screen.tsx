import { openPosted } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import {
  chosenIds,
  ListPage,
  useWords,
  type BulkAct,
  type Column,
  type Selection,
} from '../../platform/ui-kit/index.ts';
import type { SlipLine } from '../schema.ts';
import { words } from './outreach-words.ts';

const LIST = '/api/outreach/slips';
const MOST = 200;

const chosenHouseholds = (selection: Selection): Promise<string[]> =>
  chosenIds<SlipLine>(selection, LIST, { most: MOST, idOf: (row) => row.householdId });

/** 领取码: the households of the village, and slips for one or all of them. */
export default function SlipsScreen() {
  const t = useWords(words);
  const columns: Column<SlipLine>[] = [
    { key: 'head', title: t('head'), render: (s) => s.head || '—' },
    { key: 'members', title: t('members'), number: true, render: (s) => s.members },
    { key: 'village', title: t('village'), render: (s) => s.villageName ?? '—' },
    { key: 'phone', title: t('phone'), render: (s) => (s.phone ? t('hasPhone') : t('noPhone')) },
    {
      key: 'slip',
      title: t('slip'),
      render: (s) =>
        s.issuedAt === null
          ? t('none')
          : `${t('issued', { day: chinaDate(new Date(s.issuedAt)), by: s.issuedBy ?? '' })}，${t('until', { day: s.validUntil ?? '' })}`,
    },
  ];
  const print: BulkAct = {
    key: 'print',
    label: t('print'),
    permission: 'application.draft',
    preview: async (selection) => ({
      effect: t('printEffect'),
      willHappen: (await chosenHouseholds(selection)).length,
      skipped: [],
    }),
    run: async (selection) => {
      const ids = await chosenHouseholds(selection);
      await openPosted(`${LIST}/print`, { ids });
      return { done: ids.length, skipped: [] };
    },
  };
  return (
    <ListPage<SlipLine>
      id="outreach.slips"
      title={t('slips')}
      note={t('slipsNote')}
      endpoint={LIST}
      columns={columns}
      rowKey={(s) => s.householdId}
      rowName={(s) => s.head}
      filters={[
        { kind: 'text', key: 'head', label: t('head') },
        {
          kind: 'select',
          key: 'slip',
          label: t('slip'),
          options: [
            { value: 'none', label: t('none') },
            { value: 'valid', label: t('issuedFilter') },
          ],
        },
      ]}
      bulk={[print]}
      empty={{ title: t('noHouseholds'), begin: t('noHouseholdsHint') }}
    />
  );
}
