import { startMatch } from '../../../matching/index.ts';
import { transactionAs } from '../../../platform/db.ts';
import { runJob } from '../../../platform/jobs.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

/** The city's office has compared the first school's roll with the register of today; its doubtful rows wait to be looked at. */
export async function demoComparison(services: Services): Promise<void> {
  const school = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('student_listing')
      .innerJoin('institution', 'institution.institution_id', 'student_listing.institution_id')
      .select('institution.institution_id')
      .where('student_listing.known_to', 'is', null)
      .orderBy('institution.name')
      .limit(1)
      .executeTakeFirst(),
  );
  if (!school) return;
  const officer = await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer');
  const ctx = makeContext(services, officer);
  const { jobId } = await startMatch(ctx, { source: 'students', institutionId: school.institution_id });
  await runJob(services, async () => officer, jobId);
}
