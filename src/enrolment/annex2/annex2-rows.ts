import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Application } from '../store.ts';

/** One person in the columns of Annex 2, in plain words; `idNumber` and the like are what the form asks for in full. */
export type Annex2Line = {
  applicationId: string;
  personId: string;
  name: string;
  sex: string;
  ethnicGroup: string;
  assistanceCardNumber: string;
  idNumber: string;
  phone: string;
  address: string;
  schoolName: string;
  majorName: string;
};

const CHUNK = 1000;

/**
 * Opens what the form asks for of each application, in the given order. The caller writes the read log: these are numbers and addresses in full.
 */
export async function annex2Lines(tx: Tx, ctx: Context, apps: readonly Application[]): Promise<Annex2Line[]> {
  const lines: Annex2Line[] = [];
  for (let from = 0; from < apps.length; from += CHUNK) {
    const part = apps.slice(from, from + CHUNK);
    const people = await tx
      .selectFrom('person')
      .select(['person_id', 'sex', 'ethnic', 'id_number', 'phone', 'address'])
      .where(
        'person_id',
        'in',
        part.map((a) => a.person_id),
      )
      .execute();
    const byId = new Map(people.map((p) => [p.person_id, p]));
    for (const app of part) {
      const person = byId.get(app.person_id);
      lines.push({
        applicationId: app.application_id,
        personId: app.person_id,
        name: app.person_name,
        sex: person?.sex ?? '',
        ethnicGroup: person?.ethnic ?? '',
        assistanceCardNumber: app.card_no ?? '',
        idNumber: ctx.vault.decrypt(person?.id_number ?? null) ?? '',
        phone: ctx.vault.decrypt(app.contact_phone ?? person?.phone ?? null) ?? '',
        address: ctx.vault.decrypt(app.contact_address ?? person?.address ?? null) ?? '',
        schoolName: app.school_name ?? '',
        majorName: app.major ?? '',
      });
    }
  }
  return lines;
}
