import type { ColumnsSpec, WrittenColumn } from '../../platform/sheets/index.ts';
import { isEntered } from '../definition/conditions.ts';
import type { RegisterDefinition, RegisterField } from '../definition/definition.ts';

/** The column beside a name for a person's number, or a contact's telephone; it is read and never written out. */
export const numberKey = (field: RegisterField): string => `${field.key} number`;

/** Fields that a sheet can carry; files are attached on screen. */
export function sheetFields(definition: RegisterDefinition): RegisterField[] {
  return definition.fields.filter((f) => f.type !== 'file');
}

const entered = (definition: RegisterDefinition): RegisterField[] => sheetFields(definition).filter(isEntered);

/** What an import of the register looks for: its fields under either heading. */
export function importColumns(definition: RegisterDefinition): ColumnsSpec {
  const columns = entered(definition).flatMap((f) => {
    const own = [
      f.key,
      { heading: headingOf(f), aliases: [f.title.zh, f.title.en], required: f.required === true && !f.when },
    ] as const;
    const beside = besideName(f);
    return beside === null ? [own] : [own, [numberKey(f), beside] as const];
  });
  return Object.fromEntries(columns);
}

/** What is written out: the same headings, with drop-downs for choices; a template also has the column for numbers. */
export function exportColumns(definition: RegisterDefinition, template: boolean): WrittenColumn[] {
  const fields = template ? entered(definition) : sheetFields(definition);
  return fields.flatMap((f): WrittenColumn[] => {
    const own: WrittenColumn = { key: f.key, heading: headingOf(f), width: widthOf(f), ...looksOf(f) };
    const heading = besideName(f)?.heading;
    return heading === undefined || !template ? [own] : [own, { key: numberKey(f), heading, width: 22, kind: 'text' }];
  });
}

/** The heading of the column beside a name. */
function besideName(f: RegisterField): { heading: string; aliases: readonly string[] } | null {
  if (f.type === 'person') return { heading: `${f.title.zh}身份证号`, aliases: ['身份证号', '身份证号码'] };
  return f.type === 'contact' ? { heading: `${f.title.zh}手机号`, aliases: ['手机号', '手机号码', '联系电话'] } : null;
}

const headingOf = (f: RegisterField): string =>
  f.type === 'money' ? `${f.title.zh}（元）` : f.unit ? `${f.title.zh}（${f.unit.zh}）` : f.title.zh;

const widthOf = (f: RegisterField): number =>
  ['longText', 'institution', 'record', 'division'].includes(f.type) ? 30 : Math.max(12, headingOf(f).length * 2 + 2);

function looksOf(f: RegisterField): Pick<WrittenColumn, 'kind' | 'choices' | 'align'> {
  if (f.type === 'integer' || f.type === 'decimal') return { kind: f.type };
  if (f.type === 'date') return { kind: 'date' };
  if (f.type === 'yesNo') return { choices: ['是', '否'], align: 'center' };
  if (f.type === 'code') return { choices: (f.codes ?? []).map((c) => c.title.zh) };
  return f.type === 'money' ? { align: 'right' } : { kind: 'text' };
}
