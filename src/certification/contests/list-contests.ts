import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { ContestId, ListContests, type ContestView, type EntrantView } from './contest-schema.ts';
import { scopeOf } from '../list-certification.ts';

/** Contests of one's institution or area, the newest first. */
export async function listContests(ctx: Context, input: ListContests): Promise<Page<ContestView>> {
  const actor = authorise(ctx, 'certification.read');
  const { page, size } = ListContests.parse(input);
  const where = scopeOf(actor, 'c.location_code', 'c.institution_id');
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<ContestView>`select c.contest_id as "contestId", c.name, c.occupation, c.held_on as "heldOn", i.name as institution, c.state,
        (select count(*) from contest_entrant e where e.contest_id = c.contest_id)::int as entrants,
        (select count(*) from certificate_proposal p where p.contest_id = c.contest_id)::int as proposed,
        (select count(*) from certificate_proposal p where p.contest_id = c.contest_id and p.certificate_id is not null)::int as issued
      from skill_contest c join institution i on i.institution_id = c.institution_id where ${where}
      order by c.held_on desc, c.contest_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const counted = await sql<{ n: number }>`select count(*)::int as n from skill_contest c where ${where}`.execute(tx);
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}

/** Who took part in a contest by rank, with the level proposed and the certificate issued. @throws NOT_FOUND */
export async function openContest(ctx: Context, input: ContestId): Promise<{ rows: EntrantView[]; total: number }> {
  const actor = authorise(ctx, 'certification.read');
  const { contestId } = ContestId.parse(input);
  return read(ctx, async (tx) => {
    const { rows: there } = await sql`select 1 from skill_contest c where c.contest_id = ${contestId}
      and ${scopeOf(actor, 'c.location_code', 'c.institution_id')}`.execute(tx);
    if (there.length === 0) throw errors.NOT_FOUND();
    const { rows } =
      await sql<EntrantView>`select e.person_id as "personId", e.person_name as name, e.rank, p.level, p.clause, c.number as "certificateNo"
      from contest_entrant e left join certificate_proposal p on p.person_id = e.person_id and p.contest_id = e.contest_id
        left join certificate c on c.person_id = p.person_id and c.certificate_id = p.certificate_id
      where e.contest_id = ${contestId} order by e.rank, e.person_id`.execute(tx);
    return { rows, total: rows.length };
  });
}
