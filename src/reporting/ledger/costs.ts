import { COSTS, PARTS, type CostKind, type Part } from './schema.ts';

export type Cost = { part: Part; kind: CostKind; fen: number };
export type CostOfPart = {
  part: Part;
  persons: number;
  fen: number;
  /** Fen a person, rounded; null where nobody was served. */
  perPerson: number | null;
  kinds: { kind: CostKind; fen: number; perPerson: number | null }[];
};

/** What each part cost, in all and a person, split by the four kinds of cost (SD2017-4.2-05). */
export function costsPerPerson(costs: readonly Cost[], persons: Readonly<Record<Part, number>>): CostOfPart[] {
  const each = (fen: number, n: number) => (n === 0 ? null : Math.round(fen / n));
  const sum = (list: readonly Cost[]) => list.reduce((total, c) => total + c.fen, 0);
  return PARTS.map((part) => {
    const own = costs.filter((c) => c.part === part);
    const kinds = COSTS.map((kind) => {
      const fen = sum(own.filter((c) => c.kind === kind));
      return { kind, fen, perPerson: each(fen, persons[part]) };
    });
    const fen = sum(own);
    return { part, persons: persons[part], fen, perPerson: each(fen, persons[part]), kinds };
  });
}
