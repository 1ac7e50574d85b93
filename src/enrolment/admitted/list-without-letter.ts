import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListWithoutLetter } from '../schema-city.ts';
import { dwellOf, limitAt, type Dwell } from '../dwell/step-limit.ts';
import { STATES, type ApplicationState } from '../states.ts';

export type WithoutLetter = {
  id: string;
  admissionNumber: string;
  name: string;
  institutionId: string;
  schoolName: string;
  major: string;
  stateName: string;
  admittedOn: string;
  /** Working days since the school was told, or since the admission while it has not been; limit "not set" until the locality sets one. */
  waiting: Dwell;
};

/** Admitted persons without a letter, who waits longest first, for their city and, once notified, their school (SD2017-3.2-14). */
export async function listWithoutLetter(ctx: Context, input: ListWithoutLetter): Promise<Page<WithoutLetter>> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, year, institutionId } = ListWithoutLetter.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('application as a')
      .innerJoin('admission as d', (join) =>
        join.onRef('d.person_id', '=', 'a.person_id').onRef('d.application_id', '=', 'a.application_id'),
      )
      .where('a.state', 'in', actor.institutionId ? ['school_notified'] : ['admitted', 'school_notified']);
    query = actor.institutionId
      ? query.where('a.institution_id', '=', actor.institutionId)
      : query.where((eb) => inAreas(eb, 'a.city_code', actor));
    if (year !== undefined) query = query.where('a.year', '=', year);
    if (institutionId !== undefined) query = query.where('a.institution_id', '=', institutionId);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .select(['a.application_id', 'a.person_name', 'a.state', 'a.held_since', 'a.city_code'])
      .select(['d.number', 'd.institution_id', 'd.school_name', 'd.major', 'd.admitted_on'])
      .orderBy('a.held_since')
      .orderBy('a.application_id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const limits = new Map<number, number | null>();
    for (const code of new Set(rows.map((r) => r.city_code)))
      limits.set(code, await limitAt(tx, 'school', code, today));
    return {
      total,
      page,
      size,
      rows: rows.map((r) => ({
        id: r.application_id,
        admissionNumber: r.number,
        name: r.person_name,
        institutionId: r.institution_id,
        schoolName: r.school_name,
        major: r.major,
        stateName: STATES[r.state as ApplicationState],
        admittedOn: r.admitted_on,
        waiting: dwellOf(r.held_since, today, limits.get(r.city_code) ?? null),
      })),
    };
  });
}
