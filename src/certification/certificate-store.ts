import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { takeNumbers } from '../platform/numbers.ts';
import { nameKey } from '../standards/index.ts';

const INDEX_KIND = 'certificate.number';
const DIGITS = 5;

/** Numbers are compared without spaces and dashes, in capitals. */
const folded = (number: string): string => number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** The keyed index under which a certificate is asked for by its number, however that is typed. */
export const numberIndex = (ctx: Context, number: string): Buffer => ctx.vault.index(INDEX_KIND, folded(number))!;

type Holder = { personId: string; villageCode: number; name: string };
export type NewCertificate = Holder & {
  certificateId?: string;
  number: string;
  occupation: string;
  level: number | null;
  classLevel: string | null;
  sessionId?: string | null;
  classId?: string | null;
};
type About = { institutionId: string; kind: 'skill_level' | 'special_ability' | 'graduation'; issuedOn: string };

/** Keeps certificates of one kind, body and day. */
export async function insertCertificates(
  tx: Tx,
  ctx: Context,
  about: About,
  rows: readonly NewCertificate[],
): Promise<void> {
  await tx
    .insertInto('certificate')
    .values(
      rows.map((r) => ({
        person_id: r.personId,
        certificate_id: r.certificateId ?? ctx.newId(),
        number: r.number,
        number_index: numberIndex(ctx, r.number),
        kind: about.kind,
        institution_id: about.institutionId,
        village_code: r.villageCode,
        holder_name: r.name,
        name_key: nameKey(r.name),
        occupation: r.occupation,
        level: r.level,
        class_level: r.classLevel,
        session_id: r.sessionId ?? null,
        class_id: r.classId ?? null,
        issued_on: about.issuedOn,
        issued_by: ctx.actor?.userId ?? 'system',
        issued_at: ctx.clock.now(),
      })),
    )
    .execute();
}

export type LevelHolder = Holder & {
  certificateId?: string;
  level: number;
  sessionId?: string | null;
  classId?: string | null;
};

/** Issues certificates of a skill level, numbered without a gap within body and year; the numbers in the order of the people. */
export async function issueLevel(
  tx: Tx,
  ctx: Context,
  about: { institutionId: string; occupation: string; issuedOn: string },
  people: readonly LevelHolder[],
): Promise<string[]> {
  const year = about.issuedOn.slice(0, 4);
  const first = await takeNumbers(tx, `certificate.${about.institutionId}.${year}`, people.length);
  const code = about.institutionId.slice(-6).toUpperCase();
  const rows = people.map((person, i) => ({
    ...person,
    number: `S${code}${year}${person.level}${String(first + i).padStart(DIGITS, '0')}`,
    occupation: about.occupation,
    classLevel: null,
  }));
  const { institutionId, issuedOn } = about;
  await insertCertificates(tx, ctx, { institutionId, kind: 'skill_level', issuedOn }, rows);
  return rows.map((r) => r.number);
}
