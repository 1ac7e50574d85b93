import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { KeepWorkshop, ListCalls } from './schema.ts';

export type WorkshopView = {
  workshopId: string;
  kind: string;
  name: string;
  place: string | null;
  qualifies: boolean | null;
  supportedOn: string | null;
  support: string | null;
};
export type WorkshopCounts = { workshops: number; qualifying: number; supported: number; unsupported: string[] };

/**
 * Keeps a township workshop or a village processing point: whether the local conditions are met, and the support it received (HA2020 一(三)). The same
 * place and name is the same workshop. @throws NOT_FOUND outside the area
 */
export async function keepWorkshop(ctx: Context, input: KeepWorkshop): Promise<{ workshopId: string }> {
  const actor = authorise(ctx, 'training.choose');
  const said = KeepWorkshop.parse(input);
  if (!actor.areas.some((a) => a.lo <= said.placeCode && said.placeCode < a.hi)) throw errors.NOT_FOUND();
  return transaction(ctx, async (tx) => {
    const values = {
      kind: said.kind,
      qualifies: said.conditionsMet ?? null,
      supported_on: said.supportedOn ?? null,
      support: said.support || null,
      kept_by: actor.userId,
      kept_at: ctx.clock.now(),
    };
    const row = await tx
      .insertInto('training_workshop')
      .values({ workshop_id: ctx.newId(), name: said.name, location_code: said.placeCode, ...values })
      .onConflict((c) => c.columns(['location_code', 'name']).doUpdateSet(values))
      .returning('workshop_id')
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, {
      action: 'training.keep_workshop',
      subjectType: 'training_workshop',
      subjectId: row.workshop_id,
      divisionCode: said.placeCode,
      summary: `登记${said.kind === 'township_workshop' ? '扶贫车间' : '代工点'}：${said.name}`,
      payload: { conditionsMet: said.conditionsMet ?? null, supportedOn: said.supportedOn ?? null },
    });
    return { workshopId: row.workshop_id };
  });
}

/** Workshops and processing points of one's area, those that meet the conditions and have no support first. */
export async function listWorkshops(ctx: Context, input: ListCalls): Promise<Page<WorkshopView> & WorkshopCounts> {
  const actor = authorise(ctx, 'training.read');
  const { page, size } = ListCalls.parse(input);
  const scope = insideRanges('w.location_code', actor.areas);
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<WorkshopView>`select w.workshop_id as "workshopId", w.kind, w.name, d.name as place, w.qualifies, w.supported_on as "supportedOn", w.support
      from training_workshop w left join division d on d.code = w.location_code and d.valid_to is null where ${scope}
      order by (w.qualifies is true and w.supported_on is null) desc, w.name limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const { rows: counted } =
      await sql<WorkshopCounts>`select count(*)::int as workshops, (count(*) filter (where w.qualifies))::int as qualifying,
        (count(w.supported_on))::int as supported, coalesce(array_agg(w.name order by w.name) filter (where w.qualifies and w.supported_on is null), '{}') as unsupported
      from training_workshop w where ${scope}`.execute(tx);
    return { rows, total: counted[0]!.workshops, page, size, ...counted[0]! };
  });
}
