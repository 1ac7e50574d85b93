import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { certificationErrors } from '../errors.ts';

/** A contest that one may see, locked. @throws NOT_FOUND */
export async function contestRow(tx: Tx, contestId: string) {
  const row = await tx
    .selectFrom('skill_contest')
    .selectAll()
    .where('contest_id', '=', contestId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** A contest that was held and is not closed, locked. @throws NOT_FOUND, CONTEST_STATE */
export async function openContestRow(tx: Tx, contestId: string, today: string) {
  const row = await contestRow(tx, contestId);
  if (row.state !== 'open' || row.held_on > today) throw certificationErrors.CONTEST_STATE();
  return row;
}

/** What an audit entry is about. */
export type Subject = { contestId: string; home: number; institutionId: string };
/** The contest of a row as the subject of an audit entry. */
export const subjectOf = (row: { contest_id: string; location_code: number; institution_id: string }): Subject => ({
  contestId: row.contest_id,
  home: row.location_code,
  institutionId: row.institution_id,
});
/** An entry of the audit about a contest. */
export const contestEntry = (action: string, { contestId, home, institutionId }: Subject, summary: string) => ({
  action: `certification.${action}`,
  subjectType: 'skill_contest',
  subjectId: contestId,
  divisionCode: home,
  institutionId,
  summary,
});
