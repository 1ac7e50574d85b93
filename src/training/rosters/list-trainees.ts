import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { classById } from '../classes/class-store.ts';
import { ClassRoster, type TraineeView } from './schema.ts';

/** The roster of a class with what is known of each: identity, checks, hours, result. @throws NOT_FOUND */
export async function listTrainees(ctx: Context, input: ClassRoster): Promise<{ rows: TraineeView[]; total: number }> {
  const actor = authorise(ctx, 'training.read');
  const { classId } = ClassRoster.parse(input);
  return read(ctx, async (tx) => {
    await classById(tx, actor, classId);
    const { rows } = await sql<TraineeView>`
      select r.record_id as "personId", p.name, p.id_mask as "idMask", p.phone_mask as "phoneMask", t.category, r.identity, r.state, s.reason,
        coalesce(h.hours, 0)::float8 as hours, r.result, r.certificate_no as "certificateNo", s.satisfaction, s.charged_group as "chargedGroup", r.contracted,
        coalesce(k.checks, '[]') as checks
      from report_training_participation r join person p on p.person_id = r.record_id
        join training_participation t on t.person_id = r.record_id and t.participation_id = r.source_id and t.known_to is null
        left join class_trainee s on s.person_id = r.record_id and s.class_id = r.class_id
        left join lateral (select sum(a.hours) as hours from training_attendance a join training_session l on l.session_id = a.session_id
          where a.person_id = r.record_id and a.class_id = r.class_id and (l.confirmed_at is not null or a.source = 'platform')) h on true
        left join lateral (select jsonb_agg(jsonb_build_object('kind', c.check_kind, 'outcome', c.outcome, 'listDate', c.list_date, 'note', c.note) order by c.check_kind) as checks
          from training_check c where c.person_id = r.record_id and c.class_id = r.class_id) k on true
      where r.class_id = ${classId} order by p.name_sort, r.record_id`.execute(tx);
    return { rows, total: rows.length };
  });
}
