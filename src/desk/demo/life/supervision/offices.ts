import { Readable } from 'node:stream';
import type { Context } from '../../../../platform/context.ts';
import { transactionAs } from '../../../../platform/db.ts';
import { storeUpload } from '../../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../../platform/services.ts';
import { FOCUS } from '../../places.ts';
import { officeActor } from '../../units.ts';

/** The day on which something is done, as services of that day. */
export type On = (day: string) => Services;

/** Who works for an office on a day. */
export type Offices = {
  province: (s: Services) => Promise<Context>;
  city: (s: Services, code: number) => Promise<Context>;
  county: (s: Services, code: number) => Promise<Context>;
  cities: number[];
  counties: number[];
};

/** The offices of the demonstration's province. */
export async function officesOf(services: Services): Promise<Offices> {
  const below = (parent: number, level: string) =>
    transactionAs(services.db, 'system', (tx) =>
      tx
        .selectFrom('division')
        .select('code')
        .where('parent_code', '=', parent)
        .where('level', '=', level)
        .where('valid_to', 'is', null)
        .orderBy('code')
        .execute(),
    );
  const actor = async (
    s: Services,
    code: number,
    role: 'province_hr_officer' | 'city_hr_officer' | 'county_hr_officer',
  ) => makeContext(s, await officeActor(s, code, 'hr', role));
  return {
    province: (s) => actor(s, FOCUS.province, 'province_hr_officer'),
    city: (s, code) => actor(s, code, 'city_hr_officer'),
    county: (s, code) => actor(s, code, 'county_hr_officer'),
    cities: (await below(FOCUS.province, 'city')).map((d) => d.code),
    counties: (await below(FOCUS.city, 'county')).map((d) => d.code),
  };
}

export const unitOf = (ctx: Context): string => ctx.actor?.unitId ?? '';

/** A paper uploaded as evidence; answers its file's id. */
export async function paper(ctx: Context, name: string): Promise<string> {
  const stream = Readable.from([Buffer.from(`${name}\n演示用佐证材料。\n`)]);
  return (await storeUpload(ctx, { name, stream, purpose: 'upload' })).fileId;
}
