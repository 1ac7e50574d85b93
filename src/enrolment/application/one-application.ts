import { sql } from 'kysely';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import type { PersonRow } from './application-details.ts';
import { enrolmentErrors } from '../errors.ts';
import { STATES, type ApplicationState } from '../states.ts';

/**
 * One live application per human and year, whichever of their records it hangs on (SD2017-A2-06). Two clerks who begin at the same moment wait for
 * each other here. `own` is the application that asks, once it exists.
 * @throws APPLICATION_EXISTS for this record, APPLICATION_ELSEWHERE for another record of the same human
 */
export async function refuseSecondApplication(
  tx: Tx,
  person: Pick<PersonRow, 'person_id' | 'id_index' | 'village_code'>,
  year: number,
  own: string | null = null,
): Promise<void> {
  const key = person.id_index?.toString('hex') ?? person.person_id;
  await lockUntilEnd(tx, `application ${year} ${key}`);
  const { rows } = await sql<{ application_id: string; number: string; village_code: number; state: ApplicationState }>`
    select * from live_application(${person.person_id}, ${year})`.execute(tx);
  const live = rows.find((r) => r.application_id !== own);
  if (!live) return;
  const details = { number: live.number, villageCode: live.village_code, state: live.state };
  if (live.village_code === person.village_code)
    throw enrolmentErrors.APPLICATION_EXISTS({
      message: `此人本年度已有申请 ${live.number}（${STATES[live.state]}）。`,
      details: { ...details, id: live.application_id },
    });
  throw enrolmentErrors.APPLICATION_ELSEWHERE({
    message: `同一身份本年度已在其他村（居）报名（申请 ${live.number}），不能重复申请。`,
    details,
  });
}
