import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Cycle = z.strictObject({
  key: z.string(),
  document: z.string(),
  clause: z.string(),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  confirmed_by: z.array(z.enum(['hr', 'poverty'])).min(1),
  obligations: z.array(z.string()),
});
export type Cycle = z.infer<typeof Cycle>;

let cycles: Cycle[] | undefined;

/** The periodic summaries that documents ask for; read once. @throws ZodError */
export function summaryCycles(): readonly Cycle[] {
  cycles ??= z
    .strictObject({ summaries: z.array(Cycle) })
    .parse(
      parse(readFileSync(join(import.meta.dirname, '../../../../rules/figures/summaries.yaml'), 'utf8')),
    ).summaries;
  return cycles;
}

const pad = (n: number) => String(n).padStart(2, '0');
const lastOf = (year: number, month: number) =>
  `${year}-${pad(month)}-${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

/** The last period of so many months (a divisor of twelve) that has ended before a day. */
export function lastPeriod(months: number, today: string): { from: string; to: string } {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const ended = Math.floor((month - 1) / months) * months;
  const [y, end] = ended === 0 ? [year - 1, 12] : [year, ended];
  return { from: `${y}-${pad(end - months + 1)}-01`, to: lastOf(y, end) };
}

/** The first day MM-DD after a period; null where none is set. */
export function dueAfter(periodTo: string, day: string | null): string | null {
  if (day === null) return null;
  const year = Number(periodTo.slice(0, 4));
  const same = `${year}-${day}`;
  return same > periodTo ? same : `${year + 1}-${day}`;
}

/** The day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
