import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fixedClock } from '../../../platform/clock.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { plainDate } from '../../../platform/plain-date.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { syntheticCitizenId } from '../../../standards/index.ts';
import { importRoll } from '../../../students/roll/import-roll.ts';
import { FOCUS } from '../places.ts';
import { schoolActor } from '../units.ts';

const SCHOOLS = 4;
const OF_THE_REGISTER = 36;
const OTHERS = 6;
const OF_ONE_AND_TWO = 9;
const HEADINGS =
  '学籍号,姓名,证件号,性别,入学日期,学制,培养层次,学习形式,专业,班级,学籍状态,毕业日期,就业单位,就业日期';

type Student = { name: string; number: string; sex: string };

/**
 * Registration exports of four schools of the focus city, sent in May and imported by the schools themselves: most students are found in the register, a few
 * names are written otherwise and wait to be matched, some are of no register. So the tables of June are computed from persons.
 */
export async function demoRolls(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  const clock = fixedClock(`${year}-05-28T10:00:00+08:00`);
  const schools = await transactionAs(services.db, 'system', schoolsOf);
  const people = await transactionAs(services.db, 'system', (tx) => youngPeople(tx, services, schools.length));
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-rolls-'));
  try {
    for (const [i, school] of schools.entries()) {
      const own = people.slice(i * OF_THE_REGISTER, (i + 1) * OF_THE_REGISTER);
      // Somebody of the first school stands on the second's roll as well: comparing finds him on both.
      const also = i === 1 ? people.slice(OF_ONE_AND_TWO, OF_ONE_AND_TWO + 1) : [];
      const bytes = Buffer.from(rollOf([...own, ...also], i, year));
      const path = join(dir, `${i}.csv`);
      writeFileSync(path, bytes);
      const name = `${school.name}学籍信息.csv`;
      const actor = await schoolActor(services, school.institution_id);
      const ctx = makeContext({ ...services, clock, db: { ...services.db, today: () => clock.today() } }, actor);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await importRoll(ctx, { path, name, sha256, institutionName: school.name, listDate: clock.today() });
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function schoolsOf(tx: Tx): Promise<{ institution_id: string; name: string }[]> {
  return tx
    .selectFrom('institution')
    .select(['institution_id', 'name'])
    .where('kind', '=', 'technical_school')
    .where('location_code', '>=', FOCUS.city)
    .where('location_code', '<', FOCUS.city + 100_000_000)
    .orderBy('name')
    .limit(SCHOOLS)
    .execute();
}

/** People of the city's register of an age to study, each once; first those about whom the register cannot be right (a death noted, two lines). */
async function youngPeople(tx: Tx, services: Services, schools: number): Promise<Student[]> {
  const { rows } = await sql<{
    name: string;
    sex: string;
    id_number: Buffer;
  }>`select * from (select distinct on (p.id_index) p.person_id, p.village_code, s.note is null and not exists (select 1 from person o where o.id_index = p.id_index
        and o.source = 'assisted_register' and o.person_id <> p.person_id) as plain, p.name, p.sex, p.id_number from person p
      join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
    where p.village_code >= ${FOCUS.city} and p.village_code < ${FOCUS.city + 100_000_000} and p.id_state = 'valid' and p.source = 'assisted_register'
      and p.birth between '1996-01-01' and '2004-12-31' and not exists (select 1 from application a where a.person_id = p.person_id)
    order by p.id_index, p.person_id) y
    order by plain, village_code desc, person_id limit ${schools * OF_THE_REGISTER}`.execute(tx);
  return rows.map((r) => ({ name: r.name, sex: r.sex, number: services.vault.decrypt(r.id_number)! }));
}

function rollOf(own: readonly Student[], school: number, year: number): string {
  const others = Array.from({ length: OTHERS }, (_, i): Student => {
    const birth = plainDate(`2002-0${i + 1}-1${school}`);
    return {
      name: `孟${'甲乙丙丁戊己'[i]}`,
      sex: '男',
      number: syntheticCitizenId({ region: '370102', birth, sex: '男', sequence: i }),
    };
  });
  const lines = [...own, ...others].map((student, i) => lineOf(student, i, school, year));
  return `${[HEADINGS, ...lines].join('\r\n')}\r\n`;
}

/** Every sixth has graduated in January, most of them with a job; every fifth came this spring; two names are written with another last character. */
function lineOf({ name, number, sex }: Student, i: number, school: number, year: number): string {
  const graduated = i % 6 === 5;
  const works = graduated && i % 18 !== 5;
  const written = i === 3 || i === 14 ? `${name.slice(0, -1)}某` : name;
  const entered = graduated ? `${year - 3}-09-01` : i % 5 === 0 ? `${year}-03-02` : `${year - 1 - (i % 2)}-09-01`;
  return [
    `3717${year}${String(school)}${String(i).padStart(5, '0')}`,
    written,
    number,
    sex,
    entered,
    '3',
    i % 2 === 0 ? '中级工' : '高级工',
    '全日制',
    i % 2 === 0 ? '汽车维修' : '数控加工（数控车工）',
    `${entered.slice(2, 4)}级${(i % 3) + 1}班`,
    graduated ? '毕业' : '在籍',
    graduated ? `${year}-01-10` : '',
    works ? '菏泽示例机械有限公司' : '',
    works ? `${year}-02-20` : '',
  ].join(',');
}
