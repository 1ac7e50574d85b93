import { z, type ZodType } from 'zod';
import type { Bilingual, FieldOverrides, Translate } from '../../../platform/ui-kit/index.ts';
import type { StandardLine } from '../schema.ts';
import type { words } from './words.ts';

type Kind = 'number' | 'yesNo' | 'select' | 'multiSelect' | 'text';

/** Which field a kind of parameter is entered with; a list without options is typed with commas. */
function kindOf(standard: StandardLine): { kind: Kind; list: boolean } {
  if (standard.type === 'boolean') return { kind: 'yesNo', list: false };
  if (['integer', 'number', 'yuan'].includes(standard.type)) return { kind: 'number', list: false };
  const many = standard.type === 'codes' || standard.type === 'divisions';
  if (standard.options.length > 0) return { kind: many ? 'multiSelect' : 'select', list: false };
  return { kind: 'text', list: many };
}

const SCHEMAS: Record<Kind, ZodType> = {
  number: z.number(),
  yesNo: z.boolean(),
  multiSelect: z.array(z.string()).min(1),
  select: z.string().min(1),
  text: z.string().min(1),
};

/** The schema of a form's value for a parameter. */
export const valueSchema = (standard: StandardLine): ZodType => SCHEMAS[kindOf(standard).kind];

/** How the value of a parameter is asked for in a form. */
export function valueFieldOf(
  standard: StandardLine,
  t: Translate<keyof typeof words.zh>,
  say: (words: Bilingual) => string,
): FieldOverrides[string] {
  const { kind, list } = kindOf(standard);
  return {
    label: list ? t('valueList') : t('value'),
    kind,
    hint: standard.unit ?? undefined,
    options: standard.options.map((o) => ({ value: o.value, label: say(o.label) })),
  };
}

/** What was entered as the law keeps it: a typed list is cut at its commas. */
export function valueGiven(standard: StandardLine, value: unknown): unknown {
  if (!kindOf(standard).list) return value;
  return String(value)
    .split(/[,，、\s]+/)
    .filter((v) => v !== '');
}
