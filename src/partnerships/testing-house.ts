import type { Actor } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { anActor } from '../testing/actors.ts';
import { addStaff } from './service/add-staff.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { draftAgreement } from './agreements/draft-agreement.ts';
import { moveAgreement } from './agreements/move-agreement.ts';
import { moveEntries } from './entries/move-entries.ts';
import { recordEntries } from './entries/record-entries.ts';
import { runMeasures } from './measures/run-measures.ts';

export type School = { id: string; name: string; actor: Actor };
type Row = Parameters<typeof recordEntries>[1]['rows'][number];
type Draft = Parameters<typeof draftAgreement>[1];

/** A house with a clock that can be set, schools and enterprises on demand, and short words for what partners do. */
export async function openPartnershipHouse(start = '2020-01-02') {
  let day = start;
  const clock: Clock = { now: () => new Date(`${day}T09:00:00+08:00`), today: () => day };
  const house = await openTestHouse({ clock });
  const setDay = (to: string): void => void (day = to);
  const institution = (name: string, code: number, kind = 'technical_school') => anInstitution(house, name, code, kind);
  return { ...house, setDay, institution, ...partnerActs(house) };
}

async function anInstitution(house: TestHouse, name: string, code: number, kind: string): Promise<School> {
  const id = newId();
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, $2, $3, $4, '2000-01-01')`,
    [id, kind, name, code],
  );
  const [role, line] =
    kind === 'technical_school'
      ? (['school_officer', 'school'] as const)
      : (['enterprise_officer', 'institution'] as const);
  return { id, name, actor: anActor(role, code, { level: 'institution', line, areas: [], institutionId: id }) };
}

function partnerActs(house: TestHouse) {
  const record = (actor: Actor, kind: string, rows: readonly Row[], agreementId?: string) =>
    recordEntries(house.as(actor), { kind, rows: [...rows], agreementId: agreementId ?? null });
  /** Entries recorded by one actor and confirmed by another. */
  const confirmed = async (
    by: Actor,
    other: Actor,
    kind: string,
    rows: readonly Row[],
    agreementId?: string,
  ): Promise<string[]> => {
    const { recorded } = await record(by, kind, rows, agreementId);
    await moveEntries(house.as(other), { entryIds: recorded, action: 'confirm' });
    return recorded;
  };
  const measures = async (actor: Actor, key: string, asked: Omit<Parameters<typeof runMeasures>[1], 'keys'> = {}) =>
    (await runMeasures(house.as(actor), { ...asked, keys: key })).rows;
  const measure = async (actor: Actor, key: string, asked: Omit<Parameters<typeof runMeasures>[1], 'keys'> = {}) => {
    return (await measures(actor, key, asked))[0]!;
  };
  /** An agreement drafted, sent and signed by every side, then put in force. */
  const agreed = async (
    sides: readonly Actor[],
    draft: Draft,
    before?: (agreementId: string) => Promise<unknown>,
  ): Promise<string> => {
    const { agreementId } = await draftAgreement(house.as(sides[0]!), draft);
    await before?.(agreementId);
    await moveAgreement(house.as(sides[0]!), { agreementId, action: 'send' });
    for (const side of sides) await moveAgreement(house.as(side), { agreementId, action: 'sign' });
    await moveAgreement(house.as(sides[0]!), { agreementId, action: 'activate' });
    return agreementId;
  };
  /** The smallest pairing under N2019 that may be put in force. */
  const pairing = (helper: School, recipient: School, more: Partial<Draft> = {}) =>
    agreed([helper.actor, recipient.actor], { ...pairingDraft(helper, recipient), ...more }, async (agreementId) => {
      await record(helper.actor, 'team_member', TEAM, agreementId);
    });
  const staff = async (school: School, people: Parameters<typeof addStaff>[1]['people']) =>
    (await addStaff(house.as(school.actor), { people })).staffIds;
  return { record, confirmed, measure, measures, staff, agreed, pairing };
}

/** A leader and two members. */
export const TEAM: Row[] = ['leader', 'member', 'member'].map((code, i) => ({
  code,
  aboutName: `组员${i + 1}`,
  onDate: '2017-06-01',
}));

export function pairingDraft(helper: School, recipient: School): Draft {
  return {
    kind: 'n2019_pairing',
    title: `${helper.name}帮扶${recipient.name}`,
    startsOn: '2020-01-01',
    endsOn: '2022-12-31',
    parties: [
      { role: 'helper', institutionId: helper.id, officer: '王洪', officerPhone: '0531-5550101' },
      { role: 'recipient', institutionId: recipient.id, officer: '扎西', officerPhone: '0897-5550102' },
    ],
    commitments: [
      { kind: 'focus_major', code: '汽车维修' },
      { kind: 'focus_major', code: '烹饪' },
    ],
  };
}
