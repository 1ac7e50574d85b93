import { sql } from 'kysely';
import { transactionAs } from '../../../../platform/db.ts';
import { plainDate } from '../../../../platform/plain-date.ts';
import type { Services } from '../../../../platform/services.ts';
import { syntheticCitizenId } from '../../../../standards/index.ts';
import { FOCUS } from '../../places.ts';
import type { DayOf } from '../office-life.ts';
import type { Enter } from '../register-programmes.ts';
import type { Offices } from '../registers-life.ts';

/** How records of schools are entered, and on which day so many days ago. */
export type Entering = {
  day: DayOf;
  offices: Offices;
  enter: Enter;
  on: (ago: number) => string;
  /** Students of families in the register, whom it knows by name and number. */
  listed: readonly NamedPerson[];
};
export type NamedPerson = { name: string; idNumber: string };

/** Young people of the demonstration's county who stand in the register without a doubt, each once: a few stand in two households' records. */
export async function listedStudents(services: Services): Promise<NamedPerson[]> {
  const { rows } = await transactionAs(services.db, 'system', (tx) =>
    sql<{
      name: string;
      id_number: Buffer;
    }>`select min(p.name) as name, (array_agg(p.id_number))[1] as id_number from person p
      join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
      where p.source = 'assisted_register' and p.id_state = 'valid' and s.doubtful_fields = '{}' and '一般脱贫户' = any(s.household_types)
        and p.village_code >= ${FOCUS.county} and p.village_code < ${FOCUS.county + 1_000_000} and p.birth between '2002-01-01' and '2005-12-31'
      group by p.id_index having count(distinct p.name) = 1 order by max(p.village_code) desc, 1 limit 5`.execute(tx),
  );
  return rows.map((r) => ({ name: r.name, idNumber: services.vault.decrypt(r.id_number)! }));
}

const NAMES = ['赵子强', '钱小梅', '孙志远', '李春燕', '周建国', '吴晓彤', '郑海涛', '王雪'];
/** An invented student of the demonstration's school. */
export const student = (i: number) => ({
  name: NAMES[i % NAMES.length]!,
  idNumber: syntheticCitizenId({
    region: '371721',
    birth: plainDate(`2003-0${1 + (i % 9)}-1${i % 9}`),
    sequence: 501 + i * 2,
    sex: i % 2 ? '女' : '男',
  }),
});
