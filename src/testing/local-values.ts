import { actOnProposal } from '../desk/law/proposals/act-on-proposal.ts';
import { proposeValue } from '../desk/law/proposals/propose-value.ts';
import type { RoleName } from '../organizations/roles/roles.ts';
import { anActor } from './actors.ts';
import type { TestHouse } from './context.ts';

const OFFICES: Record<'nation' | 'province' | 'city', [RoleName, RoleName, RoleName]> = {
  nation: ['nation_hr_officer', 'law_checker', 'law_approver'],
  province: ['province_hr_officer', 'law_checker', 'law_approver'],
  city: ['city_hr_officer', 'city_report_checker', 'city_leader'],
};

/** Sets what the documents leave to a place, as its office does: prepared, checked and approved by three persons. */
export async function setLocally(
  house: TestHouse,
  place: { level: 'nation' | 'province' | 'city'; code: number },
  values: Readonly<Record<string, number | string>>,
  validFrom = '2019-01-01',
): Promise<void> {
  const unitId = '00000000-0000-7000-8000-0000000000f1';
  const [prepares, checks, approves] = OFFICES[place.level].map((role) =>
    anActor(role, place.code, { unitId, level: place.level }),
  );
  for (const [key, value] of Object.entries(values)) {
    const given = { key, value, validFrom, legalSource: '地方文件' };
    const { proposalId } = await proposeValue(house.as(prepares!), given);
    await actOnProposal(house.as(checks!), { proposalId, action: 'check' });
    await actOnProposal(house.as(approves!), { proposalId, action: 'approve' });
  }
}
