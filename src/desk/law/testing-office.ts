import { Readable } from 'node:stream';
import type { Actor } from '../../platform/context.ts';
import { storeUpload } from '../../platform/routes/store-upload.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import type { TestHouse } from '../../testing/context.ts';
import { actOnProposal } from './proposals/act-on-proposal.ts';

/** The offices of the tests of this room: one of a city and one of its province, each with three persons. */
const unitId = '00000000-0000-7000-8000-0000000000c1';
export const city = anActor('city_hr_officer', PLACES.city, { unitId });
export const checker = anActor('city_report_checker', PLACES.city, { unitId });
export const leader = anActor('city_leader', PLACES.city, { unitId });
export const elsewhere = anActor('city_hr_officer', PLACES.otherCity);
const province = { unitId: '00000000-0000-7000-8000-0000000000c2' };
export const provinceHr = anActor('province_hr_officer', PLACES.province, province);
export const provinceChecker = anActor('law_checker', PLACES.province, { ...province, level: 'province' });
export const provinceLeader = anActor('law_approver', PLACES.province, { ...province, level: 'province' });
const nation = { unitId: '00000000-0000-7000-8000-0000000000c3', level: 'nation' } as const;
export const nationHr = anActor('nation_hr_officer', 0, nation);
export const nationChecker = anActor('law_checker', 0, nation);
export const nationLeader = anActor('law_approver', 0, nation);
export const village = anActor('village_clerk', PLACES.county);

/** The code a refusal carries, `none` when there was none. */
export const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );

/** How many audit entries there are of an action. */
export async function audits(house: TestHouse, action: string): Promise<number> {
  const { rows } = await house.owner('select count(*)::int as n from audit_entry where action = $1', [action]);
  return (rows[0] as { n: number }).n;
}

/** Stores bytes as an upload of the actor. */
export const upload = (house: TestHouse, actor: Actor, name: string, bytes: Buffer) =>
  storeUpload(house.as(actor), { name, stream: Readable.from([bytes]), purpose: 'law' });

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** 复核 and 审批 of a proposal by two persons. */
export async function through(house: TestHouse, proposalId: string, [second, third]: [Actor, Actor]) {
  await actOnProposal(house.as(second), { proposalId, action: 'check' });
  return actOnProposal(house.as(third), { proposalId, action: 'approve' });
}
