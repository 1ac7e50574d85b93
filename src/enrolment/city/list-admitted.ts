import { authorise, type Context } from '../../platform/context.ts';
import { chinaDate } from '../../platform/clock.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ownSchool } from '../admitted/letter-store.ts';
import { ListAdmitted } from '../schema-city.ts';
import { dwellOf, limitAt, type Dwell } from '../dwell/step-limit.ts';
import { STATES, type ApplicationState } from '../states.ts';

export type AdmittedRow = {
  id: string;
  personId: string;
  name: string;
  idMask: string | null;
  admissionNumber: string;
  major: string;
  level: string;
  years: number;
  state: ApplicationState;
  stateName: string;
  waiting: Dwell;
  /** The day the applicant gave the place up; the number stays theirs. */
  withdrawnOn: string | null;
  letter: { letterId: string; number: string; state: string; issuedOn: string; delivery: string } | null;
};

const AT_SCHOOL = [
  'school_notified',
  'letter_issued',
  'reported',
  'status_registered',
  'benefits_active',
  'no_show',
  'withdrawn',
];

/** The persons admitted to the actor's own school, with the letter of each and how long it has been waiting. */
export async function listAdmitted(ctx: Context, input: ListAdmitted): Promise<Page<AdmittedRow>> {
  const actor = authorise(ctx, 'letter.issue');
  const school = ownSchool(actor);
  const { page, size, year, state } = ListAdmitted.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('application as a')
      .innerJoin('admission as d', (join) =>
        join.onRef('d.person_id', '=', 'a.person_id').onRef('d.application_id', '=', 'a.application_id'),
      )
      .where('a.institution_id', '=', school)
      .where('d.notice_id', 'is not', null)
      .where('a.state', 'in', state ? [state] : AT_SCHOOL);
    if (year !== undefined) query = query.where('a.year', '=', year);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .leftJoin('person as p', 'p.person_id', 'a.person_id')
      .select([
        'a.application_id',
        'a.person_id',
        'a.person_name',
        'a.state',
        'a.held_since',
        'a.city_code',
        'p.id_mask',
      ])
      .select(['d.number', 'd.major', 'd.level', 'd.years', 'd.withdrawn_at'])
      .orderBy('d.number')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const letters = rows.length === 0 ? [] : await newestLetters(rows.map((r) => r.application_id));
    const letterOf = new Map(letters.map((l) => [l.application_id, l]));
    const limits = new Map<number, number | null>();
    for (const code of new Set(rows.map((r) => r.city_code)))
      limits.set(code, await limitAt(tx, 'school', code, today));
    return {
      total,
      page,
      size,
      rows: rows.map((r) => {
        const letter = letterOf.get(r.application_id);
        return {
          id: r.application_id,
          personId: r.person_id,
          name: r.person_name,
          idMask: r.id_mask,
          admissionNumber: r.number,
          major: r.major,
          level: r.level,
          years: Number(r.years),
          state: r.state as ApplicationState,
          stateName: STATES[r.state as ApplicationState],
          withdrawnOn: r.withdrawn_at && chinaDate(r.withdrawn_at),
          waiting: dwellOf(r.held_since, today, limits.get(r.city_code) ?? null),
          letter: letter
            ? {
                letterId: letter.letter_id,
                number: letter.number,
                state: letter.state,
                issuedOn: letter.issued_on,
                delivery: letter.delivery,
              }
            : null,
        };
      }),
    };

    function newestLetters(ids: string[]) {
      return tx
        .selectFrom('admission_letter')
        .select(['application_id', 'letter_id', 'number', 'state', 'issued_on', 'delivery'])
        .where('application_id', 'in', ids)
        .where('state', '<>', 'replaced')
        .execute();
    }
  });
}
