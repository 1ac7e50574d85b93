import { z } from 'zod';

/** Who answers for a side: asked by the form and by the verb. */
export const OfficerFields = z.object({
  officer: z.string().trim().min(2, '请填写责任人').max(50).meta({ title: '责任人' }),
  officerPhone: z.string().trim().max(30).nullish().meta({ title: '电话' }),
  responsibleUnit: z.string().trim().max(100).nullish().meta({ title: '责任单位' }),
});

/** The four parts of a yearly summary. */
export const summaryParts = ['progress', 'practice', 'problems', 'next'] as const;

/** Uses the documents name for the preference of those who served. */
export const uses = ['title', 'post', 'merit', 'rank', 'chief_technician', 'outstanding_technician'] as const;
