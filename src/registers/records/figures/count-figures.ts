import { sql, type RawBuilder } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import type { Bilingual } from '../../../policy/schema.ts';
import { fieldSql, pathSql, type Compiling } from '../../definition/compile-conditions.ts';
import { dayBefore } from '../../definition/conditions.ts';
import { registerNamed } from '../../definition/definition-store.ts';
import { showField, type Names } from '../../definition/field-values.ts';
import type { Measure, RegisterDefinition, RegisterField, RegisterFigure } from '../../definition/definition.ts';
import { CountFigures } from '../../schema.ts';
import { countingOf, rowsOf, type Counting } from './counted-rows.ts';
import { namesOf } from '../record-names.ts';

export type FigureGroup = {
  code: string;
  title: string;
  value: number;
  share: number | null;
  /** Whether it is more than a year before; null where that is not asked. */
  rose: boolean | null;
  /** By how many per cent a count has changed in a year; null where that is not asked, or there was none. */
  changed: number | null;
};
export type CountedFigure = {
  key: string;
  title: Bilingual;
  unit: Bilingual | null;
  value: number;
  /** What it is divided by, and the share rounded to one decimal; null where it is not divided, or by nothing. */
  to: number | null;
  share: number | null;
  scale: number;
  /** Whether the list can show exactly the records it counts. */
  listed: boolean;
  groups: FigureGroup[];
  /** Choices of a field that no counted record has. */
  missing: { of: string | null; titles: string[] }[];
  names: { recordId: string; title: string; value: number | null }[];
  /** The same a year before, where the figure is held against it, and by how many per cent it has changed. */
  before: {
    on: string;
    value: number;
    share: number | null;
    changed: number | null;
    rose: boolean;
    groups: FigureGroup[];
  } | null;
};
/**
 * The figures of a register on a day, over the records that the reader may see: counts, sums, shares, groups, choices that nothing covers, and who is counted.
 * @throws REGISTER_NOT_FOUND
 */
export async function countFigures(
  ctx: Context,
  input: CountFigures,
): Promise<{ on: string; figures: CountedFigure[] }> {
  const actor = authorise(ctx, 'record.read');
  const { key, on, division } = CountFigures.parse(input);
  const day = on ?? ctx.clock.today();
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    const counting = await countingOf(tx, ctx, actor, definition, day, division);
    const figures: CountedFigure[] = [];
    for (const figure of definition.figures ?? []) figures.push(await counted(tx, ctx, figure, counting));
    return { on: day, figures };
  });
}

async function counted(tx: Tx, ctx: Context, figure: RegisterFigure, on: Counting): Promise<CountedFigure> {
  const { to, scale = 100 } = figure;
  const value = await measured(tx, figure.count, figure, on);
  const divisor = to === undefined ? null : await divisorOf(tx, to, figure, on);
  const before = figure.compare === undefined ? null : await yearBefore(tx, ctx, figure, on);
  const groups = figure.by === undefined ? [] : await groupsOf(tx, ctx, figure, on, scale);
  const share = shareOf(value, divisor, scale);
  return {
    key: figure.key,
    title: figure.title,
    unit: figure.unit ?? null,
    value,
    to: divisor,
    share,
    scale,
    listed: figure.count.register === undefined,
    groups: before
      ? groups.map((g) =>
          heldAgainst(
            g,
            before.groups.find((b) => b.code === g.code),
          ),
        )
      : groups,
    missing: figure.covers === undefined ? [] : await missingOf(tx, ctx, figure, on),
    names: figure.names ? await namesOfCounted(tx, figure, on) : [],
    before: before && {
      ...before,
      changed: changedFrom(value, before.value),
      rose: rose({ value, share }, before),
    },
  };
}

const changedFrom = (value: number, before: number) => (before === 0 ? null : shareOf(value - before, before, 100));
const heldAgainst = (group: FigureGroup, before: FigureGroup | undefined): FigureGroup => ({
  ...group,
  rose: rose(group, before),
  changed: before ? changedFrom(group.value, before.value) : null,
});

type Sized = { value: number; share: number | null };
/** Whether a share, or where there is none a count, is more than it was. */
const rose = (now: Sized, before: Sized = { value: 0, share: null }): boolean =>
  now.share === null ? now.value > before.value : now.share > (before.share ?? 0);

async function yearBefore(tx: Tx, ctx: Context, figure: RegisterFigure, on: Counting) {
  const day = dayBefore(on.day, { months: 12 });
  const { compare: _, names: _names, ...alone } = figure;
  const { value, share, groups } = await counted(tx, ctx, alone, { ...on, day });
  return { on: day, value, share, groups };
}

/** What a figure is divided by; null where the law has set no such parameter. */
async function divisorOf(
  tx: Tx,
  to: NonNullable<RegisterFigure['to']>,
  figure: RegisterFigure,
  on: Counting,
): Promise<number | null> {
  if ('of' in to) return measured(tx, to, figure, on);
  if ('codes' in to) return on.definition.fields.find((f) => f.key === to.codes)?.codes?.length ?? null;
  const value = on.parameters[to.parameter];
  return typeof value === 'number' ? value : null;
}

/** One decimal, half up, on whole numbers so that no binary fraction shows; null by nothing. */
export function shareOf(value: number, to: number | null, scale: number): number | null {
  return to === null || to === 0 ? null : Math.round((value * scale * 10) / to) / 10;
}

function amountSql(of: Measure['of'], at: Compiling): RawBuilder<number> {
  if (of === 'records') return sql`count(*)`;
  if (of === 'persons') return sql`count(distinct r.person_id)`;
  if (of === 'institutions') return sql`count(distinct r.institution_id)`;
  if ('distinct' in of) return sql`count(distinct ${fieldSql(of.distinct, at.definition, 'r')})`;
  if ('median' in of)
    return sql`coalesce(percentile_cont(0.5) within group (order by ${fieldSql(of.median, at.definition, 'r')}), 0)`;
  return sql`coalesce(sum(${pathSql(of.sum, at)}), 0)`;
}

async function measured(tx: Tx, measure: Measure, figure: RegisterFigure, on: Counting): Promise<number> {
  const { from, at } = rowsOf(measure, figure, on);
  const { rows } = await sql<{ n: string | number }>`select ${amountSql(measure.of, at)} as n from ${from}`.execute(tx);
  return Number(rows[0]!.n);
}

function groupSql(by: string, at: Compiling): RawBuilder<unknown> {
  return by === 'year' ? sql`extract(year from r.counted_on)::text` : sql`(${fieldSql(by, at.definition, 'r')})::text`;
}

async function groupsOf(
  tx: Tx,
  ctx: Context,
  figure: RegisterFigure,
  on: Counting,
  scale: number,
): Promise<CountedFigure['groups']> {
  const { count, to, by = '' } = figure;
  const amounts = async (measure: Measure) => {
    const { from, at } = rowsOf(measure, figure, on);
    const { rows } = await sql<{ g: string | null; n: string | number }>`
      select ${groupSql(by, at)} as g, ${amountSql(measure.of, at)} as n from ${from} group by 1 order by 1`.execute(
      tx,
    );
    return new Map(rows.map((r) => [r.g ?? '', Number(r.n)]));
  };
  const values = await amounts(count);
  const divisors = to && 'of' in to && to.register === count.register ? await amounts(to) : null;
  // A choice that should be covered and is not is shown with nothing, not left out.
  const wanted =
    figure.covers === by ? (on.definition.fields.find((f) => f.key === by)?.codes ?? []).map((c) => c.code) : [];
  const codes = [...new Set([...values.keys(), ...(divisors?.keys() ?? []), ...wanted])].sort();
  const titles = await groupTitles(tx, ctx, by, codes, on.definition);
  return codes.map((code) => {
    const value = values.get(code) ?? 0;
    return {
      code,
      title: titles(code),
      value,
      share: divisors ? shareOf(value, divisors.get(code) ?? 0, scale) : null,
      rose: null,
      changed: null,
    };
  });
}

async function groupTitles(tx: Tx, ctx: Context, by: string, codes: readonly string[], definition: RegisterDefinition) {
  const field = definition.fields.find((f) => f.key === by);
  const stage = (code: string) => definition.stages?.find((s) => s.code === code)?.title.zh ?? code;
  if (!field && by !== 'province') return (code: string) => (by === 'stage' ? stage(code) : code);
  const names =
    field?.type === 'person'
      ? await personNames(tx, by, codes, definition)
      : await shownNames(tx, ctx, by, codes, field);
  return (code: string) => {
    if (code === '') return '未填';
    if (!field || field.type === 'person') return names[field ? code : code.padEnd(12, '0')] ?? code;
    return showField(field, field.type === 'yesNo' ? code === 'true' : code, names);
  };
}

async function shownNames(
  tx: Tx,
  ctx: Context,
  by: string,
  codes: readonly string[],
  field: RegisterField | undefined,
) {
  const provinces = field ? [] : codes.filter((c) => c !== '').map((c) => Number(c.padEnd(12, '0')));
  const rows = field && field.type !== 'yesNo' ? codes.map((code) => ({ fields: [field], data: { [by]: code } })) : [];
  return (await namesOf(tx, rows, ctx.clock.today(), provinces)).names;
}

/** People are told apart by their keys and shown by their names. */
async function personNames(
  tx: Tx,
  by: string,
  codes: readonly string[],
  definition: RegisterDefinition,
): Promise<Names> {
  const { rows } = await sql<{ code: string; name: string }>`
    select ${fieldSql(by, definition, 'r')} as code, max(r.data -> ${sql.lit(by)} ->> 'name') as name
    from register_record r where r.register = ${definition.key} and ${fieldSql(by, definition, 'r')} = any(${[...codes]}::text[]) group by 1`.execute(
    tx,
  );
  return Object.fromEntries(rows.map((r) => [r.code, r.name]));
}

async function missingOf(
  tx: Tx,
  ctx: Context,
  figure: RegisterFigure,
  on: Counting,
): Promise<CountedFigure['missing']> {
  const { from, at } = rowsOf(figure.count, figure, on);
  const field = on.definition.fields.find((f) => f.key === figure.covers)!;
  const present =
    field.type === 'codes'
      ? sql`(select array_agg(distinct c) from jsonb_array_elements_text(r.data -> ${sql.lit(field.key)}) c)`
      : sql`array[${fieldSql(field.key, on.definition, 'r')}]`;
  const each = figure.each === undefined ? sql`''` : groupSql(figure.each, at);
  const { rows } = await sql<{ g: string; codes: string[] }>`
    select g, array_agg(distinct code) as codes from (select ${each} as g, unnest(${present}) as code from ${from}) q group by g order by g`.execute(
    tx,
  );
  const all = field.codes ?? [];
  const lacking = (codes: readonly string[]) => all.filter((c) => !codes.includes(c.code)).map((c) => c.title.zh);
  if (figure.each === undefined)
    return [{ of: null, titles: lacking(rows[0]?.codes ?? []) }].filter((m) => m.titles.length > 0);
  const titles = await groupTitles(
    tx,
    ctx,
    figure.each,
    rows.map((r) => r.g),
    on.definition,
  );
  return rows.map((r) => ({ of: titles(r.g), titles: lacking(r.codes) })).filter((m) => m.titles.length > 0);
}

async function namesOfCounted(tx: Tx, figure: RegisterFigure, on: Counting): Promise<CountedFigure['names']> {
  const { from, at } = rowsOf(figure.count, figure, on);
  const value = figure.order === undefined ? sql`null::numeric` : pathSql(figure.order, at);
  const { rows } = await sql<{ record_id: string; title: string; value: string | null }>`
    select r.record_id, r.title, ${value} as value from ${from} order by value desc nulls last, r.title limit 100`.execute(
    tx,
  );
  return rows.map((r) => ({ recordId: r.record_id, title: r.title, value: r.value === null ? null : Number(r.value) }));
}
