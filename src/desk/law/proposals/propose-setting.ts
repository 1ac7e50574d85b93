import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { settingOf } from '../../../organizations/index.ts';
import { NOTHING, prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
import { ProposeSetting, type Proposed } from '../schema.ts';
import { shownValue } from './value-source.ts';

/**
 * 经办: proposes how the offices of one's area work together where the documents leave it open (way of review and the like). Nothing changes before two
 * others of the office have checked and approved it. @throws NOT_PERMITTED, NOT_FOUND, SETTING_UNKNOWN, SETTING_VALUE_INVALID
 */
export async function proposeSetting(ctx: Context, input: ProposeSetting): Promise<Proposed> {
  const actor = authorise(ctx, 'law.prepare');
  const setting = ProposeSetting.parse(input);
  const definition = settingOf(setting, actor);
  const shown = definition.choices?.find((c) => c.value === setting.value)?.label ?? shownValue(setting.value);
  const proposal: NewProposal = {
    kind: 'setting',
    subject: setting.key,
    title: `${definition.title}：${setting.value === null ? '不再设置' : shown}，自${setting.validFrom}`,
    legalSource: setting.legalSource,
    additions: NOTHING,
    setting,
  };
  return transaction(ctx, async (tx) => {
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}
