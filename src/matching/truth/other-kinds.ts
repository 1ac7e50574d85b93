import type { Chance } from './chance.ts';
import { both, changed, id, name, registry, stranger, type Kind } from './kind.ts';
import { numberFor, phoneNumber, type Human } from './people.ts';
import { dialectAlike, nameSlips as names, numberSlips as numbers } from './slips.ts';

const COMMON =
  '林凌宁明铭敏民梅美兰岚南男年连莲娜拉丽妮立力志子智资成辰程城沉生森胜升世思士诗飞辉慧惠芳华花红凤峰荣勇永容津静金晶京景新星兴欣鑫心';
const DESK_PHONE = '15400000007';

const dialect = name((text, chance) => {
  const at = chance.int(1, text.length - 1);
  const other = text.includes('·') ? null : dialectAlike(chance, text[at]!, COMMON);
  return other === null ? null : text.slice(0, at) + other + text.slice(at + 1);
});
const scanned = (figures: number): Kind['make'] => id((text, chance) => numbers.scanned(chance, text, figures));

/** Another county in the first six figures of the place. */
function moved(chance: Chance, division: string): string {
  return `${division.slice(0, 4)}${String(chance.int(1, 99)).padStart(2, '0')}${division.slice(6)}`;
}

const same = (person: Human): Partial<Human> => ({ name: person.name, male: person.male, phone: person.phone });

const of = (group: Kind['group'], kind: string, make: Kind['make'], weight = 1): Kind => ({
  kind,
  group,
  everyday: weight,
  stress: weight,
  make,
});

/** A second, independent set of errors: nothing of it was looked at while the rules were made. */
export const OTHER_KINDS: readonly Kind[] = [
  of('identity', 'scanned_one', scanned(1), 3),
  of('identity', 'scanned_two', scanned(2)),
  of('identity', 'scanned_three', scanned(3)),
  of(
    'identity',
    'scanned_letters',
    id((text) => numbers.letters(text)),
  ),
  of(
    'identity',
    'chinese_figures',
    id((text) => numbers.chinese(text)),
  ),
  of(
    'identity',
    'pushed_out',
    id((text, c) => numbers.pushedOut(c, text)),
  ),
  of(
    'identity',
    'two_left_out',
    id((text, c) => numbers.twoLeftOut(c, text)),
  ),
  of(
    'identity',
    'day_and_month',
    id((text) => numbers.dayAndMonth(text)),
  ),
  of(
    'identity',
    'far_swap',
    id((text, c) => numbers.farSwap(c, text)),
  ),
  of(
    'identity',
    'region_replaced',
    id((text, c) => numbers.newRegion(c, text, false)),
  ),
  of(
    'identity',
    'region_and_check_replaced',
    id((text, c) => numbers.newRegion(c, text, true)),
  ),
  of(
    'identity',
    'fifteen_other_sex',
    id((text, c) => numbers.fifteenOther(c, text, 'sex')),
    2,
  ),
  of(
    'identity',
    'fifteen_other_birth',
    id((text, c) => numbers.fifteenOther(c, text, 'birth')),
    2,
  ),
  of(
    'identity',
    'place_moved',
    changed(({ person, chance }) => ({ division: moved(chance, person.division) })),
    2,
  ),
  of(
    'identity',
    'number_in_phone',
    changed(({ person }) => ({ id: '', phone: person.idNumber })),
  ),
  of(
    'identity',
    'phone_in_number',
    changed(({ person }) => ({ id: person.phone, phone: '' })),
  ),
  of(
    'identity',
    'columns_exchanged',
    changed(({ person }) => ({ name: person.idNumber, id: person.name })),
  ),
  of(
    'identity',
    'sex_in_name',
    changed(({ person }) => ({ name: person.male ? '男' : '女', sex: person.name })),
  ),
  of(
    'identity',
    'desk_phone',
    changed(() => ({ phone: DESK_PHONE })),
  ),
  of(
    'identity',
    'desk_phone_scanned',
    both(
      scanned(1),
      changed(() => ({ phone: DESK_PHONE })),
    ),
  ),
  of(
    'name',
    'name_twice',
    name((text) => names.twice(text)),
  ),
  of(
    'name',
    'surname_twice',
    name((text) => names.firstTwice(text)),
  ),
  of(
    'name',
    'character_twice',
    name((text, c) => names.oneTwice(c, text)),
  ),
  of(
    'name',
    'name_and_pinyin',
    name((text) => names.withPinyin(text)),
  ),
  of(
    'name',
    'name_and_title',
    name((text, c) => names.withTitle(c, text)),
  ),
  of(
    'name',
    'name_look_alike',
    name((text) => names.lookAlike(text)),
    2,
  ),
  of('name', 'name_dialect', dialect, 3),
  of('combined', 'scanned_and_dialect', both(scanned(1), dialect), 2),
  of(
    'combined',
    'scanned_and_look_alike',
    both(
      scanned(1),
      name((text) => names.lookAlike(text)),
    ),
  ),
  of(
    'registry',
    'registry_scanned',
    registry((p, c) => {
      const number = numbers.scanned(c, p.idNumber, 1);
      return number === null ? null : { id: number };
    }),
  ),
  of(
    'registry',
    'registry_fifteen_other_sex',
    registry((p, c) => {
      const number = numbers.fifteenOther(c, p.idNumber, 'sex');
      return number === null ? null : { id: number };
    }),
  ),
  of(
    'hard unmatched',
    'stranger',
    stranger(({ chance }) => ({ name: `万${chance.pick([...COMMON])}${chance.pick([...COMMON])}` })),
    6,
  ),
  // Cousins: one name, one phone, one day of birth, another number.
  of(
    'hard unmatched',
    'cousin_same_birth',
    stranger(({ person, chance }) => {
      const sequence = (Number(person.idNumber.slice(14, 17)) + 2 * chance.int(2, 40)) % 998;
      return { ...same(person), idNumber: numberFor(Number(person.idNumber.slice(0, 6)), person.birth, sequence) };
    }),
    2,
  ),
  of(
    'hard unmatched',
    'namesake_scanned',
    stranger(
      ({ person, chance }) => ({ name: person.name, male: person.male, phone: phoneNumber(chance) }),
      (made, { chance }) => ({ id: numbers.scanned(chance, made.idNumber, 1) ?? made.idNumber }),
    ),
    2,
  ),
  of(
    'hard unmatched',
    'namesake_fifteen',
    stranger(
      ({ person }) => ({ name: person.name, male: person.male }),
      (made, { chance }) => ({ id: numbers.fifteenOther(chance, made.idNumber, 'sex') ?? made.idNumber }),
    ),
    2,
  ),
  // Somebody's valid number under a name that sounds quite another way: fraud, or the number of a relative.
  of(
    'hard unmatched',
    'number_of_another',
    stranger(({ person, chance }) => ({
      name: `万${chance.pick([...COMMON])}`,
      idNumber: person.idNumber,
      male: person.male,
    })),
  ),
  of(
    'hard unmatched',
    'number_of_another_scanned',
    stranger(
      ({ person, chance }) => ({
        name: `万${chance.pick([...COMMON])}${chance.pick([...COMMON])}`,
        idNumber: person.idNumber,
        male: person.male,
      }),
      (made, { chance }) => ({ id: numbers.scanned(chance, made.idNumber, 1) ?? `${made.idNumber.slice(0, 17)}*` }),
    ),
  ),
];
