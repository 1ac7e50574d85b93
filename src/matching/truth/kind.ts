import type { Chance } from './chance.ts';
import { birthDay, human, phoneNumber, type Household, type Human } from './people.ts';

/** A row of the list that is matched. */
export type QueryRow = { name: string; sex: string; id: string; phone: string; division: string };

/** What a kind works with: a person of the register and the household. */
export type Scene = { chance: Chance; person: Human; home: Household };

/** A labelled kind of row. `row` returns null where it cannot be made of this person; `person` is null where nobody is right. */
export type Kind = {
  kind: string;
  group: 'clean' | 'identity' | 'name' | 'combined' | 'registry' | 'hard matched' | 'hard unmatched';
  /** Share among the rows with errors of its mix. */
  everyday: number;
  stress: number;
  make: (scene: Scene) => { row: QueryRow; person: Human | null; registry?: RegistryDamage } | null;
};

/** What is wrong with the person's line in the register. */
export type RegistryDamage = Partial<{
  id: string;
  name: string;
  birth: string;
  sex: string;
  phone: string;
  twice: boolean;
}>;

export function plainRow(person: Human): QueryRow {
  return {
    name: person.name,
    sex: person.male ? '男' : '女',
    id: person.idNumber,
    phone: person.phone,
    division: person.division,
  };
}

type Change = (scene: Scene) => Partial<QueryRow> | null;

/** A row that differs from the register in what `change` gives. */
export const changed =
  (change: Change): Kind['make'] =>
  (scene) => {
    const part = change(scene);
    return part === null ? null : { row: { ...plainRow(scene.person), ...part }, person: scene.person };
  };
/** A row with a damaged number. */
export const id = (damage: (id: string, chance: Chance) => string | null): Kind['make'] =>
  changed(({ person, chance }) => {
    const text = damage(person.idNumber, chance);
    return text === null ? null : { id: text };
  });
/** A row with a damaged name. */
export const name = (damage: (name: string, chance: Chance) => string | null): Kind['make'] =>
  changed(({ person, chance }) => {
    const text = damage(person.name, chance);
    return text === null || text === person.name ? null : { name: text };
  });
/** Number and phone of one, the rest of the other. */
export const both =
  (one: Kind['make'], other: Kind['make']): Kind['make'] =>
  (scene) => {
    const first = one(scene);
    const second = other(scene);
    if (!first || !second) return null;
    const { id: number, phone } = first.row;
    return { row: { ...second.row, id: number, phone }, person: scene.person };
  };
/** A row in order whose line in the register is not. */
export const registry =
  (damage: (person: Human, chance: Chance) => RegistryDamage | null): Kind['make'] =>
  (scene) => {
    const wrong = damage(scene.person, scene.chance);
    return wrong === null ? null : { row: plainRow(scene.person), person: scene.person, registry: wrong };
  };
/** The same without a phone. */
export const noPhone =
  (make: Kind['make']): Kind['make'] =>
  (scene) => {
    const made = make(scene);
    return made && { ...made, row: { ...made.row, phone: '' } };
  };
/** Somebody who is not in the register. */
export const stranger =
  (
    make: (scene: Scene) => Partial<Human> | null,
    row: (made: Human, scene: Scene) => Partial<QueryRow> = () => ({}),
  ): Kind['make'] =>
  (scene) => {
    const { chance, person } = scene;
    const region = Number(person.idNumber.slice(0, 6));
    const base = human(chance, {
      region,
      birth: birthDay(chance, 1970, 2008),
      male: chance.hit(0.5),
      name: '',
      division: person.division,
      phone: phoneNumber(chance),
    });
    const part = make(scene);
    if (part === null) return null;
    const made = { ...base, ...part };
    return { row: { ...plainRow(made), ...row(made, scene) }, person: null };
  };
