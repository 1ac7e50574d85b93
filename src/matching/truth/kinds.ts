import type { Chance } from './chance.ts';
import { nameDamage as names, numberDamage as numbers } from './damage.ts';
import { both, changed, id, name, noPhone, plainRow, registry, stranger, type Kind } from './kind.ts';
import { givenName } from './names.ts';
import { birthDay, numberFor, type Human } from './people.ts';

/** The phone of a village officer, written for many households. */
const OFFICER = '15400000001';

const sequenceOf = (person: Human): number => Number(person.idNumber.slice(14, 17));
const regionOf = (person: Human): number => Number(person.idNumber.slice(0, 6));
const anew = (chance: Chance, person: Human, own = person.name[0]!): string =>
  own + givenName(chance, chance.hit(0.5), null);
const homophones = name((text, chance) => names.homophone(chance, text));
const oneDigit = id((text, chance) => numbers.oneDigit(chance, text));
const missing = changed(() => ({ id: '' }));

/** A namesake whose number differs in one digit and holds, with another birth day or sequence. */
function oneDigitAway(person: Human, chance: Chance): string | null {
  for (let i = 0; i < 20; i++) {
    const at = chance.pick([13, 14, 15]);
    const first = person.idNumber.slice(0, at) + chance.int(0, 8) + person.idNumber.slice(at + 1, 17);
    const birth = `${first.slice(6, 10)}-${first.slice(10, 12)}-${first.slice(12, 14)}`;
    if (first === person.idNumber.slice(0, 17) || first.slice(12, 14) === '00') continue;
    return numberFor(Number(first.slice(0, 6)), birth, Number(first.slice(14)));
  }
  return null;
}

/** Every kind of row, with how common it is. */
export const KINDS: Kind[] = [
  { kind: 'id_lower_x', group: 'identity', everyday: 30, stress: 15, make: id((t) => numbers.lowerCase(t)) },
  { kind: 'id_full_width', group: 'identity', everyday: 3, stress: 2, make: id((t) => numbers.fullWidth(t)) },
  { kind: 'id_spaces', group: 'identity', everyday: 6, stress: 3, make: id((t) => numbers.spaces(t)) },
  { kind: 'id_quote', group: 'identity', everyday: 3, stress: 2, make: id((t) => numbers.quote(t)) },
  { kind: 'id_tab', group: 'identity', everyday: 4, stress: 2, make: id((t) => numbers.tab(t)) },
  { kind: 'id_invisible', group: 'identity', everyday: 2, stress: 1, make: id((t) => numbers.invisible(t)) },
  { kind: 'id_formula', group: 'identity', everyday: 2, stress: 1, make: id((t) => numbers.formula(t)) },
  { kind: 'id_hyphens', group: 'identity', everyday: 1, stress: 1, make: id((t) => numbers.hyphens(t)) },
  { kind: 'id_15_digits', group: 'identity', everyday: 3, stress: 3, make: id((t) => numbers.fifteen(t)) },
  { kind: 'id_certificate', group: 'identity', everyday: 2, stress: 2, make: id((t, c) => numbers.certificate(c, t)) },
  { kind: 'id_status_number', group: 'identity', everyday: 1, stress: 1, make: id((t) => numbers.statusNumber(t)) },
  { kind: 'id_check_wrong', group: 'identity', everyday: 3, stress: 4, make: id((t) => numbers.checkWrong(t)) },
  { kind: 'id_one_digit', group: 'identity', everyday: 6, stress: 8, make: oneDigit },
  { kind: 'id_swapped', group: 'identity', everyday: 4, stress: 5, make: id((t, c) => numbers.swapped(c, t)) },
  {
    kind: 'id_digit_missing',
    group: 'identity',
    everyday: 3,
    stress: 4,
    make: id((t, c) => numbers.missingDigit(c, t)),
  },
  { kind: 'id_digit_extra', group: 'identity', everyday: 2, stress: 3, make: id((t, c) => numbers.extraDigit(c, t)) },
  { kind: 'id_two_edits', group: 'identity', everyday: 1, stress: 2, make: id((t, c) => numbers.twoEdits(c, t)) },
  { kind: 'id_other_birth', group: 'identity', everyday: 0.5, stress: 1, make: id((t, c) => numbers.otherBirth(c, t)) },
  { kind: 'id_hidden_middle', group: 'identity', everyday: 2, stress: 3, make: id((t) => numbers.hiddenMiddle(t)) },
  { kind: 'id_hidden_end', group: 'identity', everyday: 1, stress: 2, make: id((t) => numbers.hiddenEnd(t)) },
  { kind: 'id_rounded', group: 'identity', everyday: 3, stress: 4, make: id((t) => numbers.rounded(t)) },
  { kind: 'id_scientific', group: 'identity', everyday: 2, stress: 2, make: id((t) => numbers.scientific(t)) },
  { kind: 'id_scientific_long', group: 'identity', everyday: 1, stress: 1, make: id((t) => numbers.scientificLong(t)) },
  { kind: 'id_letter_o', group: 'identity', everyday: 1, stress: 1, make: id((t) => numbers.letterO(t)) },
  { kind: 'id_missing', group: 'identity', everyday: 3, stress: 3, make: missing },
  {
    kind: 'id_placeholder',
    group: 'identity',
    everyday: 1,
    stress: 1,
    make: changed(({ chance }) => ({ id: chance.pick(['无', '-', '0', '待补', '111111111111111111']) })),
  },
  { kind: 'name_spaces', group: 'name', everyday: 5, stress: 3, make: name((t) => names.spaces(t)) },
  { kind: 'name_wide_space', group: 'name', everyday: 3, stress: 2, make: name((t) => names.ideographicSpace(t)) },
  { kind: 'name_dot_variant', group: 'name', everyday: 20, stress: 16, make: name((t, c) => names.dot(c, t)) },
  { kind: 'name_dot_missing', group: 'name', everyday: 12, stress: 10, make: name((t) => names.noDot(t)) },
  { kind: 'name_traditional', group: 'name', everyday: 3, stress: 3, make: name((t) => names.traditional(t)) },
  { kind: 'name_homophone', group: 'name', everyday: 5, stress: 6, make: homophones },
  {
    kind: 'name_surname_variant',
    group: 'name',
    everyday: 1,
    stress: 2,
    make: name((t, c) => names.surnameVariant(c, t)),
  },
  { kind: 'name_lost', group: 'name', everyday: 2, stress: 3, make: name((t, c) => names.lost(c, t)) },
  { kind: 'name_remark', group: 'name', everyday: 2, stress: 2, make: name((t, c) => names.remark(c, t)) },
  { kind: 'name_swapped', group: 'name', everyday: 1, stress: 2, make: name((t) => names.swapped(t)) },
  { kind: 'name_cut', group: 'name', everyday: 6, stress: 10, make: name((t) => names.cut(t)) },
  { kind: 'name_one_of_many', group: 'name', everyday: 6, stress: 6, make: name((t, c) => names.oneOfMany(c, t)) },
  { kind: 'name_one_of_three', group: 'name', everyday: 1, stress: 2, make: name((t, c) => names.oneOfThree(c, t)) },
  { kind: 'name_changed', group: 'name', everyday: 0.7, stress: 1, make: name((t, c) => names.changed(c, t)) },
  {
    kind: 'sex_wrong',
    group: 'identity',
    everyday: 2,
    stress: 2,
    make: changed(({ person }) => ({ sex: person.male ? '女' : '男' })),
  },
  { kind: 'digit_and_homophone', group: 'combined', everyday: 0.5, stress: 2, make: both(oneDigit, homophones) },
  { kind: 'digit_no_phone', group: 'combined', everyday: 1, stress: 2, make: noPhone(oneDigit) },
  {
    kind: 'fifteen_and_traditional',
    group: 'combined',
    everyday: 0.3,
    stress: 1,
    make: both(
      id((t) => numbers.fifteen(t)),
      name((t) => names.traditional(t)),
    ),
  },
  {
    kind: 'hidden_and_homophone',
    group: 'combined',
    everyday: 0.3,
    stress: 1,
    make: both(
      id((t) => numbers.hiddenMiddle(t)),
      homophones,
    ),
  },
  { kind: 'missing_no_phone', group: 'combined', everyday: 0.5, stress: 1, make: noPhone(missing) },
  { kind: 'missing_and_homophone', group: 'combined', everyday: 0.2, stress: 0.5, make: both(missing, homophones) },
  {
    kind: 'registry_id_digit',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p, c) => ({ id: numbers.oneDigit(c, p.idNumber) })),
  },
  { kind: 'registry_id_blank', group: 'registry', everyday: 1, stress: 1, make: registry(() => ({ id: '' })) },
  {
    kind: 'registry_id_rounded',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p) => (numbers.rounded(p.idNumber) === null ? null : { id: numbers.rounded(p.idNumber)! })),
  },
  {
    kind: 'registry_id_15',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p) => (numbers.fifteen(p.idNumber) === null ? null : { id: numbers.fifteen(p.idNumber)! })),
  },
  {
    kind: 'registry_name_spaces',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p) => ({ name: names.spaces(p.name) })),
  },
  {
    kind: 'registry_name_traditional',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p) => (names.traditional(p.name) === null ? null : { name: names.traditional(p.name)! })),
  },
  {
    kind: 'registry_sex_wrong',
    group: 'registry',
    everyday: 1,
    stress: 1,
    make: registry((p) => ({ sex: p.male ? '女' : '男' })),
  },
  { kind: 'registry_twice', group: 'registry', everyday: 1, stress: 1, make: registry(() => ({ twice: true })) },
  {
    kind: 'twins_exchanged',
    group: 'hard matched',
    everyday: 10,
    stress: 20,
    make: ({ person, home }) => {
      const other = home.twins?.includes(person) ? home.twins.find((one) => one !== person)! : null;
      return other && { row: { ...plainRow(person), id: other.idNumber }, person };
    },
  },
  {
    kind: 'guardian_id',
    group: 'hard matched',
    everyday: 1,
    stress: 1,
    make: ({ person, home }) => {
      const [guardian] = home.members;
      return guardian && guardian !== person ? { row: { ...plainRow(person), id: guardian.idNumber }, person } : null;
    },
  },
  {
    kind: 'officer_phone_no_id',
    group: 'hard matched',
    everyday: 0.5,
    stress: 1,
    make: ({ person }) => ({
      row: { ...plainRow(person), id: '', phone: OFFICER },
      person,
      registry: { phone: OFFICER },
    }),
  },
  {
    kind: 'officer_phone',
    group: 'hard matched',
    everyday: 0.5,
    stress: 1,
    make: changed(() => ({ phone: OFFICER })),
  },
  {
    kind: 'stranger',
    group: 'hard unmatched',
    everyday: 70,
    stress: 30,
    make: stranger(({ chance, person }) => ({ name: anew(chance, person) })),
  },
  {
    kind: 'stranger_damaged_id',
    group: 'hard unmatched',
    everyday: 3,
    stress: 6,
    make: stranger(
      ({ chance, person }) => ({ name: anew(chance, person) }),
      (made, { chance }) => ({ id: numbers.oneDigit(chance, made.idNumber) }),
    ),
  },
  {
    kind: 'stranger_no_id',
    group: 'hard unmatched',
    everyday: 2,
    stress: 3,
    make: stranger(
      ({ chance, person }) => ({ name: anew(chance, person) }),
      () => ({ id: '' }),
    ),
  },
  {
    kind: 'namesake_in_village',
    group: 'hard unmatched',
    everyday: 3,
    stress: 4,
    make: stranger(({ person }) => ({ name: person.name, male: person.male })),
  },
  {
    kind: 'namesake_officer_phone',
    group: 'hard unmatched',
    everyday: 0.5,
    stress: 1,
    make: stranger(
      ({ person }) => ({ name: person.name, male: person.male, phone: OFFICER, division: '990999100201' }),
      () => ({ id: '' }),
    ),
  },
  {
    kind: 'namesake_one_digit',
    group: 'hard unmatched',
    everyday: 1,
    stress: 3,
    make: stranger(({ person, chance }) => {
      const number = oneDigitAway(person, chance);
      return number === null ? null : { name: person.name, idNumber: number, male: Number(number[16]) % 2 === 1 };
    }),
  },
  {
    kind: 'twin_not_registered',
    group: 'hard unmatched',
    everyday: 1,
    stress: 2,
    make: stranger(({ person, chance }) => ({
      name: anew(chance, person),
      idNumber: numberFor(regionOf(person), person.birth, (sequenceOf(person) + 6) % 1000),
      male: person.male,
      phone: person.phone,
    })),
  },
  {
    kind: 'sibling_not_registered',
    group: 'hard unmatched',
    everyday: 2,
    stress: 3,
    make: stranger(({ person, chance }) => ({
      name: `${person.name.slice(0, 2)}${givenName(chance, true, null)[0]!}`,
      phone: person.phone,
    })),
  },
  {
    kind: 'fraud',
    group: 'hard unmatched',
    everyday: 0.3,
    stress: 3,
    make: stranger(({ chance, person }) => ({
      name: anew(chance, person, '上'),
      idNumber: person.idNumber,
      male: person.male,
    })),
  },
  {
    kind: 'adult',
    group: 'hard unmatched',
    everyday: 2,
    stress: 2,
    make: stranger(({ chance, person }) => ({ name: anew(chance, person), birth: birthDay(chance, 1950, 1970) })),
  },
];

/** A person of the register whose row is in order. */
export const CLEAN: Kind = {
  kind: 'clean',
  group: 'clean',
  everyday: 0,
  stress: 0,
  make: ({ person }) => ({ row: plainRow(person), person }),
};
