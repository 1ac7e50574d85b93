import { Readable } from 'node:stream';
import { aUnit } from '../organizations/builders.ts';
import { fixedClock, type Clock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { storeUpload } from '../platform/routes/index.ts';
import type { RoleName } from '../organizations/index.ts';
import { anActor } from '../testing/actors.ts';
import type { TestHouse } from '../testing/context.ts';

/** A clock that a test moves from day to day: 09:00 in China. */
export function movedClock(first: string): Clock & { goTo: (day: string) => void } {
  let clock = fixedClock(`${first}T09:00:00+08:00`);
  return {
    now: () => clock.now(),
    today: () => clock.today(),
    goTo: (day) => {
      clock = fixedClock(`${day}T09:00:00+08:00`);
    },
  };
}

export type Office = { unitId: string; name: string; code: number; actor: Actor; ctx: Context };

/** An HR office in the database with somebody at work there; it reports to `parent`. */
export async function anOffice(
  house: TestHouse,
  role: RoleName,
  code: number,
  name: string,
  parent: Office | null = null,
): Promise<Office> {
  const level = role.startsWith('province') ? 'province' : role.startsWith('city') ? 'city' : role.split('_')[0]!;
  const line = role.includes('poverty') ? 'poverty' : role.startsWith('village') ? 'village' : 'hr';
  const unitId = await house.system((tx) => aUnit(tx, { level, line, divisionCode: code, name }));
  if (parent !== null)
    await house.owner('update unit set reporting_parent = $2 where unit_id = $1', [unitId, parent.unitId]);
  const actor = anActor(role, code, { unitId, unitName: name });
  return { unitId, name, code, actor, ctx: house.as(actor) };
}

/** A paper uploaded by the office, to stand as evidence. */
export async function aPaper(office: Office, name = '整改佐证.pdf'): Promise<string> {
  const stream = Readable.from([Buffer.from(`%PDF-1.4 ${name} ${office.name}`)]);
  return (await storeUpload(office.ctx, { name, stream, purpose: 'upload' })).fileId;
}

/** The code of the error a verb refused with, or 'done'. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
