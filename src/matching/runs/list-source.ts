import { hash as fingerprintOf } from 'node:crypto';
import { sql } from 'kysely';
import { sortingInMemory, type Tx } from '../../platform/db.ts';
import {
  findHeader,
  inspectUpload,
  readRows,
  requireHeader,
  type ColumnsSpec,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import type { Vault } from '../../platform/vault.ts';
import { rangeOf } from '../../organizations/index.ts';
import { maskPhone } from '../../people/index.ts';
import { maskCitizenId } from '../../standards/index.ts';
import { cellText } from '../../standards/cleaning/index.ts';
import type { QueryInput } from '../engine/deciding/match-rows.ts';
import { addressReader } from './place-of-address.ts';

/** A row to be matched: what the engine reads and what may be shown of it. `hash` tells whether it changed since the last run. */
export type ListRow = QueryInput & {
  rowNo: number;
  readonly hash: string;
  /** Where the row is stored; null for an uploaded list. */
  stored: { personId: string; listId: string; listRow: number; villageCode: number } | null;
};

export type ShownRow = Record<'name' | 'sex' | 'idMask' | 'phoneMask' | 'school', string | null>;

type Stored = {
  person_id: string;
  list_id: string;
  list_row: number;
  name: string;
  sex: string | null;
  id_number: Buffer | null;
  id_state: string;
  phone: Buffer | null;
  village_code: number;
  address: Buffer | null;
  written: Buffer | null;
};

/**
 * The students now on a school's roll, or the participants of an institution's rosters, one row for each person's record, as their import asked for them: where
 * a participant lives is read from the address; a roll does not say it.
 * @param day yyyy-mm-dd on which the names of places are read
 */
export async function storedRows(
  tx: Tx,
  vault: Vault,
  source: 'students' | 'training_roster',
  institutionId: string,
  day: string,
): Promise<ListRow[]> {
  const table = source === 'students' ? sql.table('student_listing') : sql.table('training_participation');
  // Opening and carrying an address that nobody asks for costs as much as a number.
  const address = source === 'students' ? sql`null::bytea` : sql`p.address`;
  const stored = sql<Stored>`
    select p.person_id, l.list_id, l.list_row, p.name, p.sex, p.id_number, p.id_state, p.phone, p.village_code, ${address} as address,
      case when p.id_state = 'doubtful' then (select f.was from import_problem f where f.list_id = l.list_id and f.list_row = l.list_row and f.field = 'id_number'
        order by f.decision <> 'review', f.seq limit 1) end as written
    from (select distinct on (person_id) person_id, list_id, list_row from ${table} where institution_id = ${institutionId} and known_to is null
        order by person_id, list_row) l
      join person p on p.person_id = l.person_id
    order by l.list_row, l.list_id, p.person_id`;
  const { rows } = await sortingInMemory(tx, () => stored.execute(tx));
  if (rows.length === 0) return [];
  const at = await tx
    .selectFrom('institution')
    .select(['name', 'location_code'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirstOrThrow();
  const placeOf = source === 'students' ? () => 0 : await sealedPlaces(tx, vault, at.location_code, day);
  return rows.map((r, i) =>
    rowOf(
      i + 1,
      { personId: r.person_id, listId: r.list_id, listRow: r.list_row, villageCode: r.village_code },
      {
        name: r.name,
        sex: r.sex,
        idNumber: vault.decrypt(r.id_state === 'valid' ? r.id_number : r.written),
        phone: vault.decrypt(r.phone),
        divisionCode: placeOf(r.address) || null,
        school: at.name,
      },
    ),
  );
}

const CITY = 100_000_000;

/** Reads sealed addresses of the city of `home`. */
async function sealedPlaces(tx: Tx, vault: Vault, home: number, day: string) {
  const placeOf = await addressReader(tx, rangeOf(Math.floor(home / CITY) * CITY), day);
  return (sealed: Buffer | null): number => placeOf(vault.decrypt(sealed));
}

type Field = 'name' | 'sex' | 'idNumber' | 'phone' | 'school' | 'statusNumber' | 'householdId';

const COLUMNS: ColumnsSpec<Field> = {
  name: { heading: '姓名', aliases: ['学生姓名', '学员姓名', '人员姓名', 'name'], required: true },
  idNumber: {
    heading: '身份证号',
    aliases: ['身份证号码', '证件号', '证件号码', '公民身份号码', '身份证件号码', '身份证', 'id_number'],
    required: true,
  },
  sex: { heading: '性别', aliases: ['sex'] },
  phone: { heading: '联系电话', aliases: ['电话', '手机号', '手机号码', '联系方式', 'phone'] },
  school: { heading: '学校', aliases: ['学校名称', '就读学校', '单位', 'school'] },
  statusNumber: { heading: '学籍号', aliases: ['学号'] },
  householdId: { heading: '扶贫卡编号', aliases: ['户编号', '扶贫手册编号'] },
};

const MOST_ROWS = 500_000;

/**
 * Rows of an uploaded list: every visible sheet that has the columns 姓名 and 身份证号, wherever its header stands.
 * @throws SheetRefused when it cannot be read or no sheet has them
 */
export async function uploadedRows(path: string, name: string, signal?: AbortSignal): Promise<ListRow[]> {
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MOST_ROWS, ...(signal ? { signal } : {}) }))
    rowsOf.get(row.sheet)?.push(row);
  const list: ListRow[] = [];
  for (const info of visible) {
    const rows = rowsOf.get(info.name) ?? [];
    const only =
      visible.length === 1 ? requireHeader(rows, COLUMNS, info.merges) : findHeader(rows, COLUMNS, info.merges);
    if (!only || only.missing.length > 0) continue;
    for (const row of rows) {
      if (row.row <= only.row) continue;
      const text = (field: Field): string | null => {
        const at = only.columns[field];
        return at === undefined ? null : cellText(row.cells[at]).trim() || null;
      };
      const cells = {
        name: text('name'),
        sex: text('sex'),
        idNumber: text('idNumber'),
        phone: text('phone'),
        school: text('school'),
      };
      if (cells.name === null && cells.idNumber === null) continue;
      list.push(
        rowOf(list.length + 1, null, {
          ...cells,
          statusNumber: text('statusNumber'),
          householdId: text('householdId'),
        }),
      );
    }
  }
  return list;
}

function rowOf(rowNo: number, stored: ListRow['stored'], cells: Omit<QueryInput, 'rowId'>): ListRow {
  let hash: string | undefined;
  return {
    ...cells,
    rowId: String(rowNo),
    rowNo,
    stored,
    // When first asked: only what is kept needs it.
    get hash() {
      return (hash ??= fingerprintOf('sha256', JSON.stringify(cells), 'base64url'));
    },
  };
}

/** What of a row may be kept and shown: masks, never the number. */
export function shownOf(row: ListRow): ShownRow {
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : String(value);
  const id = text(row.idNumber);
  const phone = text(row.phone);
  return {
    name: text(row.name),
    sex: text(row.sex),
    idMask: id === null ? null : maskCitizenId(id),
    phoneMask: phone === null ? null : maskPhone(phone),
    school: text(row.school),
  };
}
