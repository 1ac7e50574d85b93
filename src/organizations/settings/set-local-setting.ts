import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import type { SetLocalSetting } from '../schema.ts';
import { intersectAreas, rangeOf } from '../scope/scope.ts';
import { settingDefinition, type SettingDefinition } from './setting-keys.ts';

/**
 * Sets, from a day on, a convenience of one's own office; `value` null ends the setting ("not set" again). The division must lie wholly in one's own
 * area. The same value again changes nothing. What the documents leave to the locality takes three persons.
 * @throws NOT_PERMITTED, NOT_FOUND, SETTING_UNKNOWN, SETTING_VALUE_INVALID, SETTING_NEEDS_THREE, SETTING_DATE_TAKEN
 */
export async function setLocalSetting(ctx: Context, input: SetLocalSetting): Promise<{ changed: boolean }> {
  const actor = authorise(ctx, 'settings.change');
  const definition = settingOf(input, actor);
  if (!definition.byOne) throw organizationErrors.SETTING_NEEDS_THREE();
  return transaction(ctx, async (tx) => ({ changed: await applySetting(tx, ctx, input) }));
}

/**
 * The definition of a setting that the actor may propose or set. @throws SETTING_UNKNOWN, SETTING_VALUE_INVALID, NOT_FOUND outside the own area
 */
export function settingOf(input: SetLocalSetting, actor: Actor): SettingDefinition {
  const definition = settingDefinition(input.key);
  if (!definition) throw organizationErrors.SETTING_UNKNOWN();
  if (input.value !== null && !definition.value.safeParse(input.value).success)
    throw organizationErrors.SETTING_VALUE_INVALID();
  const range = rangeOf(input.divisionCode);
  const inside = intersectAreas(actor.areas, [range]);
  if (inside.length !== 1 || inside[0]!.lo !== range.lo || inside[0]!.hi !== range.hi) throw errors.NOT_FOUND();
  return definition;
}

/** Writes a setting with its audit entry; false when it holds already. @throws SETTING_DATE_TAKEN */
export async function applySetting(tx: Tx, ctx: Context, input: SetLocalSetting): Promise<boolean> {
  await lockUntilEnd(tx, `setting ${input.divisionCode} ${input.key}`);
  const before = await replace(tx, ctx, input);
  if (before === 'same') return false;
  await audit(tx, ctx, {
    action: 'setting.change',
    subjectType: 'local_setting',
    subjectId: `${input.divisionCode} ${input.key}`,
    divisionCode: input.divisionCode,
    summary: `本地设置：${settingDefinition(input.key)?.title ?? input.key}，自 ${input.validFrom} 起${input.value === null ? '不再设置' : ''}`,
    payload: {
      before,
      after: input.value,
      validFrom: input.validFrom,
      legalSource: input.legalSource ?? null,
      reason: input.reason,
    },
  });
  return true;
}

/** Closes what held on the day, keeps what comes later; returns the value before, null for none. */
async function replace(tx: Tx, ctx: Context, input: SetLocalSetting): Promise<unknown> {
  const all = await tx
    .selectFrom('local_setting')
    .selectAll()
    .where('division_code', '=', input.divisionCode)
    .where('key', '=', input.key)
    .orderBy('valid_from')
    .execute();
  const current = all.find(
    (s) => s.valid_from <= input.validFrom && (s.valid_to === null || input.validFrom < s.valid_to),
  );
  if ((current?.value ?? null) === input.value) return 'same';
  const sameDay = all.find((s) => s.valid_from === input.validFrom);
  if (sameDay) return replaceOfSameDay(tx, ctx, input, sameDay);
  if (current)
    await tx
      .updateTable('local_setting')
      .set({ valid_to: input.validFrom })
      .where('setting_id', '=', current.setting_id)
      .execute();
  if (input.value !== null) {
    const next = all.find((s) => s.valid_from > input.validFrom);
    await tx
      .insertInto('local_setting')
      .values({
        ...written(ctx, input),
        setting_id: ctx.newId(),
        valid_from: input.validFrom,
        valid_to: next?.valid_from ?? null,
      })
      .execute();
  }
  return current?.value ?? null;
}

/** What starts on the same day may be corrected until that day is over; ending it then takes a later day. */
async function replaceOfSameDay(
  tx: Tx,
  ctx: Context,
  input: SetLocalSetting,
  row: { setting_id: string; value: unknown },
): Promise<unknown> {
  if (input.validFrom < ctx.clock.today() || input.value === null) throw organizationErrors.SETTING_DATE_TAKEN();
  await tx.updateTable('local_setting').set(written(ctx, input)).where('setting_id', '=', row.setting_id).execute();
  return row.value;
}

function written(ctx: Context, input: SetLocalSetting) {
  return {
    division_code: input.divisionCode,
    key: input.key,
    value: JSON.stringify(input.value),
    legal_source: input.legalSource ?? null,
    reason: input.reason,
    set_by: ctx.actor?.userId ?? 'system',
    set_at: ctx.clock.now(),
  };
}
