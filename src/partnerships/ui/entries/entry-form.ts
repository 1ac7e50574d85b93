import { z } from 'zod';
import type { EntryKind, Field } from '../../engine/definition.ts';
import type { Commitment } from '../../agreements/store.ts';
import type { Entry } from '../../entries/store.ts';

export type Choice = { value: string; label: string };
type Say = (words: { zh: string; en: string }) => string;
type Given = {
  kind: EntryKind;
  say: Say;
  commitments: readonly Pick<Commitment, 'kind' | 'code'>[];
  staff: readonly Choice[];
  parents: readonly Choice[];
  linesHint: (columns: string) => string;
  dayLabel: string;
  endLabel: string;
};

/** The form of a kind of entry: what its definition declares, in flat fields. */
export function entrySchema(given: Given): z.ZodObject {
  const { kind, say } = given;
  const shape: Record<string, z.ZodType> = {};
  if (kind.parent) shape.parentId = choice(given.parents, say({ zh: '所属记录', en: 'Belongs to' }), true);
  if (kind.code) shape.code = codeField(given);
  if (kind.second)
    shape.second = choice(
      kind.second.options.map((o) => ({ value: o.code, label: say(o.title) })),
      say(kind.second.title),
      true,
    );
  if (kind.staff) shape.staffId = choice(given.staff, say({ zh: '人员', en: 'Person' }), true);
  if (kind.about?.of === 'name')
    shape.aboutName = z
      .string()
      .min(1)
      .meta({ title: say(kind.about.title) });
  if (kind.about?.of === 'division')
    shape.aboutDivision = z.string().meta({ title: say(kind.about.title), kind: 'area' });
  if (kind.quantity)
    shape.quantity = maybe(z.coerce.number().positive(), kind.quantity.required).meta({
      title: `${say(kind.quantity.title)}（${kind.quantity.unit}）`,
      kind: 'number',
    });
  shape.onDate = z.iso.date().meta({ title: kind.dateTitle ? say(kind.dateTitle) : given.dayLabel });
  if (kind.dates !== 'day') shape.endedOn = maybe(z.iso.date(), kind.dates === 'span').meta({ title: given.endLabel });
  if (kind.due) shape.dueOn = z.iso.date().meta({ title: say(kind.due) });
  for (const field of kind.fields) shape[`data_${field.key}`] = fieldOf(field, given);
  return z.object(shape);
}

const maybe = <T extends z.ZodType>(type: T, required: boolean): z.ZodType => (required ? type : type.optional());

const choice = (options: readonly Choice[], title: string, required: boolean): z.ZodType =>
  maybe(z.string(), required).meta({ title, kind: 'select', options: [...options] });

function codeField({ kind, say, commitments }: Given): z.ZodType {
  const { title, options, commitment } = kind.code!;
  const promised = commitments
    .filter((c) => c.kind === commitment && c.code !== null)
    .map((c) => ({ value: c.code!, label: c.code! }));
  const all = commitment ? promised : options.map((o) => ({ value: o.code, label: say(o.title) }));
  return all.length > 0
    ? choice(all, say(title), true)
    : z
        .string()
        .min(1)
        .meta({ title: say(title) });
}

function fieldOf(field: Field, { say, linesHint }: Given): z.ZodType {
  const title = say(field.title);
  const options = field.options.map((o) => ({ value: o.code, label: say(o.title) }));
  if (field.type === 'number') return maybe(z.coerce.number(), field.required).meta({ title, kind: 'number' });
  if (field.type === 'date') return maybe(z.iso.date(), field.required).meta({ title });
  if (field.type === 'yes_no') return maybe(z.boolean(), field.required).meta({ title });
  if (field.type === 'choice') return choice(options, title, field.required);
  if (field.type === 'choices')
    return maybe(z.array(z.string()), field.required).meta({ title, kind: 'multiSelect', options });
  if (field.type === 'list')
    return maybe(z.string(), field.required).meta({
      title,
      kind: 'longText',
      hint: linesHint(field.columns.map((c) => say(c.title)).join('，')),
    });
  return maybe(z.string(), field.required).meta({ title, kind: title.length > 6 ? 'longText' : 'text' });
}

/** The form's values as the entry they say. */
export function entryOf(kind: EntryKind, values: Readonly<Record<string, unknown>>, evidence: readonly string[]) {
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('data_')));
  const data = Object.fromEntries(
    kind.fields.flatMap((field) => {
      const value = values[`data_${field.key}`];
      if (value === undefined) return [];
      return [[field.key, field.type === 'list' ? rowsOf(field, String(value)) : value]];
    }),
  );
  return { ...own, data, evidence };
}

/** What an entry says, as the form's values: {@link entryOf} the other way round. */
export function valuesOf(kind: EntryKind, entry: Entry): Record<string, unknown> {
  const { parentId, code, staffId, aboutName, quantity, onDate, endedOn, dueOn, data } = entry;
  const area = entry.aboutDivision === null ? null : String(entry.aboutDivision).padStart(12, '0');
  const own = {
    parentId,
    code,
    second: data.second,
    staffId,
    aboutName,
    aboutDivision: area,
    quantity,
    onDate,
    endedOn,
    dueOn,
  };
  const more = kind.fields.map(
    (f) => [`data_${f.key}`, f.type === 'list' ? textOf(f, data[f.key]) : data[f.key]] as const,
  );
  return Object.fromEntries([...Object.entries(own), ...more].filter(([, v]) => v !== null && v !== undefined));
}

/** The rows of a list as lines of text. */
function textOf(field: Field, rows: unknown): string | undefined {
  if (!Array.isArray(rows)) return undefined;
  const cell = (row: Record<string, unknown>, column: Field['columns'][number]): string => {
    const value = row[column.key];
    return String(column.options.find((o) => o.code === value)?.title.zh ?? value ?? '');
  };
  return rows.map((row: Record<string, unknown>) => field.columns.map((c) => cell(row, c)).join('，')).join('\n');
}

/** Lines of text as the rows of a list; words of a choice become its codes. */
function rowsOf(field: Field, text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split(/[，,]/).map((c) => c.trim());
      const pairs = field.columns.flatMap((column, i) => {
        const cell = cells[i];
        if (cell === undefined || cell === '') return [];
        const code = column.options.find((o) => o.title.zh === cell || o.title.en === cell)?.code;
        return [[column.key, code ?? (column.type === 'number' ? Number(cell) : cell)] as const];
      });
      return Object.fromEntries(pairs);
    });
}
