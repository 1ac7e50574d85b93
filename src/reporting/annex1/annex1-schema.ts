import { z } from 'zod';
import { ANNEX1_COLUMNS, ANNEX1_READINGS } from './figure.ts';

const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Readings = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (Array.isArray(given) ? given : given.split(',')).filter((r) => r !== ''))
  .pipe(z.array(z.enum(ANNEX1_READINGS, { error: '没有这种口径' })));

const scope = {
  /** 12-digit code of the city or province; the reader's own where left out. */
  city: Code.optional(),
  /** The report date; today where left out. */
  asOf: z.iso.date('请填写日期').optional(),
  /** Publication number up to which knowledge counts. */
  knownAt: z.coerce.number().int().min(0).optional(),
  /** Disputed readings taken the other way, joined by commas. */
  readings: Readings,
};

export const ShowAnnex1 = z.object(scope);
export type ShowAnnex1 = z.input<typeof ShowAnnex1>;

export const OpenAnnex1Cell = z.object({
  ...scope,
  column: z.enum(ANNEX1_COLUMNS),
  schoolId: z.uuid().optional(),
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type OpenAnnex1Cell = z.input<typeof OpenAnnex1Cell>;

export const ExportAnnex1 = z.object({
  ...scope,
  filler: z.string().trim().max(30).default(''),
  phone: z.string().trim().max(30).default(''),
  /** 填表时间; today where left out. */
  filledOn: z.iso.date().optional(),
});
export type ExportAnnex1 = z.input<typeof ExportAnnex1>;
