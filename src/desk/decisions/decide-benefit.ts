import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { noteRead } from '../../people/index.ts';
import { cardOf } from '../../policy/index.ts';
import { answersAbout } from './person-decisions.ts';
import { publicationOf } from '../publication-of.ts';
import { DecideBenefit, type PersonDecisions } from './schema.ts';

/**
 * Person × benefit × day → decision: outcome, sum, clause, facts with list and day, what is missing and, for staff, the smallest change that would
 * turn it. A question only: nothing is kept but that the file was read; printing keeps the decision. Without a benefit every eligibility and benefit rule of the place answers.
 * @throws NOT_FOUND for a person outside the actor's scope, BENEFIT_UNKNOWN
 */
export async function decideBenefit(ctx: Context, input: DecideBenefit): Promise<PersonDecisions> {
  const actor = authorise(ctx, 'decision.make');
  const { personId, benefit, on = ctx.clock.today(), ...known } = DecideBenefit.parse(input);
  const answer = await read(ctx, async (tx): Promise<PersonDecisions> => {
    const knownAt = await publicationOf(tx, known);
    const found = await answersAbout(tx, ctx, actor, { personId, benefit, on, knownAt, knownOn: known.knownOn });
    const { register } = found.person;
    return {
      personId: found.personId,
      name: found.name,
      on,
      knownAt: found.person.knownAt,
      match: {
        certainty: register.certainty,
        listDate: register.list_date ?? register.covering_date,
        sender: register.sender ?? register.covering_sender,
      },
      decisions: found.answers.map(({ decision, change }) => cardOf(decision, found.lawVersion, change)),
    };
  });
  noteRead(ctx, answer.personId);
  return answer;
}
