import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListReported, type ReportedRow } from '../schema.ts';
import { waitingForRegistration, waitsOf } from './waiting.ts';

/**
 * Reported students who are not on the roll yet, the longest waiting first, with days since reporting and the limit set locally ("not set" until set): of
 * the school, or of the reader's area.
 */
export async function listReported(ctx: Context, input: ListReported): Promise<Page<ReportedRow>> {
  const actor = authorise(ctx, 'student.read');
  const { page, size, overdue, institutionId } = ListReported.parse(input);
  const school = actor.line === 'school' ? actor.institutionId : (institutionId ?? null);
  const scope = { institutionId: school, ...(actor.line === 'school' ? {} : { areas: scopeOf(actor) }) };
  return read(ctx, async (tx) => {
    const found = await waitingForRegistration(tx, scope, { limit: size, offset: (page - 1) * size });
    const waits = await waitsOf(tx, found, ctx.clock.today());
    const rows = waits
      .filter(({ wait }) => overdue === undefined || (wait.standing === 'overdue') === (overdue === 'yes'))
      .map((row): ReportedRow => ({
        applicationId: row.application_id,
        personId: row.person_id,
        number: row.number,
        name: row.person_name,
        schoolName: row.school_name,
        major: row.major,
        reportedOn: row.reported_on,
        days: row.wait.days,
        limitDays: row.wait.limitDays,
        standing: row.wait.standing,
      }));
    const last = found.length < size;
    return { rows, total: last && overdue === undefined ? (page - 1) * size + found.length : null, page, size };
  });
}
