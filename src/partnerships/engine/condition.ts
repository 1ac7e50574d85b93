import type { Condition } from './definition.ts';

export type Cell = string | number | boolean | null | undefined | readonly unknown[];
/** An entry, agreement, commitment or party as measures and requirements see it: flat, with a name for people. */
export type Row = { id: string; kind: string; label: string; [property: string]: Cell };

/** Whether a record is what the conditions say, on a day. An absent value meets only `present: false`, `not` and `orAbsent`. */
export function meets(row: Row, where: Readonly<Record<string, Condition>>, today: string): boolean {
  return Object.entries(where).every(([property, condition]) => holds(row[property], condition, today));
}

function holds(value: Cell, condition: Condition, today: string): boolean {
  if (Array.isArray(condition)) return condition.some((one) => value === one);
  if (typeof condition !== 'object') return value === condition;
  const absent = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (condition.orAbsent && absent) return true;
  if (condition.present !== undefined && condition.present === absent) return false;
  if (condition.not !== undefined && value === condition.not) return false;
  if (condition.has !== undefined && !(Array.isArray(value) && value.includes(condition.has))) return false;
  const bound = (limit: number | string): number | string => (limit === '@today' ? today : limit);
  if (condition.min !== undefined && (absent || !(comparable(value) >= bound(condition.min)))) return false;
  if (condition.max !== undefined && (absent || !(comparable(value) <= bound(condition.max)))) return false;
  return true;
}

const comparable = (value: Cell): number | string => (typeof value === 'number' ? value : String(value));
