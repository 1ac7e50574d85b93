import { api, ApiError } from '../../platform/api-client/index.ts';
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

/** Prints new slips and shows the PDF in a tab; printing makes new codes, so it is an act. @throws ApiError */
async function openSlips(ids: readonly string[]): Promise<void> {
  const token = api.csrf();
  const answer = await fetch(`${LIST}/print`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-csrf': token }) },
    body: JSON.stringify({ ids }),
  });
  if (!answer.ok) {
    const { error } = (await answer.json()) as { error: { code: string; message: string; hint?: string } };
    throw new ApiError({ code: error.code, status: answer.status, message: error.message, hint: error.hint });
  }
  globalThis.open(URL.createObjectURL(await answer.blob()), '_blank');
}

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
      await openSlips(ids);
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
