import { cleanNumber, readCitizenId } from '../../standards/index.ts';

export type Understood =
  | { as: 'id_number'; text: string }
  | { as: 'application_number'; text: string }
  | { as: 'name'; text: string };

const APPLICATION = /^(\d{12})(\d{4})-?(\d{5})$/;

/** What somebody typed into the one search box: an application's number, a whole identity number, or else a name. */
export function understand(typed: string): Understood {
  const text = typed.normalize('NFKC').trim();
  const compact = text.replaceAll(/\s+/g, '');
  const application = APPLICATION.exec(compact);
  if (application) return { as: 'application_number', text: `${application[1]}${application[2]}-${application[3]}` };
  const number = cleanNumber(compact).text.toUpperCase();
  if (/^(\d{15}|\d{17}[\dX])$/.test(number)) {
    const read = readCitizenId(number);
    return { as: 'id_number', text: read.ok ? read.id18 : number };
  }
  return { as: 'name', text };
}
