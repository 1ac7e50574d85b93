import { seatsTaken } from '../../catalogue/index.ts';
import { areasHold } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { planAdmissions } from './decide-admissions.ts';
import { skippedOf } from '../application/own-applications.ts';
import { AdmitApplications } from '../schema-city.ts';
import type { Application } from '../store.ts';

export type AdmissionPreview = {
  willAdmit: number;
  blocked: { id: string; name: string; number: string; choice: string; reason: string }[];
  /** Imported persons who stay at the city until it has decided. */
  held: { id: string; name: string; reason: string }[];
  skipped: { reason: string; count: number }[];
  seats: { entryKey: string; schoolName: string; major: string; seats: number | null; taken: number; asked: number }[];
};

/** What a bulk admission would do now, without doing or holding anything: who would be admitted, who blocked and why, and the seats. @throws NOT_FOUND */
export async function previewAdmission(ctx: Context, input: AdmitApplications): Promise<AdmissionPreview> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids } = AdmitApplications.parse(input);
  return read(ctx, async (tx) => {
    const apps = (await tx
      .selectFrom('application')
      .selectAll()
      .where('application_id', 'in', ids)
      .execute()) as Application[];
    if (apps.length !== new Set(ids).size || !apps.every((a) => areasHold(actor.areas, a.village_code)))
      throw errors.NOT_FOUND();
    const ready = apps.filter((a) => a.state === 'city_accepted');
    const seats: AdmissionPreview['seats'] = [];
    const plan = await planAdmissions(tx, ctx, ready, async (choice, count) => {
      const { entryKey, schoolName, major, programmeSeats, year } = choice;
      const taken = (await seatsTaken(tx, year, [entryKey])).get(entryKey) ?? 0;
      seats.push({ entryKey, schoolName, major, seats: programmeSeats, taken, asked: count });
      return programmeSeats === null ? count : Math.max(0, Math.min(count, programmeSeats - taken));
    });
    return {
      willAdmit: plan.placed.length,
      blocked: plan.blocked.map(({ app, reason }) => ({
        id: app.application_id,
        name: app.person_name,
        number: app.number,
        choice: `${app.school_name ?? ''} ${app.major ?? ''}`,
        reason,
      })),
      held: plan.held.map(({ app, reason }) => ({ id: app.application_id, name: app.person_name, reason })),
      skipped: skippedOf(apps),
      seats,
    };
  });
}
