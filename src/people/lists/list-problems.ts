import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import { read, type Tx } from '../../platform/db.ts';
import { PERSONAL_FIELDS, PLACE_FIELDS } from './correction.ts';
import { findingOf } from './list-findings.ts';
import { listById } from './list-store.ts';
import { ListId, ListProblems, type ProblemView } from '../schema.ts';

/** Kinds of problems of a list, the ones that touch most rows first. */
export type ProblemKindCount = { code: string; decision: string; message: string; rows: number; open: number };

/**
 * What was found in a list, cell by cell, in the order of the sheet.
 * @throws NOT_FOUND for a list outside the reader's area
 */
export async function listProblems(
  ctx: Context,
  input: ListProblems,
): Promise<{ rows: ProblemView[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'register.read');
  const { listId, page, size, code, decision, open } = ListProblems.parse(input);
  return read(ctx, async (tx) => {
    await coveredList(tx, actor, listId);
    let query = tx.selectFrom('import_problem').where('list_id', '=', listId);
    if (code) query = query.where('code', '=', code);
    if (decision) query = query.where('decision', '=', decision);
    if (open) query = query.where('resolution', open === 'yes' ? 'is' : 'is not', null);
    const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('seq')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const whole = actor.permissions.has('register.import');
    const shown = (field: string | null, text: string | null) => (whole ? text : maskedText(field, text));
    return {
      total: n,
      page,
      size,
      rows: rows.map((p) => ({
        ...findingOf(p, (sealed) => shown(p.field, ctx.vault.decrypt(sealed))),
        personId: p.person_id,
        fix: p.field === null ? 'none' : PLACE_FIELDS.has(p.field) ? 'place' : 'value',
        own: p.field === null || PERSONAL_FIELDS.has(p.field),
        resolution: p.resolution,
        resolvedBy: p.resolved_by,
        resolvedAt: p.resolved_at?.toISOString() ?? null,
        note: p.resolution_note,
      })),
    };
  });
}

/** The kinds of problems of a list ranked by how many rows they touch. @throws NOT_FOUND */
export async function rankProblems(ctx: Context, input: ListId): Promise<{ kinds: ProblemKindCount[] }> {
  const actor = authorise(ctx, 'register.read');
  const { listId } = ListId.parse(input);
  return read(ctx, async (tx) => {
    await coveredList(tx, actor, listId);
    const kinds = await sql<ProblemKindCount>`
      select code, decision, min(regexp_replace(message, '（另见.*$', '')) as message, count(distinct (sheet, row)) as rows,
        count(distinct (sheet, row)) filter (where resolution is null and decision = 'review') as open
      from import_problem where list_id = ${listId} group by code, decision order by 4 desc, code`.execute(tx);
    return { kinds: kinds.rows };
  });
}

/** Problems name people of the whole list, so only an office that answers for its whole area sees them. @throws NOT_FOUND */
async function coveredList(tx: Tx, actor: Actor, listId: string) {
  const list = await listById(tx, listId);
  if (!actor.areas.some((a) => a.lo <= list.area_lo && list.area_hi <= a.hi)) throw errors.NOT_FOUND();
  return list;
}

const PERSONAL = new Set(['id_number', 'phone', 'address']);

/** Offices that do not import see that a number was wrong, not the number. */
function maskedText(field: string | null, text: string | null): string | null {
  return text === null || field === null || !PERSONAL.has(field) ? text : '*'.repeat(Math.min(text.length, 18));
}
