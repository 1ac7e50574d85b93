import { z } from 'zod';
import { defineSettings } from '../organizations/index.ts';
import { LEAST_HOURS } from './classes/settle-trainees.ts';

/** What the documents leave to the locality about classes. */
defineSettings({
  [LEAST_HOURS]: {
    title: '完成培训所需课时比例',
    explanation: '学员实到课时达到计划课时的这一比例才算完成培训；不设置则只看考核结果。',
    value: z.number().int().min(1).max(100),
    kind: 'number',
    unit: '%',
    clause: '一(一)',
  },
});
