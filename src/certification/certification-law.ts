import type { Tx } from '../platform/db.ts';
import { evaluate, factsOf, jurisdictionsOf, lawOf, currentPolicy, valueText, type Rule } from '../policy/index.ts';
import { codeOfNumber } from '../standards/index.ts';

const CONTEST_RULE = 'fyp14.contest-certificate';
const SCHOOLING_RULE = 'fyp14.equal-schooling';
/** What a post may ask for, the highest first. */
const SCHOOLINGS = ['bachelor', 'junior_college', 'secondary_vocational'] as const;

/** What a rank in a contest leads to: a level (5 lowest to 1), null for none, 'open' where nobody has set the ranks or the level. */
export type RankAnswer = number | null | 'open';
export type ContestLaw = { rule: Rule; lawVersion: number; levelOf: (rank: number) => RankAnswer };

/** The rank rule (FYP14 四(十)) of a place (12-digit code) on a day; null where no document holds. The first place may have a level of its own. */
export async function contestLaw(tx: Tx, place: number, day: string): Promise<ContestLaw | null> {
  const { set, version } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(place)));
  const rule = law.rule(CONTEST_RULE, day);
  if (!rule) return null;
  const level = (key: string): number | null => {
    const value = law.parameter(key, day)?.version?.value;
    return typeof value === 'number' ? value : null;
  };
  const general = level('fyp14.contest-level');
  const first = level('fyp14.contest-first-level');
  const levelOf = (rank: number): RankAnswer => {
    const { outcome } = evaluate(rule, factsOf({ contest_rank: rank }, '竞赛成绩', day), law, day);
    if (outcome === 'no') return null;
    return outcome === 'yes' ? ((rank === 1 ? (first ?? general) : general) ?? 'open') : 'open';
  };
  return { rule, lawVersion: version, levelOf };
}

/** Schooling that a class of a technical school counts as, in words, with the clause; null where no document says so on the day. */
export type Equivalence = { schooling: string; document: string; clause: string };

/** The highest schooling a post may ask for that a graduate of the class meets at a place on a day, by the same rule that decides on posts (FYP14 六(十七)). */
export async function equivalenceOf(
  tx: Tx,
  place: number,
  classLevel: string,
  day: string,
): Promise<Equivalence | null> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(place)));
  const rule = law.rule(SCHOOLING_RULE, day);
  if (!rule) return null;
  // The law counts technician classes with the prospective ones.
  const diploma_class = classLevel === 'technician' ? 'prospective_technician' : classLevel;
  const met = SCHOOLINGS.find((required_schooling) => {
    const facts = factsOf({ diploma_class, required_schooling }, '毕业证书', day);
    return evaluate(rule, facts, law, day).outcome === 'yes';
  });
  if (met === undefined) return null;
  const document = set.documents.find((d) => d.code === rule.document)?.title.zh ?? rule.document;
  return { schooling: valueText('required_schooling', met, 'zh'), document, clause: rule.clause };
}
