import type { z } from 'zod';
import { divisionNames, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { annex1Of, type Annex1, type Annex1Scope } from './annex1.ts';
import { ShowAnnex1 } from './annex1-schema.ts';
import { annex1Definition } from './figure-files.ts';
import {
  ANNEX1_COLUMNS,
  ANNEX1_READINGS,
  type Annex1Column,
  type Annex1Figures,
  type Annex1Reading,
} from './figure.ts';

export type Annex1View = Annex1 & {
  city: number;
  unitName: string;
  titles: Record<Annex1Column, string>;
  readings: Annex1Reading[];
  /** Every disputed reading with its words, for choosing. */
  offered: { reading: Annex1Reading; title: string }[];
  /** Persons in the lists of the schools whose match somebody must still decide. */
  doubtful: number;
  /** The same figures a year earlier. */
  yearBefore: Annex1Figures;
};

/** Which table is asked for: the division, within what the actor answers for. @throws NOT_FOUND */
export function annex1Scope(
  actor: Actor,
  today: string,
  given: z.output<typeof ShowAnnex1>,
): Annex1Scope & { city: number } {
  const city = given.city ?? actor.divisionCode;
  if (city === null) throw errors.NOT_FOUND();
  const wide = city < 1_000_000_000 ? city * 10 ** (12 - String(city).length) : city;
  const [first] = scopeOf(actor, wide);
  if (!first) throw errors.NOT_FOUND();
  return { city: wide, asOf: given.asOf ?? today, knownAt: given.knownAt ?? null, readings: given.readings };
}

/** The headings of the six figures, word for word. */
export function figureTitles(): Record<Annex1Column, string> {
  const { figures } = annex1Definition();
  return Object.fromEntries(ANNEX1_COLUMNS.map((c) => [c, figures[c].title])) as Record<Annex1Column, string>;
}

/**
 * Annex 1 of a city or province as of a day, as known at a publication, under the readings asked for. Figures are counted with the system's view,
 * because a student of the city may be registered elsewhere; whose figures one may ask for is one's area.
 * @throws NOT_FOUND outside the area
 */
export async function showAnnex1(ctx: Context, input: ShowAnnex1): Promise<Annex1View> {
  const actor = authorise(ctx, 'report.read');
  const given = ShowAnnex1.parse(input);
  const scope = annex1Scope(actor, ctx.clock.today(), given);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const annex1 = await annex1Of(tx, scope);
    const before = `${Number(scope.asOf.slice(0, 4)) - 1}${scope.asOf.slice(4) === '-02-29' ? '-02-28' : scope.asOf.slice(4)}`;
    const earlier = await annex1Of(tx, { ...scope, asOf: before });
    const offered = ANNEX1_READINGS.map((reading) => ({ reading, title: annex1Definition().readings[reading].title }));
    return {
      ...annex1,
      city: scope.city,
      unitName: await unitNameOf(tx, scope.city, ctx.clock.today()),
      titles: figureTitles(),
      readings: given.readings,
      offered,
      doubtful: await doubtfulIn(
        tx,
        annex1.rows.map((r) => r.schoolId),
      ),
      yearBefore: earlier.total,
    };
  });
}

async function doubtfulIn(tx: Tx, schools: readonly string[]): Promise<number> {
  if (schools.length === 0) return 0;
  const { n } = await tx
    .selectFrom('record_match')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('institution_id', 'in', [...schools])
    .where('decision', '=', 'offered')
    .where('known_to', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** The office that reports, as the form names it: 菏泽市人力资源社会保障局. */
export async function unitNameOf(tx: Tx, city: number, today: string): Promise<string> {
  const names = await divisionNames(tx, [city], today);
  const found = names.get(city)?.name;
  return found === undefined ? '' : `${found}人力资源社会保障${city % 10_000_000_000 === 0 ? '厅' : '局'}`;
}
