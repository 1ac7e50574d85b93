import type { Decision } from '../../matching/engine/index.ts';
import type { ProblemKind } from '../../standards/cleaning/index.ts';
import { nameDifference } from './register-match.ts';

type Line = { name: string | null; idNumber: string | null; idProblem: ProblemKind | null };
type Person = { name: string; idNumber: string | null; holds: boolean };

/**
 * What a clerk is told of a line that the engine offers somebody for: another name of the number, a number of somebody else, a number that does not hold here
 * or there.
 * @param owner whose number of the register the line has
 * @param best whom the engine offers first
 */
export function reasonForLine(
  line: Line,
  decision: Pick<Decision, 'rule'>,
  best: Person,
  owner: Person | undefined,
): ProblemKind {
  if (line.idNumber === null) return line.idProblem ?? 'id_missing';
  if (owner === undefined) return NUMBER_OF_NOBODY[decision.rule] ?? 'register_id_wrong';
  const isOwner = best.holds && best.idNumber === owner.idNumber;
  if (isOwner) return nameDifference(line.name ?? '', best.name);
  return bornAlike(best, owner) ? 'id_of_twin' : 'id_of_other_member';
}

/** A number that holds and that nobody of the register has, by the rule that offers somebody nevertheless. */
const NUMBER_OF_NOBODY: Partial<Record<Decision['rule'], ProblemKind>> = {
  id_other_name: 'id_of_other_member',
  id_maybe_rounded: 'id_precision_lost',
  name_phone_other_id: 'id_differs',
};

const bornAlike = (a: Person, b: Person): boolean =>
  a.holds && b.holds && a.idNumber!.slice(6, 14) === b.idNumber!.slice(6, 14);
