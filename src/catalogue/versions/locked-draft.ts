import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import { catalogueErrors } from '../errors.ts';
import type { Version } from '../schema.ts';
import { findVersion, lockCatalogue } from '../store.ts';

/** A version of the actor's own city, with everybody else who changes that catalogue waiting. @throws NOT_FOUND for another city's */
export async function lockedVersion(tx: Tx, actor: Actor, versionId: string): Promise<Version> {
  const seen = await findVersion(tx, versionId);
  if (!areasHold(actor.areas, seen.cityCode)) throw errors.NOT_FOUND();
  await lockCatalogue(tx, seen.cityCode, seen.year);
  return findVersion(tx, versionId);
}

/** @throws NOT_FOUND, CATALOGUE_NOT_DRAFT */
export async function lockedDraft(tx: Tx, actor: Actor, versionId: string): Promise<Version> {
  const version = await lockedVersion(tx, actor, versionId);
  if (version.state !== 'draft') throw catalogueErrors.CATALOGUE_NOT_DRAFT();
  return version;
}
