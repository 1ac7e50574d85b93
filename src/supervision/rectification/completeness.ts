/** What a unit has said about one line. */
export type Said = {
  seq: number;
  found: boolean | null;
  cause_kind: string | null;
  cause: string | null;
  measure: string | null;
  person: string | null;
  due_on: string | null;
};

/**
 * What still keeps a unit's answers from being submitted (HA2020 四(二)): lines not looked into at all, problems that exist without a cause, and such without
 * a measure, a person and a day; each as the numbers of the lines.
 */
export function gapsOf(answers: readonly Said[]): { unanswered: number[]; noCause: number[]; noMeasure: number[] } {
  const numbers = (lacks: (a: Said) => boolean) => answers.filter(lacks).map((a) => a.seq);
  return {
    unanswered: numbers((a) => a.found === null),
    noCause: numbers((a) => a.found === true && (!a.cause_kind || !a.cause)),
    noMeasure: numbers((a) => a.found === true && (!a.measure || !a.person || !a.due_on)),
  };
}
