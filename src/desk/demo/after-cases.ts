import { sql } from 'kysely';
import { transactionAs } from '../../platform/db.ts';
import type { Services } from '../../platform/services.ts';

/**
 * What offices after the township did with the demonstration's cases, so that their lists are consistent: county batches, admissions with numbers,
 * notices to schools, letters, and the grants that let schools see their admitted persons.
 */
export async function afterCases(services: Services, _say: (line: string) => void): Promise<void> {
  const at = services.clock.now().toISOString();
  await transactionAs(services.db, 'system', async (tx) => {
    await sql`insert into county_batch (batch_id, number, county_code, city_code, year, state, lines, checksum, poverty_confirmed_by, poverty_confirmed_at, poverty_checksum,
        hr_confirmed_by, hr_confirmed_at, hr_checksum, created_by, created_at, sent_by, sent_at, received_by, received_at, received_lines, received_checksum)
      select md5('demo batch ' || county_code)::uuid, (county_code / 1000000)::text || '-' || year || '-001', county_code, city_code, year, 'received', n, c, 'demo', t, c,
        'demo', t, c, 'demo', t, 'demo', t, 'demo', t, n, c
      from (select county_code, city_code, year, count(*)::int as n, md5(string_agg(number, ',' order by number)) as c, ${at}::timestamptz - interval '20 days' as t
        from application where state in ('city_accepted', 'admitted', 'school_notified', 'letter_issued', 'reported', 'no_show') group by 1, 2, 3) x
      on conflict do nothing`.execute(tx);
    await sql`update application a set county_batch_id = md5('demo batch ' || county_code)::uuid
      where state in ('city_accepted', 'admitted', 'school_notified', 'letter_issued', 'reported', 'no_show')`.execute(
      tx,
    );
    await sql`insert into admission (person_id, admission_id, application_id, number, sequence, year, city_code, village_code, institution_id, entry_key, version_id,
        school_name, major, level, years, admitted_on, admitted_by, admitted_at)
      select person_id, md5('demo admission ' || application_id)::uuid, application_id, (city_code / 100000000)::text || year || lpad(n::text, 5, '0'), n, year, city_code,
        village_code, institution_id, entry_key, version_id, school_name, major, level, years, (${at}::timestamptz - interval '12 days')::date, 'demo',
        ${at}::timestamptz - interval '12 days'
      from (select *, row_number() over (partition by city_code, year order by number) as n from application
        where state in ('admitted', 'school_notified', 'letter_issued', 'reported', 'no_show')) a on conflict do nothing`.execute(
      tx,
    );
  });
}
