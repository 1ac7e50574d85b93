import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import {
  inspectUpload,
  readRows,
  requireHeader,
  SheetRefused,
  type ColumnChoice,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import type { PlaceBook } from '../../standards/cleaning/index.ts';
import { describeSheet, type DescribedSheet } from '../lists/described-sheet.ts';
import { placesOf } from '../register/place-store.ts';
import { countRows } from '../lists/problem-store.ts';
import type { IncompleteHousehold } from '../register/sheet/register-households.ts';
import { askRegister, readMatched } from '../register/ask-register.ts';
import type { RegisterPerson } from '../register/register-match.ts';
import { openRegisterPerson, registerPeople } from '../register/register-people.ts';
import { wishColumns, type WishField } from '../wishes/wishes-columns.ts';
import { readWishes, type ReadWishes, type WishRow } from '../wishes/wishes-sheet.ts';

const ROWS_BEFORE_HEADER = 20;
const NEARLY_ALL = 0.9;

/** A survey of wishes as it lies in a file, for an area and the register of it. */
export type Survey = {
  path: string;
  name: string;
  area: { lo: number; hi: number };
  /** Day of the list (yyyy-mm-dd). */
  on: string;
  /** What the sender's own headings mean. */
  choices?: readonly ColumnChoice[];
  signal?: AbortSignal;
};

/** What a survey came to, and how its sheet was read. */
export type SurveyRead = ReadWishes & { sheet: DescribedSheet };

/** Reads a survey and matches its rows with the register; stores nothing. @throws SheetRefused */
export async function readSurvey(ctx: Context, survey: Survey): Promise<SurveyRead> {
  const { path, name, area, on, choices, signal } = survey;
  const document = await inspectUpload(path, name);
  const first = document.sheets.find((s) => !s.hidden);
  if (!first) throw new SheetRefused('SHEET_EMPTY');
  const rows: SheetRow[] = [];
  for await (const row of readRows(path, { sheet: first.name, signal })) rows.push(row);
  const header = requireHeader<WishField>(rows.slice(0, ROWS_BEFORE_HEADER), wishColumns, first.merges, choices);
  return read(ctx, async (tx) => {
    const { places } = await placesOf(tx, area, on);
    const body = rows.filter((r) => r.row > header.row);
    const { county, township: own } = await namesOf(tx, area.lo);
    const township = own || townshipOf(body, header.columns.village, places, county, await townshipsOf(tx, area));
    const ask = askRegister(await registerOf(ctx, tx, area), await incompleteOf(tx, area));
    const wishes = await readMatched(ask, (register) =>
      readWishes(body, { header, places, county, township, register }),
    );
    return { ...wishes, sheet: describeSheet(header) };
  });
}

async function namesOf(tx: Tx, code: number): Promise<{ county: string; township: string }> {
  const at = { county: Math.floor(code / 1_000_000) * 1_000_000, township: Math.floor(code / 1_000) * 1_000 };
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', [at.county, at.township])
    .execute();
  const name = (wanted: number) => rows.find((r) => r.code === wanted)?.name ?? '';
  return { county: name(at.county), township: at.township === at.county ? '' : name(at.township) };
}

async function townshipsOf(tx: Tx, area: { lo: number; hi: number }): Promise<string[]> {
  const rows = await tx
    .selectFrom('division')
    .select('name')
    .distinct()
    .where('code', '>=', area.lo)
    .where('code', '<', area.hi)
    .where('level', '=', 'township')
    .orderBy('name')
    .execute();
  return rows.map((r) => r.name);
}

/** A survey names no township. Sent by a county it is that of the one township that has nearly all its villages; '' when none has. */
function townshipOf(
  rows: readonly SheetRow[],
  column: number | undefined,
  places: PlaceBook,
  county: string,
  townships: readonly string[],
): string {
  if (column === undefined) return '';
  const villages = new Set(rows.map((r) => r.cells[column]).filter((v) => typeof v === 'string' && v !== ''));
  const known = (township: string) =>
    [...villages].filter((v) => places.village(county, township, String(v)) !== undefined).length;
  const ranked = townships.map((name) => ({ name, known: known(name) })).sort((a, b) => b.known - a.known);
  const best = ranked[0];
  return best && best.known > 0 && best.known >= villages.size * NEARLY_ALL ? best.name : '';
}

/** The register of an area as matching needs it; numbers are opened only for as long as the list is read. */
async function registerOf(ctx: Context, tx: Tx, area: { lo: number; hi: number }): Promise<RegisterPerson[]> {
  const rows = await registerPeople(tx, area)
    .innerJoin('person_status as c', 'c.person_id', 'p.person_id')
    .where('c.known_to', 'is', null)
    .where('c.valid_to', 'is', null)
    .execute();
  return rows.map((p) => openRegisterPerson(ctx.vault, p));
}

async function incompleteOf(tx: Tx, area: { lo: number; hi: number }): Promise<IncompleteHousehold[]> {
  const found = await sql<{ households: IncompleteHousehold[] }>`
    select jsonb_path_query_array(headings, '$[*].incomplete[*]') as households from source_list
    where kind = 'assisted_register' and state = 'published' and area_lo < ${area.hi} and area_hi > ${area.lo}
    order by publication_seq desc limit 1`.execute(tx);
  return found.rows[0]?.households ?? [];
}

/** Which rows of a survey can be kept (person proved, nothing doubtful, an answer given), and what it comes to in numbers. */
export function settleSurvey(survey: ReadWishes) {
  const problems = survey.problems.map((p) => ({ ...p, listRow: p.row }));
  const doubtful = new Set(problems.filter((p) => p.decision === 'review').map((p) => p.row));
  const sure = survey.rows.filter((r) => r.match.decision === 'auto' && !doubtful.has(r.row) && answered(r));
  const kept = new Set(sure.map((r) => r.row));
  const { corrected, refused } = countRows(problems, (row) => kept.has(row));
  const rows = survey.rows.length + refused;
  const counts = { rows, accepted: kept.size, corrected, review: survey.rows.length - kept.size, refused };
  return { problems, sure, counts: { ...counts, skipped: survey.skipped.length } };
}

function answered(r: WishRow): boolean {
  return r.wishStudy !== null || r.wishTrain !== null;
}
