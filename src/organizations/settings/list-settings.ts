import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { holdsOn } from '../session/posts.ts';
import type { ListSettings } from '../schema.ts';
import { divisionAndAbove, scopeOf } from '../scope/scope.ts';
import { settingDefinitions } from './setting-keys.ts';

export type SettingRow = {
  key: string;
  title: string;
  explanation: string;
  kind: string;
  choices: readonly { value: string; label: string }[];
  unit: string;
  clause: string;
  /** Changed by three persons only. */
  threePersons: boolean;
  /** What holds on the day, and where it was set; null is "not set". */
  now: {
    value: string | number | boolean;
    divisionCode: string;
    divisionName: string;
    validFrom: string;
    legalSource: string | null;
  } | null;
  history: {
    value: string | number | boolean;
    divisionCode: string;
    validFrom: string;
    validTo: string | null;
    reason: string | null;
  }[];
};

/** Everything that can be set locally, with what holds for a division (one's own unless named) on a day. @throws NOT_PERMITTED, NOT_FOUND */
export async function listSettings(
  ctx: Context,
  input: ListSettings,
): Promise<{ divisionCode: string; rows: SettingRow[] }> {
  const actor = authorise(ctx, 'settings.read');
  const code = input.division ?? actor.divisionCode ?? 0;
  if (
    input.division !== undefined &&
    input.division !== actor.divisionCode &&
    scopeOf(actor, input.division).length === 0
  )
    throw errors.NOT_FOUND();
  const day = input.on ?? ctx.clock.today();
  const pad = (n: number) => String(n).padStart(12, '0');
  return read(ctx, async (tx) => {
    const codes = divisionAndAbove(code);
    const set = await tx
      .selectFrom('local_setting')
      .selectAll()
      .where('division_code', 'in', codes)
      .orderBy('valid_from', 'desc')
      .execute();
    const divisions = await tx
      .selectFrom('division')
      .select(['code', 'name'])
      .where('code', 'in', codes)
      .orderBy('valid_from')
      .execute();
    const nameOf = (n: number) => divisions.findLast((d) => d.code === n)?.name ?? '';
    const rows = settingDefinitions().map(([key, d]): SettingRow => {
      const of = set.filter((s) => s.key === key);
      const now = of
        .filter((s) => holdsOn({ validFrom: s.valid_from, validTo: s.valid_to }, day))
        .sort((a, b) => b.division_code - a.division_code)[0];
      return {
        key,
        title: d.title,
        explanation: d.explanation,
        kind: d.kind,
        choices: d.choices ?? [],
        unit: d.unit ?? '',
        clause: d.clause ?? '',
        threePersons: !d.byOne,
        now: now
          ? {
              value: now.value as string,
              divisionCode: pad(now.division_code),
              divisionName: nameOf(now.division_code),
              validFrom: now.valid_from,
              legalSource: now.legal_source,
            }
          : null,
        history: of.map((s) => ({
          value: s.value as string,
          divisionCode: pad(s.division_code),
          validFrom: s.valid_from,
          validTo: s.valid_to,
          reason: s.reason,
        })),
      };
    });
    return { divisionCode: pad(code), rows };
  });
}
