import { checkDigit } from '../../standards/index.ts';
import type { Chance } from './chance.ts';
import { givenName, otherName, surname } from './names.ts';

/** An invented human. Region codes begin with 99, which no place ever had, and phones with 154. */
export type Human = {
  personId: string;
  householdId: string;
  name: string;
  male: boolean;
  ethnic: string;
  idNumber: string;
  birth: string;
  division: string;
  phone: string;
};

export type Household = { members: Human[]; twins: [Human, Human] | null };

/** Where people live: `counties` of about `villages` villages each. */
export type Country = { counties: number; villages: number };

const YEAR = 2020;
const COUNTY = 990000;

/** The citizen number of a birth. */
export function numberFor(region: number, birth: string, sequence: number): string {
  const first17 = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

/** An invented mobile number. */
export function phoneNumber(chance: Chance): string {
  return `154${String(chance.int(0, 99_999_999)).padStart(8, '0')}`;
}

export function birthDay(chance: Chance, from: number, to: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${chance.int(from, to)}-${two(chance.int(1, 12))}-${two(chance.int(1, 28))}`;
}

function sequenceFor(chance: Chance, male: boolean): number {
  return chance.int(0, 498) * 2 + (male ? 1 : 2);
}

/** A household of one to five, with twins in one of sixty. `number` makes its keys. */
export function household(chance: Chance, country: Country, number: number): Household {
  const region = COUNTY + chance.int(1, country.counties);
  const village = chance.int(1, country.villages);
  const division = `${region}${String(100 + (village % 17))}${String(200 + village).slice(-3)}`;
  const others = chance.hit(0.06);
  const family = surname(chance);
  const shared = chance.hit(0.4) ? givenName(chance, true, null)[0]! : null;
  const phone = phoneNumber(chance);
  const members: Human[] = [];
  const add = (male: boolean, from: number, to: number, name: string): Human => {
    const birth = birthDay(chance, from, to);
    const member = human(chance, {
      region,
      birth,
      male,
      name,
      division,
      phone: chance.hit(0.75) ? phone : phoneNumber(chance),
    });
    member.householdId = `H${number}`;
    member.personId = `P${number}${members.length}`;
    member.ethnic = others ? '05' : '01';
    members.push(member);
    return member;
  };
  const named = (male: boolean, ownFamily: string, generation: string | null): string =>
    others ? otherName(chance) : ownFamily + givenName(chance, male, generation);
  const fathersAge = chance.int(22, 60);
  add(true, YEAR - fathersAge, YEAR - fathersAge, named(true, family, null));
  if (chance.hit(0.8)) add(false, YEAR - fathersAge - 2, YEAR - fathersAge + 3, named(false, surname(chance), null));
  const children = chance.int(0, 3);
  for (let i = 0; i < children; i++) {
    const male = chance.hit(0.5);
    add(male, Math.max(1990, YEAR - fathersAge + 18), 2012, named(male, family, shared));
  }
  return { members, twins: chance.hit(1 / 60) ? twins(chance, members, named, family, shared) : null };
}

type Birth = {
  region: number;
  birth: string;
  male: boolean;
  name: string;
  division: string;
  phone: string;
  sequence?: number;
};

export function human(chance: Chance, b: Birth): Human {
  const idNumber = numberFor(b.region, b.birth, b.sequence ?? sequenceFor(chance, b.male));
  return {
    personId: '',
    householdId: '',
    ethnic: '01',
    idNumber,
    birth: b.birth,
    name: b.name,
    male: b.male,
    division: b.division,
    phone: b.phone,
  };
}

function twins(
  chance: Chance,
  members: Human[],
  named: (male: boolean, family: string, shared: string | null) => string,
  family: string,
  shared: string | null,
): [Human, Human] {
  const parent = members[0]!;
  const male = chance.hit(0.5);
  const birth = birthDay(chance, 1998, 2008);
  const sequence = sequenceFor(chance, male) % 990;
  const pair = [0, 1].map((i) => {
    const region = Number(parent.division.slice(0, 6));
    const name = named(male, family, shared ?? '佳');
    const one = human(chance, {
      region,
      birth,
      male,
      name,
      division: parent.division,
      phone: parent.phone,
      sequence: Math.max(1, sequence) + i * 2,
    });
    one.householdId = parent.householdId;
    one.personId = `${parent.personId.slice(0, -1)}${7 + i}`;
    one.ethnic = parent.ethnic;
    return one;
  }) as [Human, Human];
  if (pair[0].name === pair[1].name) pair[1].name = family + givenName(chance, male, null) + '双';
  members.push(...pair);
  return pair;
}
