import { z } from 'zod';
import { defineSettings, findSettings } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Office, ReviewMode } from '../../review/index.ts';

defineSettings({
  'review.first': {
    title: '依次审核时先审的部门',
    explanation: '只在审核方式为“依次”时起作用；不设置时扶贫部门先审。',
    value: z.enum(['poverty', 'hr']),
    kind: 'choice',
    choices: [
      { value: 'poverty', label: '扶贫部门' },
      { value: 'hr', label: '人社所' },
    ],
    clause: '三(二)',
  },
});

export type ReviewSettings = { mode: ReviewMode; first: Office; onePersonBoth: boolean };

const Mode = z.enum(['joint', 'independent', 'sequential']);

/** How the two offices of a township review together on a day: 会签 unless the locality has set another way. */
export async function reviewSettings(tx: Tx, townshipCode: number, onDate: string): Promise<ReviewSettings> {
  const set = await findSettings(
    tx,
    townshipCode,
    ['review.way', 'review.first', 'review.one_person_both_offices'],
    onDate,
  );
  const way = set.get('review.way');
  return {
    mode: way ? Mode.parse(way.value) : 'joint',
    first: set.get('review.first')?.value === 'hr' ? 'hr' : 'poverty',
    onePersonBoth: set.get('review.one_person_both_offices')?.value === true,
  };
}
