import { addDays, addMonths, daysBetween, plainDate } from '../../platform/plain-date.ts';
import { meets, type Row } from './condition.ts';
import type { Measure, Source } from './definition.ts';

export type Named = { key: string; label: string };
export type Group = Named & { value: number };
/** What a measure comes to: so many of so many, who or what is missing, and in groups. `alert` in words, when somebody should act. */
export type Measured = {
  key: string;
  value: number;
  of: number | null;
  percent: number | null;
  missing: Named[];
  groups: Group[];
  /** Records that say something but lack what would make them count. */
  lacking: Named[];
  met: boolean;
  due: string | null;
  alert: string | null;
};
/** The records a measure reads, one list a source; the day, and the span `window` means. */
export type Reading = {
  rowsOf: (source: Source) => readonly Row[];
  today: string;
  window?: { from: string; to: string };
  /** The agreement itself, where the measure is over one. */
  subject?: Row;
};

/** Computes a measure from its records. Pure: the day and the records come in. */
export function measured(measure: Measure, reading: Reading): Measured {
  const found = compute(measure, reading);
  const amiss = found.alert ?? (found.met ? null : (measure.alert ?? null));
  return { ...found, alert: amiss !== null && graceOver(measure, reading) ? amiss : null };
}

/** The day on which what is missing begins to be told. */
function graceOver(measure: Measure, { subject, today }: Reading): boolean {
  if (!measure.grace) return true;
  const since = subject?.[measure.grace.since];
  return typeof since === 'string' && addDays(plainDate(since), measure.grace.days) <= today;
}

function compute(measure: Measure, reading: Reading): Measured {
  if (measure.type === 'coverage') return coverage(measure, reading);
  if (measure.type === 'groups') return groups(measure, reading);
  if (measure.type === 'share') return share(measure, reading);
  if (measure.type === 'target') return target(measure, reading);
  if (measure.type === 'cadence') return cadence(measure, reading);
  if (measure.type === 'growth') return growth(measure, reading);
  if (measure.type === 'on_time') return onTime(measure, reading);
  return years(measure, reading);
}

const empty = (measure: Measure): Measured => ({
  key: measure.key,
  value: 0,
  of: null,
  percent: null,
  missing: [],
  groups: [],
  lacking: [],
  met: true,
  due: null,
  alert: null,
});

/** A share in percent with the decimals asked for, half up. */
export function percentOf(part: number, whole: number, decimals: number): number | null {
  if (whole === 0) return null;
  const scale = 10 ** decimals;
  return Math.round((part * 100 * scale) / whole + Number.EPSILON) / scale;
}

/** Records of a source: those that stand, pass its conditions and lie in its span. */
function take(source: Source, reading: Reading): Row[] {
  const span = spanOf(source, reading);
  return reading.rowsOf(source).filter((row) => {
    if (!source.all && row.live === false) return false;
    const on = row[source.on];
    if (span && !(typeof on === 'string' && on >= span.from && on <= span.to)) return false;
    return meets(row, source.where, reading.today);
  });
}

function spanOf(source: Source, { today, window }: Reading): { from: string; to: string } | null {
  if (source.within === undefined) return null;
  if (source.within === 'window') return window ?? null;
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  const length = source.within === 'year' ? 12 : source.within === 'half' ? 6 : 3;
  const first = month - ((month - 1) % length);
  const from = plainDate(`${year}-${String(first).padStart(2, '0')}-01`);
  return { from, to: addDays(addMonths(from, length), -1) };
}

const keysOf = (row: Row, as = 'id'): string[] => {
  const value = row[as];
  if (value === null || value === undefined || value === '') return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
};

function coverage(measure: Extract<Measure, { type: 'coverage' }>, reading: Reading): Measured {
  const wanted = Array.isArray(measure.of)
    ? measure.of.map((o) => ({ key: o.code, label: o.title.zh }))
    : distinctBy(take(measure.of, reading), measure.of.as);
  const found = take(measure.have, reading);
  const counting = found.filter((row) => meets(row, measure.counts ?? {}, reading.today));
  const covered = new Set(counting.flatMap((row) => keysOf(row, measure.have.as)));
  const missing = wanted.filter((w) => !covered.has(w.key));
  const value = wanted.length - missing.length;
  return {
    ...empty(measure),
    value,
    of: wanted.length,
    percent: percentOf(value, wanted.length, measure.decimals),
    missing,
    lacking: found.filter((row) => !counting.includes(row)).map((row) => ({ key: row.id, label: row.label })),
    groups: tally(counting, measure.have.as ?? 'id', () => 1),
    met: missing.length === 0,
  };
}

/** Each value of the property once, with the words of the first record that has it. */
function distinctBy(rows: readonly Row[], as = 'id'): Named[] {
  const found = new Map<string, string>();
  for (const row of rows)
    for (const key of keysOf(row, as)) if (!found.has(key)) found.set(key, as === 'id' ? row.label : labelOf(row, as));
  return [...found].map(([key, label]) => ({ key, label }));
}

/** What a person calls the value of a property: its `<property>_label`, else the record's own words, else the value. */
function labelOf(row: Row, as: string): string {
  const named = row[`${as}_label`];
  return typeof named === 'string' ? named : as === 'code' ? String(row[as]) : row.label;
}

function tally(rows: readonly Row[], by: string, weight: (row: Row) => number): Group[] {
  const sums = new Map<string, Group>();
  for (const row of rows)
    for (const key of keysOf(row, by)) {
      const group = sums.get(key) ?? { key, label: labelOf(row, by), value: 0 };
      sums.set(key, { ...group, value: group.value + weight(row) });
    }
  return [...sums.values()];
}

type Value = Extract<Measure, { type: 'groups' }>['value'];

const numberOf = (row: Row, property: string): number => (typeof row[property] === 'number' ? row[property] : 0);

function valueOf(rows: readonly Row[], value: Value): number {
  if (value === 'count') return rows.length;
  if ('sum' in value) return rows.reduce((n, row) => n + numberOf(row, value.sum), 0);
  return new Set(rows.flatMap((row) => keysOf(row, value.distinct))).size;
}

function groups(measure: Extract<Measure, { type: 'groups' }>, reading: Reading): Measured {
  const found = take(measure.of, reading);
  const counting = found.filter((row) => meets(row, measure.counts ?? {}, reading.today));
  const named = counting.filter((row) => keysOf(row, measure.by).length > 0);
  const keys = distinctBy(named, measure.by);
  const labels = measure.options.length > 0 ? measure.options.map((o) => ({ key: o.code, label: o.title.zh })) : keys;
  return {
    ...empty(measure),
    value: valueOf(named, measure.value),
    of: measure.distinct === undefined ? null : valueOf(named, { distinct: measure.distinct }),
    groups: labels.map(({ key, label }) => ({
      key,
      label,
      value: valueOf(
        named.filter((row) => keysOf(row, measure.by).includes(key)),
        measure.value,
      ),
    })),
    missing: counting.filter((row) => !named.includes(row)).map((row) => ({ key: row.id, label: row.label })),
    lacking: found.filter((row) => !counting.includes(row)).map((row) => ({ key: row.id, label: row.label })),
    met: named.length === counting.length,
  };
}

function share(measure: Extract<Measure, { type: 'share' }>, reading: Reading): Measured {
  const part = take(measure.part, reading);
  const whole = take(measure.whole, reading);
  const sums = typeof measure.sum === 'string' ? { part: measure.sum, whole: measure.sum } : measure.sum;
  const count = (rows: readonly Row[], source: Source, property: string | undefined): number =>
    property !== undefined
      ? valueOf(rows, { sum: property })
      : source.as
        ? valueOf(rows, { distinct: source.as })
        : rows.length;
  const [value, of] = [count(part, measure.part, sums?.part), count(whole, measure.whole, sums?.whole)];
  const has = new Set(part.map((row) => row.id));
  const { mean } = measure;
  const rated = mean === undefined ? [] : part.filter((row) => typeof row[mean] === 'number');
  return {
    ...empty(measure),
    value,
    of,
    percent: percentOf(value, of, measure.decimals),
    missing: sums ? [] : whole.filter((row) => !has.has(row.id)).map((row) => ({ key: row.id, label: row.label })),
    groups:
      mean === undefined || rated.length === 0
        ? []
        : [
            {
              key: 'mean',
              label: `${rated.length}`,
              value: Math.round((valueOf(rated, { sum: mean }) / rated.length) * 10) / 10,
            },
          ],
    met: value >= of,
  };
}

function target(measure: Extract<Measure, { type: 'target' }>, reading: Reading): Measured {
  const rows = take(measure.of, reading);
  const value = valueOf(rows, measure.value);
  const floor =
    measure.operator === 'about' ? Math.ceil(measure.number * (1 - (measure.tolerance ?? 0))) : measure.number;
  const lacksTolerance = measure.operator === 'about' && measure.tolerance === undefined;
  return {
    ...empty(measure),
    value,
    of: measure.number,
    percent: percentOf(value, measure.number, measure.decimals),
    groups: measure.by === undefined ? [] : tally(rows, measure.by, () => 1),
    met: lacksTolerance ? value >= measure.number : value >= floor,
  };
}

function cadence(measure: Extract<Measure, { type: 'cadence' }>, reading: Reading): Measured {
  const rows = take(measure.of, reading);
  const each = measure.each
    ? take(measure.each, reading).flatMap((row) =>
        keysOf(row, measure.each!.as).map((key) => ({ key, label: row.label, row })),
      )
    : [{ key: 'all', label: reading.subject?.label ?? '', row: reading.subject }];
  const standing = each.map(({ key, label, row }) => {
    const own = measure.match === undefined ? rows : rows.filter((r) => keysOf(r, measure.match).includes(key));
    const lasts = own.map((r) => r[measure.last]).filter((v): v is string => typeof v === 'string');
    const last = lasts.toSorted().at(-1) ?? startOf(row);
    return { key, label, due: last === null ? null : dueAfter(last, measure) };
  });
  const missing = standing.filter((s) => s.due === null || s.due < reading.today);
  const dues = standing.flatMap((s) => (s.due === null ? [] : [s.due]));
  return {
    ...empty(measure),
    value: standing.length - missing.length,
    of: standing.length,
    percent: percentOf(standing.length - missing.length, standing.length, measure.decimals),
    missing: missing.map(({ key, label }) => ({ key, label })),
    groups: standing.flatMap((s) =>
      s.due === null
        ? []
        : [{ key: s.key, label: s.label, value: daysBetween(plainDate(s.due), plainDate(reading.today)) }],
    ),
    met: missing.length === 0,
    due: dues.toSorted()[0] ?? null,
  };
}

const startOf = (row: Row | undefined): string | null => (typeof row?.in_force === 'string' ? row.in_force : null);

/** The last day in time: so many months or days after; the day itself still counts. */
function dueAfter(last: string, { months, days }: Extract<Measure, { type: 'cadence' }>): string {
  const from = plainDate(last);
  return months === undefined ? addDays(from, days ?? 0) : addMonths(from, months);
}

function growth(measure: Extract<Measure, { type: 'growth' }>, reading: Reading): Measured {
  const rows = take(measure.of, reading);
  const known = rows.filter((r) => typeof r[measure.before] === 'number' && typeof r[measure.after] === 'number');
  const change = (before: number, after: number) => percentOf(after - before, before, measure.decimals);
  const [before, after] = [valueOf(known, { sum: measure.before }), valueOf(known, { sum: measure.after })];
  return {
    ...empty(measure),
    value: after,
    of: before,
    percent: change(before, after),
    groups: known.map((r) => ({
      key: String(r[measure.name ?? 'id']),
      label: labelOf(r, measure.name ?? 'id'),
      value: change(numberOf(r, measure.before), numberOf(r, measure.after)) ?? 0,
    })),
    missing: rows.filter((r) => !known.includes(r)).map((r) => ({ key: r.id, label: r.label })),
    met: known.length === rows.length,
  };
}

function onTime(measure: Extract<Measure, { type: 'on_time' }>, reading: Reading): Measured {
  const state = (row: Row): 'on_time' | 'late' | 'overdue' | 'not_due' => {
    const [due, done] = [String(row[measure.due]), row[measure.done]];
    if (typeof done === 'string') return done <= due ? 'on_time' : 'late';
    return due < reading.today ? 'overdue' : 'not_due';
  };
  const rows = take(measure.of, reading).filter((row) => typeof row[measure.due] === 'string');
  const count = (wanted: ReturnType<typeof state>) => rows.filter((row) => state(row) === wanted).length;
  const judged = rows.length - count('not_due');
  const overdue = rows.filter((row) => state(row) === 'overdue');
  return {
    ...empty(measure),
    value: count('on_time'),
    of: judged,
    percent: percentOf(count('on_time'), judged, measure.decimals),
    missing: overdue.map((row) => ({ key: row.id, label: row.label })),
    groups: (['on_time', 'late', 'overdue', 'not_due'] as const).map((key) => ({ key, label: key, value: count(key) })),
    met: overdue.length === 0,
  };
}

/** This year against the last, by code; what did not grow is named. */
function years(measure: Extract<Measure, { type: 'years' }>, reading: Reading): Measured {
  const year = Number(reading.today.slice(0, 4));
  const rows = take(measure.of, reading);
  const sumOf = (code: string, of: number): number =>
    valueOf(
      rows.filter((r) => r[measure.by] === code && String(r.on).startsWith(String(of))),
      measure.value,
    );
  const groupsFound = measure.options.map((o) => {
    const [before, after] = [sumOf(o.code, year - 1), sumOf(o.code, year)];
    return { key: o.code, label: o.title.zh, value: percentOf(after - before, before, measure.decimals) ?? 0 };
  });
  const missing = groupsFound.filter((g) => g.value <= 0).map(({ key, label }) => ({ key, label }));
  return {
    ...empty(measure),
    value: groupsFound.length - missing.length,
    of: groupsFound.length,
    groups: groupsFound,
    missing,
    met: missing.length === 0,
  };
}
