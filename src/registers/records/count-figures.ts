import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { compileCondition, fieldSql, validSql, type Compiling } from '../definition/compile-conditions.ts';
import { dayBefore, parametersOf } from '../definition/conditions.ts';
import { currentRegisters, registerNamed, type Registers } from '../definition/definition-store.ts';
import { showField } from '../definition/field-values.ts';
import { CountFigures, type Measure, type RegisterDefinition, type RegisterFigure } from '../schema.ts';
import { lawAt, parameterValues } from './known.ts';
import { scopeSql } from './list-records.ts';
import { namesOf } from './record-names.ts';

export type FigureGroup = {
  code: string;
  title: string;
  value: number;
  share: number | null;
  /** Whether it is more than a year before; null where that is not asked. */
  rose: boolean | null;
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
type On = {
  definition: RegisterDefinition;
  registers: Registers;
  parameters: Record<string, unknown>;
  day: string;
  scope: (d: RegisterDefinition) => RawBuilder<SqlBool>;
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
    const registers = await currentRegisters(tx, ctx);
    const place = division ?? actor.divisionCode ?? 0;
    const keys = (definition.figures ?? []).flatMap(parametersNamed);
    const parameters = keys.length === 0 ? {} : parameterValues(await lawAt(tx, place), keys, day);
    const scope = (d: RegisterDefinition) => scopeSql('r', d, actor, division);
    const counting: On = { definition, registers, parameters, day, scope };
    const figures: CountedFigure[] = [];
    for (const figure of definition.figures ?? []) figures.push(await counted(tx, ctx, figure, counting));
    return { on: day, figures };
  });
}

function parametersNamed(figure: RegisterFigure): string[] {
  const { to } = figure;
  const conditions = [figure.count.where, to && 'of' in to ? to.where : undefined].filter((c) => c !== undefined);
  return [...conditions.flatMap(parametersOf), ...(to && 'parameter' in to ? [to.parameter] : [])];
}

async function counted(tx: Tx, ctx: Context, figure: RegisterFigure, on: On): Promise<CountedFigure> {
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
    groups: before
      ? groups.map((g) => ({
          ...g,
          rose: rose(
            g,
            before.groups.find((b) => b.code === g.code),
          ),
        }))
      : groups,
    missing: figure.covers === undefined ? [] : await missingOf(tx, ctx, figure, on),
    names: figure.names ? await namesOfCounted(tx, figure, on) : [],
    before: before && {
      ...before,
      changed: before.value === 0 ? null : shareOf(value - before.value, before.value, 100),
      rose: rose({ value, share }, before),
    },
  };
}

type Sized = { value: number; share: number | null };
/** Whether a share, or where there is none a count, is more than it was. */
const rose = (now: Sized, before: Sized = { value: 0, share: null }): boolean =>
  now.share === null ? now.value > before.value : now.share > (before.share ?? 0);

async function yearBefore(tx: Tx, ctx: Context, figure: RegisterFigure, on: On) {
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
  on: On,
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

/** The rows a measure counts, as `from … where …`. */
function rowsOf(measure: Measure, figure: RegisterFigure, on: On): { from: RawBuilder<unknown>; at: Compiling } {
  const definition = measure.register === undefined ? on.definition : on.registers.get(measure.register)!;
  const at: Compiling = { ...on, definition, row: 'r' };
  const parts: RawBuilder<unknown>[] = [sql`r.register = ${definition.key}`, on.scope(definition)];
  parts.push(measure.states ? sql`r.state = any(${[...measure.states]}::text[])` : validSql('r', on.day));
  if (figure.yearly)
    parts.push(sql`r.counted_on >= date_trunc('year', ${on.day}::date) and r.counted_on <= ${on.day}::date`);
  if (measure.where) parts.push(compileCondition(measure.where, at));
  return { from: sql`register_record r where ${sql.join(parts, sql` and `)}`, at };
}

function amountSql(of: Measure['of'], at: Compiling): RawBuilder<number> {
  if (of === 'records') return sql`count(*)`;
  if (of === 'persons') return sql`count(distinct r.person_id)`;
  if (of === 'institutions') return sql`count(distinct r.institution_id)`;
  if ('distinct' in of) return sql`count(distinct ${fieldSql(of.distinct, at.definition, 'r')})`;
  if ('median' in of)
    return sql`coalesce(percentile_cont(0.5) within group (order by ${fieldSql(of.median, at.definition, 'r')}), 0)`;
  return sql`coalesce(sum(${fieldSql(of.sum, at.definition, 'r')}), 0)`;
}

async function measured(tx: Tx, measure: Measure, figure: RegisterFigure, on: On): Promise<number> {
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
  on: On,
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
    };
  });
}

async function groupTitles(tx: Tx, ctx: Context, by: string, codes: readonly string[], definition: RegisterDefinition) {
  const field = definition.fields.find((f) => f.key === by);
  const stage = (code: string) => definition.stages?.find((s) => s.code === code)?.title.zh ?? code;
  if (!field) return (code: string) => (by === 'stage' ? stage(code) : code);
  const values = field.type === 'yesNo' ? [] : codes;
  const { names } = await namesOf(
    tx,
    values.map((code) => ({ fields: [field], data: { [by]: code } })),
    ctx.clock.today(),
  );
  return (code: string) =>
    code === ''
      ? '未填'
      : field.type === 'yesNo'
        ? showField(field, code === 'true', names)
        : showField(field, code, names);
}

async function missingOf(tx: Tx, ctx: Context, figure: RegisterFigure, on: On): Promise<CountedFigure['missing']> {
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

async function namesOfCounted(tx: Tx, figure: RegisterFigure, on: On): Promise<CountedFigure['names']> {
  const { from, at } = rowsOf(figure.count, figure, on);
  const value = figure.order === undefined ? sql`null::numeric` : fieldSql(figure.order, at.definition, 'r');
  const { rows } = await sql<{ record_id: string; title: string; value: string | null }>`
    select r.record_id, r.title, ${value} as value from ${from} order by value desc nulls last, r.title limit 100`.execute(
    tx,
  );
  return rows.map((r) => ({ recordId: r.record_id, title: r.title, value: r.value === null ? null : Number(r.value) }));
}
