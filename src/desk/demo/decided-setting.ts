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
  const person = async (role: RoleName) =>
    makeContext(services, await officeActor(services, setting.divisionCode, line, role));
  const { proposalId } = await proposeSetting(await person(`county_${line}_officer`), setting);
  await actOnProposal(await person('law_checker'), { proposalId, action: 'check' });
  await actOnProposal(await person('law_approver'), { proposalId, action: 'approve' });
}
