import { sql } from 'kysely';
import type { ApplicationSpec } from '../../../enrolment/builders.ts';
import type { ApplicationState } from '../../../enrolment/states.ts';
import type { Tx } from '../../../platform/db.ts';
import { chanceOf, type Chance } from '../chance.ts';
import { isLate } from './later-route.ts';

export type Candidate = {
  personId: string;
  name: string;
  villageCode: number;
  education: string;
  veteran: boolean;
  cardNo: string | null;
  wish: 'study' | 'train' | 'none' | null;
  askedOn: string;
};

/** Who of a city could study: out of school, junior or senior high finished, young, registered. About one in five has not been asked yet. */
export async function candidatesOf(tx: Tx, cityCode: number, today: string): Promise<Candidate[]> {
  const { rows } = await sql<Omit<Candidate, 'wish' | 'askedOn'>>`
    select p.person_id as "personId", p.name, p.village_code as "villageCode", s.education, coalesce(s.veteran, false) as veteran, h.household_no as "cardNo"
    from person p join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null left join household h on h.household_id = p.household_id
    where p.village_code >= ${cityCode} and p.village_code < ${cityCode + 100_000_000} and s.in_school = '非在校生' and s.education in ('初中', '高中')
      and s.household_types && array['一般脱贫户', '脱贫不稳定户'] and p.birth > ${today}::date - interval '30 years' and p.id_state = 'valid'
    order by md5(p.id_mask || p.name), p.person_id`.execute(tx);
  return rows.map((row, i) => {
    const chance = chanceOf(i * 7919 + (cityCode % 100_003));
    const wish = chance.weighted([
      ['study', 60],
      ['train', 12],
      ['none', 8],
      [null, 20],
    ] as const);
    return {
      ...row,
      wish,
      askedOn: `${today.slice(0, 4)}-0${chance.int(3, 7)}-${String(chance.int(1, 28)).padStart(2, '0')}`,
    };
  });
}

/** How many of a hundred applicants stand where on the demonstration's day; village and township have the most to do. */
const STAGES: readonly (readonly [ApplicationState, number])[] = [
  ['draft', 5],
  ['village_registered', 7],
  ['village_agreed', 4],
  ['village_not_agreed', 1],
  ['township_review', 18],
  ['returned_to_village', 4],
  ['township_not_passed', 2],
  ['township_passed', 9],
  ['city_accepted', 10],
  ['admitted', 7],
  ['school_notified', 10],
  ['letter_issued', 8],
  ['reported', 6],
  ['status_registered', 5],
  ['benefits_active', 7],
  ['withdrawn', 2],
  ['no_show', 2],
];

/** What a case is made as, and where the later offices are to carry it. */
export type DemoCase = { spec: ApplicationSpec; target: ApplicationState; late: boolean };

type Pair = NonNullable<ApplicationSpec['choice']> & { base?: string };

/** One applicant in so many chooses a school of another city, is admitted by the own city and waits for the receiving city's word. */
const ONE_AWAY_IN = 14;

/** One in so many chooses the school with the most majors: the one whose officer signs in, so that every list of it has somebody. */
const ONE_TO_LARGEST_IN = 3;

function choiceOf(chance: Chance, pairs: readonly Pair[], base: string, largest: string): Pair {
  const fitting = pairs.filter((c) => c.base === base);
  const there = chance.next() * ONE_TO_LARGEST_IN < 1 ? fitting.filter((c) => c.schoolName === largest) : [];
  return chance.pick([there, fitting].find((some) => some.length > 0) ?? pairs);
}

/** The school with the most majors; of equals the first by name. */
function largestSchool(pairs: readonly Pair[]): string {
  const majors = new Map<string, number>();
  for (const { schoolName } of pairs) majors.set(schoolName, (majors.get(schoolName) ?? 0) + 1);
  return [...majors].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/** Applications of those who wish to study; one in eight has wished but not applied, a few choose a school `elsewhere`. */
export function applicationsOf(
  people: readonly Candidate[],
  pairs: readonly Pair[],
  now: Date,
  year: number,
  elsewhere: readonly Pair[] = [],
): DemoCase[] {
  if (pairs.length === 0) return [];
  const [largest, largestElsewhere] = [largestSchool(pairs), largestSchool(elsewhere)];
  const away = (i: number): boolean => elsewhere.length > 0 && i % ONE_AWAY_IN === 1;
  return people
    .filter((p) => p.wish === 'study')
    .flatMap((p, i): DemoCase[] => {
      const chance = chanceOf(i * 104_729 + 17);
      if (chance.next() < 0.125) return [];
      const base = p.education === '高中' ? '高中' : '初中';
      const choice = choiceOf(chance, pairs, base, largest);
      const staged = chance.weighted(STAGES);
      const target = away(i) ? 'admitted' : staged;
      const late = isLate(target);
      const days = late ? chance.int(24, 30) : chance.int(0, 18);
      const spec: ApplicationSpec = {
        state: late ? 'township_passed' : target,
        villageCode: p.villageCode,
        year,
        personId: p.personId,
        personName: p.name,
        category: p.veteran ? 'veteran' : p.education === '高中' ? 'senior_high' : 'junior_high',
        choice: away(i) ? choiceOf(chanceOf(i), elsewhere, base, largestElsewhere) : choice,
        heldSince: new Date(now.getTime() - days * 86_400_000 - chance.int(0, 8) * 3_600_000),
        changes: { card_no: p.cardNo },
      };
      return [{ spec, target, late }];
    });
}
