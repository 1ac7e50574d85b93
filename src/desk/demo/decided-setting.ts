import type { RoleName } from '../../organizations/index.ts';
import { makeContext, type Services } from '../../platform/services.ts';
import { actOnProposal } from '../law/proposals/act-on-proposal.ts';
import { proposeSetting } from '../law/proposals/propose-setting.ts';
import type { ProposeSetting } from '../law/schema.ts';
import { officeActor } from './units.ts';

/** A setting of a county as three persons of its office decided it on a day of the demonstration's past. */
export async function decidedSetting(
  services: Services,
  line: 'hr' | 'poverty',
  setting: ProposeSetting & { divisionCode: number },
): Promise<void> {
  const person = async (role: RoleName, name: string) => {
    const actor = await officeActor(services, setting.divisionCode, line, role);
    return makeContext(services, { ...actor, userId: `${actor.userId}-${role}`, name });
  };
  const { proposalId } = await proposeSetting(await person(`county_${line}_officer`, '孔令辉'), setting);
  await actOnProposal(await person('law_checker', '褚凤英'), { proposalId, action: 'check' });
  await actOnProposal(await person('law_approver', '潘国庆'), { proposalId, action: 'approve' });
}
