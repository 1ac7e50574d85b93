import { candidatesFor } from '../../matching/index.ts';
import { askRegister, openRegisterPerson, readMatched, registerPeople, type AskRegister } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { findHeader, inspectUpload, readRows, requireHeader, SheetRefused } from '../../platform/sheets/index.ts';
import type { FoundHeader, SheetInfo, SheetRow } from '../../platform/sheets/index.ts';
import { rangeOf } from '../../organizations/index.ts';
import { annex2Columns, type Annex2Field } from './annex2-columns.ts';
import { readAnnex2, type CatalogueSchool, type ReadAnnex2 } from './annex2-sheet.ts';

/** A filled-in form as it lies in a file: the visible sheets that have its columns. */
export type Annex2File = { sheets: { header: FoundHeader<Annex2Field>; rows: SheetRow[] }[] };

const MAX_ROWS = 20_000;

/** Reads the sheets of a file that have the columns of Annex 2. @throws SheetRefused when it cannot be read or no sheet has them */
export async function readAnnex2File(path: string, name: string, signal?: AbortSignal): Promise<Annex2File> {
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MAX_ROWS, ...(signal ? { signal } : {}) }))
    rowsOf.get(row.sheet)?.push(row);
  const sheets = visible.flatMap((info) => sheetOf(info, rowsOf.get(info.name) ?? []));
  if (sheets.length > 0) return { sheets };
  const [first] = visible;
  if (first) requireHeader(rowsOf.get(first.name) ?? [], annex2Columns, first.merges);
  throw new SheetRefused('SHEET_EMPTY');
}

function sheetOf(info: SheetInfo, rows: SheetRow[]): Annex2File['sheets'] {
  const header = findHeader(rows, annex2Columns, info.merges);
  return header && header.missing.length === 0 ? [{ header, rows }] : [];
}

/** A school of a catalogue with the record it stands for; null while the school has none, before the first publication that names it. */
export type KnownSchool = CatalogueSchool & { institutionId: string | null };

/** The newest catalogue of a city's year, published or still a draft, and its schools. */
export type NewestCatalogue = { catalogue: { version: number; state: string } | null; schools: KnownSchool[] };

/**
 * The schools of the newest version of a city's catalogue of a year, be it published or a draft that waits: a form that comes beside the
 * year's new list names the schools of that list. A school is designated when one of its entries is.
 */
export async function newestCatalogue(tx: Tx, cityCode: number, year: number): Promise<NewestCatalogue> {
  const newest = await tx
    .selectFrom('catalogue_version')
    .select(['version_id', 'version', 'state'])
    .where('city_code', '=', cityCode)
    .where('year', '=', year)
    .where('state', 'in', ['draft', 'published'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return { catalogue: null, schools: [] };
  const rows = await tx
    .selectFrom('catalogue_entry as e')
    .leftJoin('institution as i', 'i.institution_id', 'e.institution_id')
    .select(['i.institution_id', 'e.school_name'])
    .select((eb) => eb.fn<boolean>('bool_or', ['e.designated']).as('designated'))
    .where('e.version_id', '=', newest.version_id)
    .where('e.state', '<>', 'removed')
    .where('e.school_name', '<>', '')
    .groupBy(['i.institution_id', 'e.school_name'])
    .orderBy('e.school_name')
    .execute();
  const schools = rows.map((r) => ({
    institutionId: r.institution_id,
    name: r.school_name,
    designated: r.designated,
  }));
  return { catalogue: { version: newest.version, state: newest.state }, schools };
}

/** Names of a city and its counties, with and without 市, 县 and 区: they tell no two schools apart. */
async function placeNamesOf(tx: Tx, cityCode: number): Promise<string[]> {
  const { lo, hi } = rangeOf(cityCode);
  const rows = await tx
    .selectFrom('division')
    .select('name')
    .distinct()
    .where('code', '>=', lo)
    .where('code', '<', hi)
    .where('level', 'in', ['city', 'prefecture', 'county'])
    .execute();
  return rows.flatMap(({ name }) => [name, name.slice(0, -1)]).filter((name) => name.length > 1);
}

/** What every row of the file says, matched with the register and the catalogue; one reading per sheet. */
export async function matchAnnex2(
  tx: Tx,
  ctx: Context,
  file: Annex2File,
  cityCode: number,
  schools: readonly KnownSchool[],
): Promise<ReadAnnex2[]> {
  const placeNames = await placeNamesOf(tx, cityCode);
  return readMatched(askCity(tx, ctx, cityCode), (register) =>
    file.sheets.map(({ header, rows }) => readAnnex2(rows, { header, schools, placeNames, register })),
  );
}

/** Asks whoever of the city's register comes into question for a file; numbers are opened only for as long as it is read. */
function askCity(tx: Tx, ctx: Context, cityCode: number): AskRegister {
  const area = rangeOf(cityCode);
  return async (queries) => {
    const sought = queries.map(({ name, idNumber, idWritten, phone }) => ({
      name,
      idNumber,
      written: idWritten,
      phone,
    }));
    const known = await candidatesFor(tx, ctx.vault, area, sought);
    if (known.size === 0) return askRegister([])(queries);
    const people = await registerPeople(tx, area)
      .where('p.person_id', 'in', [...known.keys()])
      .execute();
    const persons = people.map((p) => {
      const { holds, idNumber } = known.get(p.person_id)!;
      return { ...openRegisterPerson(ctx.vault, p), idWritten: holds ? '' : (idNumber ?? '') };
    });
    return askRegister(persons)(queries);
  };
}
