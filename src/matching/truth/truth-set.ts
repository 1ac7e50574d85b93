import { chanceOf, type Chance } from './chance.ts';
import type { Kind, QueryRow, RegistryDamage } from './kind.ts';
import { CLEAN, KINDS } from './kinds.ts';
import { household, type Country, type Household, type Human } from './people.ts';

/** How a list is mixed. `everyday`: one row in twenty is damaged; `stress`: one in four. */
export type Mix = 'everyday' | 'stress';

/** Sizes and chance of a truth set. */
export type TruthOptions = {
  seed: number;
  registry: number;
  queries: number;
  mix: Mix;
  country?: Country;
  /** The errors that are made; our own where none are given. */
  kinds?: readonly Kind[];
};

/** The right answer to one row: null where nobody in the register is the person. */
export type Truth = { rowId: string; personId: string | null; kind: string };

/** Takes the lines of the two lists as they are made. */
export type Sink = { registry(line: string): void; query(line: string): void; truth(truth: Truth): void };

export const REGISTRY_HEADER =
  'person_id,household_id,name,sex,ethnic_code,id_number,birth_date,division_code,phone,category,valid_from,valid_to';
export const QUERY_HEADER = 'row_id,name,sex,id_number,phone,division_code,school';
const DAMAGED: Record<Mix, number> = { everyday: 0.05, stress: 0.25 };
const STRANGERS: Record<Mix, number> = { everyday: 0.35, stress: 0.25 };
const CATEGORIES = ['一般脱贫户', '脱贫不稳定户', '低保户', '边缘易致贫户', '脱贫户、低保户'];
const SCHOOLS = ['曹南工程技师学院', '牡丹技师学院', '启航技工学校', '通衢高级技工学校'];

/**
 * Makes a register and a list with the right answer to every row. The same options give the same lists. Rows of the list are in the order of the
 * register; whoever wants them otherwise shuffles.
 */
export function makeTruthSet(options: TruthOptions, sink: Sink): void {
  const chance = chanceOf(options.seed);
  const counties = Math.max(3, Math.min(900, Math.round(options.registry / 8000)));
  const country = options.country ?? { counties, villages: 90 };
  const weights = (group: (kind: Kind) => boolean): Kind[] =>
    (options.kinds ?? KINDS).filter((kind) => kind[options.mix] > 0 && group(kind));
  const pools = { of: weights((k) => k.group !== 'hard unmatched'), not: weights((k) => k.group === 'hard unmatched') };
  let registered = 0;
  let asked = 0;
  sink.registry(REGISTRY_HEADER);
  sink.query(QUERY_HEADER);
  for (let number = 100_000; registered < options.registry; number++) {
    const home = household(chance, country, number);
    const wrong = new Map<Human, RegistryDamage>();
    for (const person of home.members) {
      registered++;
      const due = Math.floor((options.queries * registered) / options.registry);
      for (; asked < due; asked++) {
        const made = oneRow(chance, options.mix, pools, person, home);
        if (made.registry) {
          // A damaged line of the register is asked for once: further rows about it would not be what their label says.
          if (wrong.has(person)) made.registry = undefined;
          else wrong.set(person, made.registry);
        }
        writeQuery(sink, chance, asked, made);
      }
    }
    for (const person of home.members) writePerson(sink, chance, person, wrong.get(person) ?? {});
  }
}

type Made = { row: QueryRow; person: Human | null; kind: string; registry?: RegistryDamage | undefined };

function oneRow(chance: Chance, mix: Mix, pools: { of: Kind[]; not: Kind[] }, person: Human, home: Household): Made {
  const unmatched = chance.hit(STRANGERS[mix]);
  if (!unmatched && !chance.hit(DAMAGED[mix])) return { ...CLEAN.make({ chance, person, home })!, kind: 'clean' };
  for (;;) {
    const kind = weighted(chance, unmatched ? pools.not : pools.of, mix);
    // What only one of a household can be is tried with each of them.
    const who = kind.kind === 'twins_exchanged' || kind.kind === 'guardian_id' ? home.members : [person];
    for (const one of who) {
      const made = kind.make({ chance, person: one, home });
      if (made) return { ...made, kind: kind.kind, registry: one === person ? made.registry : undefined };
    }
  }
}

function weighted(chance: Chance, kinds: readonly Kind[], mix: Mix): Kind {
  let left = chance.next() * kinds.reduce((sum, kind) => sum + kind[mix], 0);
  for (const kind of kinds) if ((left -= kind[mix]) < 0) return kind;
  return kinds.at(-1)!;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeQuery(sink: Sink, chance: Chance, number: number, made: Made): void {
  const { row } = made;
  const rowId = `Q${number}`;
  const division = chance.hit(0.06) ? '' : chance.hit(0.1) ? row.division.slice(0, chance.pick([6, 9])) : row.division;
  const phone = chance.hit(0.07) && made.kind === 'clean' ? '' : row.phone;
  sink.query([rowId, cell(row.name), row.sex, cell(row.id), phone, division, chance.pick(SCHOOLS)].join(','));
  sink.truth({ rowId, personId: made.person?.personId ?? null, kind: made.kind });
}

function writePerson(sink: Sink, chance: Chance, person: Human, wrong: RegistryDamage): void {
  const sex = wrong.sex ?? (person.male ? '男' : '女');
  const line = (personId: string): string =>
    [
      personId,
      person.householdId,
      cell(wrong.name ?? person.name),
      sex,
      person.ethnic,
      cell(wrong.id ?? person.idNumber),
      person.birth,
      person.division,
      wrong.phone ?? person.phone,
      chance.pick(CATEGORIES),
      '2014-10-17',
      '',
    ].join(',');
  sink.registry(line(person.personId));
  if (wrong.twice) sink.registry(line(person.personId));
}
