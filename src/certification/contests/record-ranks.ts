import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { peopleNamed } from '../people-named.ts';
import { RecordRanks } from './contest-schema.ts';
import { contestEntry, openContestRow, subjectOf } from './contest-store.ts';

/** The ranks of a contest that is still open; a person entered again has the later rank. @throws NOT_FOUND, CONTEST_STATE, CERTIFICATE_PERSON_UNKNOWN naming the rows */
export async function recordRanks(ctx: Context, input: RecordRanks): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'certification.contest');
  const said = RecordRanks.parse(input);
  return transaction(ctx, async (tx) => {
    const contest = await openContestRow(tx, said.contestId, ctx.clock.today());
    const named = await peopleNamed(tx, ctx, said.rows);
    const people = said.rows.map(({ rank }, i) => ({ ...named[i]!, rank }));
    await sql`insert into contest_entrant (person_id, contest_id, institution_id, village_code, person_name, rank, recorded_by, recorded_at)
      select r."personId", ${said.contestId}::uuid, ${contest.institution_id}::uuid, r."villageCode", r.name, r.rank, ${actor.userId}, ${ctx.clock.now()}
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r("personId" uuid, "villageCode" bigint, name text, rank int)
      on conflict (person_id, contest_id) do update set rank = excluded.rank, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(
      tx,
    );
    await audit(
      tx,
      ctx,
      contestEntry('record_ranks', subjectOf(contest), `登记竞赛名次 ${contest.name}：${people.length} 人`),
    );
    return { recorded: people.length };
  });
}
