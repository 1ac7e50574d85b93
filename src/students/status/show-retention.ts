import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ShowRetention } from '../schema.ts';

export type Retention = {
  registered: number;
  /** Still on the roll, or graduated. */
  continuing: number;
  left: number;
  /** Share continuing in parts per 10,000; null when nobody is registered. */
  rate: number | null;
  dropouts: {
    statusId: string;
    name: string;
    schoolName: string;
    on: string;
    reason: string | null;
    visitTask: string | null;
  }[];
};

/**
 * Whether those who came through the programme go on with their studies (SD2017 三(四) 助力完成学业): still enrolled or graduated among those registered, and
 * for each drop-out the reason and the visit at home that was asked for. Of the school, or of the reader's area.
 */
export async function showRetention(ctx: Context, input: ShowRetention): Promise<Retention> {
  const actor = authorise(ctx, 'student.read');
  const { enrolledFrom = null, enrolledTo = null, institutionId = null } = ShowRetention.parse(input);
  const school = actor.line === 'school' ? actor.institutionId : institutionId;
  const areas = actor.line === 'school' ? [{ lo: 0, hi: 1_000_000_000_000 }] : scopeOf(actor);
  const target = sql`from student_status s where s.application_id is not null and (${school}::uuid is null or s.institution_id = ${school}::uuid)
    and (${sql.join(
      areas.map((a) => sql`(s.village_code >= ${a.lo} and s.village_code < ${a.hi})`),
      sql` or `,
    )})
    and (${enrolledFrom}::date is null or s.enrolled_on >= ${enrolledFrom}::date) and (${enrolledTo}::date is null or s.enrolled_on <= ${enrolledTo}::date)`;
  return read(ctx, async (tx) => {
    const counts = await sql<{ registered: number; lost: number }>`
      select count(*) as registered, count(*) filter (where s.state = 'left') as lost ${target}`.execute(tx);
    const { rows } = await sql<Retention['dropouts'][number]>`
      select s.status_id as "statusId", p.name, i.name as "schoolName", s.state_from as "on",
        (select e.reason from student_event e where e.person_id = s.person_id and e.status_id = s.status_id order by e.seq desc limit 1) as reason,
        (select t.state from task t where t.dedupe_key = 'student.dropout ' || s.status_id) as "visitTask"
      from (select s.* ${target}) s join person p on p.person_id = s.person_id join institution i on i.institution_id = s.institution_id
      where s.state = 'left' order by s.state_from desc, s.status_id limit 200`.execute(tx);
    const { registered, lost } = counts.rows[0]!;
    const continuing = registered - lost;
    return {
      registered,
      continuing,
      left: lost,
      rate: registered === 0 ? null : Math.round((continuing / registered) * 10_000),
      dropouts: rows,
    };
  });
}
