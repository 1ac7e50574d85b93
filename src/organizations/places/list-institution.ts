import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import { institutionNamedIn, institutionNameIn, recordNamed, type NamedInstitution } from './named-institution.ts';
import { rangeOf, scopeOf } from '../scope/scope.ts';

/**
 * Whose list a file is. A school or institution sends its own: another's name above it is refused. An office sends that of an institution
 * of its area: the one it names, or the one that the title names; a name nobody has recorded is entered with the list.
 * @param titles texts above the list and the file's name
 * @throws LIST_OF_ANOTHER, LIST_NOT_NAMED, NOT_FOUND for an institution outside the area
 */
export async function institutionOfList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  titles: readonly string[],
  given?: string | null,
): Promise<NamedInstitution> {
  if (actor.institutionId !== null) return ownList(tx, ctx, actor.institutionId, titles);
  const [area] = scopeOf(actor);
  if (!area) throw errors.NOT_PERMITTED();
  if (given) {
    const row = await byId(tx, given);
    if (!row || row.locationCode < area.lo || row.locationCode >= area.hi) throw errors.NOT_FOUND();
    return row;
  }
  const named = await institutionNamedIn(tx, titles, area, ctx.clock.today());
  if (named) return named;
  const name = institutionNameIn(titles);
  if (name === null) throw organizationErrors.LIST_NOT_NAMED();
  return recordNamed(tx, ctx, name, area);
}

async function ownList(tx: Tx, ctx: Context, own: string, titles: readonly string[]): Promise<NamedInstitution> {
  const row = await byId(tx, own);
  if (!row) throw errors.NOT_FOUND();
  const city = rangeOf(Math.floor(row.locationCode / 100_000_000) * 100_000_000);
  const named = await institutionNamedIn(tx, titles, city, ctx.clock.today());
  if (named && named.institutionId !== own)
    throw organizationErrors.LIST_OF_ANOTHER({ details: { institution: named.name } });
  return row;
}

async function byId(tx: Tx, institutionId: string): Promise<NamedInstitution | undefined> {
  const row = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'location_code'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  return row && { institutionId: row.institution_id, name: row.name, locationCode: row.location_code };
}
