import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
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

/** A zip with stored or deflated files, as packers make them. */
export function zipOf(files: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(raw.length, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}
