import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { INDEX } from '../../people/index.ts';
import { officesAt } from '../offices.ts';
import { dwellOf, limitAt, type Dwell } from '../dwell/step-limit.ts';
import { slipKey } from './slip-code.ts';
import type { Application } from '../store.ts';
import { HELD_BY } from '../states.ts';
import { CODE_COLUMN } from '../dwell/waiting.ts';

/** The application of this number when its applicant's citizen number ends in `tail`. The caller's transaction must see all places. */
export async function lookUpApplication(
  tx: Tx,
  ctx: Context,
  typed: { number: string; tail: string },
): Promise<Application | undefined> {
  const row = await tx
    .selectFrom('application as a')
    .innerJoin('person as p', 'p.person_id', 'a.person_id')
    .selectAll('a')
    .where('a.number', '=', typed.number)
    .where('p.id_tail_index', '=', ctx.vault.index(INDEX.tail, typed.tail))
    .executeTakeFirst();
  return row as Application | undefined;
}

/** The application whose receipt carries this code. The caller's transaction must see all places. */
export async function applicationOfSlip(tx: Tx, ctx: Context, code: string): Promise<Application | undefined> {
  const row = await tx
    .selectFrom('application')
    .selectAll()
    .where('slip_index', '=', ctx.vault.index('slip', slipKey(code)))
    .executeTakeFirst();
  return row as Application | undefined;
}

/** Name and telephone of the office that holds a case; null when nobody does. */
export async function officeHolding(
  tx: Tx,
  app: Application,
  onDate: string,
): Promise<{ name: string; phone: string | null } | null> {
  const level = HELD_BY[app.state];
  if (level === 'none') return null;
  if (level === 'school') return schoolOf(tx, app);
  const offices = await officesAt(tx, { level, divisionCode: app[CODE_COLUMN[level]], onDate });
  const here = offices.filter((o) => ['village', 'hr', 'poverty'].includes(o.line));
  const first = here.find((o) => o.line !== 'poverty') ?? here[0];
  return first ? { name: here.map((o) => o.name).join('、'), phone: first.phone } : null;
}

async function schoolOf(tx: Tx, app: Application) {
  const row = await tx
    .selectFrom('institution')
    .select(['name', 'phone'])
    .where('institution_id', '=', app.institution_id)
    .executeTakeFirst();
  return row ? { name: row.name, phone: row.phone } : { name: app.school_name ?? '', phone: null };
}

/** How long the holder has had a case, against the place's own limit. */
export async function applicationDwell(tx: Tx, app: Application, today: string): Promise<Dwell> {
  const level = HELD_BY[app.state];
  const code = level === 'none' || level === 'school' ? app.city_code : app[CODE_COLUMN[level]];
  return dwellOf(app.held_since, today, level === 'none' ? null : await limitAt(tx, level, code, today));
}
