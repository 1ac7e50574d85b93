import { checkDigit } from '../../standards/index.ts';
import type { Chance } from './chance.ts';
import { homophone, otherCharacter, traditional } from './names.ts';

/** How clerks, keyboards and spreadsheets spoil a number. Each returns null where it cannot be done to this one. */
export const numberDamage = {
  lowerCase: (id: string): string | null => (id.endsWith('X') ? id.toLowerCase() : null),
  fullWidth: (id: string): string => [...id].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
  spaces: (id: string): string => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
  quote: (id: string): string => `'${id}`,
  tab: (id: string): string => `${id}\t`,
  invisible: (id: string): string => `\u200B${id.slice(0, 9)}\uFEFF${id.slice(9)}`,
  formula: (id: string): string => `="${id}"`,
  hyphens: (id: string): string => `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`,
  fifteen: (id: string): string | null =>
    id.slice(6, 8) === '19' && Number(id.slice(14, 17)) < 996 ? id.slice(0, 6) + id.slice(8, 17) : null,
  certificate: (chance: Chance, id: string): string => `${id}${chance.int(1, 7)}${chance.int(1, 4)}`,
  statusNumber: (id: string): string => `G${id}`,
  checkWrong: (id: string): string => id.slice(0, 17) + String((Number(id[17] === 'X' ? 3 : id[17]) + 4) % 10),
  oneDigit: (chance: Chance, id: string): string => {
    const at = chance.int(0, 16);
    return id.slice(0, at) + String((Number(id[at]) + chance.int(1, 9)) % 10) + id.slice(at + 1);
  },
  swapped: (chance: Chance, id: string): string | null => {
    const at = chance.int(6, 15);
    return id[at] === id[at + 1] ? null : id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2);
  },
  missingDigit: (chance: Chance, id: string): string => {
    const at = chance.int(0, 16);
    return id.slice(0, at) + id.slice(at + 1);
  },
  extraDigit: (chance: Chance, id: string): string => {
    const at = chance.int(0, 17);
    return id.slice(0, at) + chance.int(0, 9) + id.slice(at);
  },
  twoEdits: (chance: Chance, id: string): string | null => {
    const damaged = numberDamage.oneDigit(chance, numberDamage.oneDigit(chance, id));
    return holdsStill(damaged) ? null : damaged;
  },
  otherBirth: (chance: Chance, id: string): string | null => {
    const day = String(chance.int(1, 28)).padStart(2, '0');
    const damaged = id.slice(0, 10) + String(chance.int(1, 12)).padStart(2, '0') + day + id.slice(14);
    return damaged === id || holdsStill(damaged) ? null : damaged;
  },
  hiddenMiddle: (id: string): string => `${id.slice(0, 6)}********${id.slice(14)}`,
  hiddenEnd: (id: string): string => `${id.slice(0, 14)}****`,
  rounded: (id: string): string | null => (holdsStill(`${id.slice(0, 15)}000`) ? null : `${id.slice(0, 15)}000`),
  scientific: (id: string): string => `${id[0]}.${id.slice(1, 6)}E+17`,
  scientificLong: (id: string): string => `${id[0]}.${id.slice(1, 14)}E+17`,
  letterO: (id: string): string | null => (id.includes('0') ? id.replace('0', 'O') : null),
};

export function holdsStill(id: string): boolean {
  return /^\d{17}[\dX]$/.test(id) && checkDigit(id.slice(0, 17)) === id[17];
}

/** How names are spoilt. Each returns null where it cannot be done to this one. */
export const nameDamage = {
  spaces: (name: string): string => [...name].join(' '),
  ideographicSpace: (name: string): string => `${name.slice(0, 1)}\u3000${name.slice(1)}`,
  dot: (chance: Chance, name: string): string | null =>
    name.includes('·') ? name.replace('·', chance.pick(['•', '．', '.', '・', '‧', '。'])) : null,
  noDot: (name: string): string | null => (name.includes('·') ? name.replace('·', '') : null),
  traditional: (name: string): string | null => {
    const changed = [...name].map((char) => traditional(char) ?? char).join('');
    return changed === name ? null : changed;
  },
  homophone: (chance: Chance, name: string): string | null => {
    const at = chance.int(1, name.length - 1);
    const other = homophone(chance, name[at]!);
    return other === null || name.includes('·') ? null : name.slice(0, at) + other + name.slice(at + 1);
  },
  surnameVariant: (chance: Chance, name: string): string | null => {
    const other = homophone(chance, name[0]!);
    return other === null || name.includes('·') ? null : other + name.slice(1);
  },
  lost: (chance: Chance, name: string): string | null =>
    name.length < 3 ? null : name.slice(0, 2) + chance.pick(['?', '□', '*', '\uFFFD']) + name.slice(3),
  remark: (chance: Chance, name: string): string => name + chance.pick(['（大）', '(小)', '1', '2', '（已故）', '*']),
  swapped: (name: string): string | null =>
    name.length !== 3 || name[1] === name[2] ? null : name[0]! + name[2]! + name[1]!,
  cut: (name: string): string | null => (name.includes('·') ? name.split('·')[0]! : null),
  oneOfMany: (chance: Chance, name: string): string | null => {
    if (name.length < 6) return null;
    const at = chance.int(1, 2);
    return name.slice(0, at) + otherCharacter(chance, name[at]!) + name.slice(at + 1);
  },
  oneOfThree: (chance: Chance, name: string): string | null =>
    name.length !== 3 ? null : name.slice(0, 2) + otherCharacter(chance, name[2]!),
  changed: (chance: Chance, name: string): string | null =>
    name.includes('·') || name.length < 3
      ? null
      : name[0]! + otherCharacter(chance, name[1]!) + otherCharacter(chance, name[2]!),
};
