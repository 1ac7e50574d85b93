import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PassThrough, Readable } from 'node:stream';
import { fixedClock, type Clock } from '../platform/clock.ts';
import { loadPolicy } from '../policy/index.ts';
import type { Actor } from '../platform/context.ts';
import type { Download } from '../platform/http.ts';
import { readRows, writeWorkbook, type Cell, type WrittenColumn, type WrittenRow } from '../platform/sheets/index.ts';
import { newId } from '../platform/ids.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { loadRegisters } from './index.ts';
import { createRecord } from './records/create-record.ts';
import { countFigures, type CountedFigure } from './records/figures/count-figures.ts';
import { stepRecord } from './records/step-record.ts';
import type { FieldInput } from './schema.ts';

/** A house with the law, the places of the tests and the registers of a folder (the product's own unless told); the clock stands in the documents' time. */
export async function registersHouse(
  options: { folder?: string; at?: string; clock?: Clock } = {},
): Promise<TestHouse> {
  const house = await openTestHouse({ clock: options.clock ?? fixedClock(options.at ?? '2022-06-30T09:00:00+08:00') });
  await loadPolicy(house.services, 'rules');
  await loadRegisters(house.services, options.folder ?? 'registers', 'rules');
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      (0, '全国', 'nation', null, '1949-10-01', '全国'), ($1, '山东省', 'province', 0, '1949-10-01', '山东省'),
      ($2, '菏泽市', 'city', $1, '1949-10-01', '山东省菏泽市'), ($3, '曹县', 'county', $2, '1949-10-01', '山东省菏泽市曹县'),
      ($4, '单县', 'county', $2, '1949-10-01', '山东省菏泽市单县') on conflict do nothing`,
    [PLACES.province, PLACES.city, PLACES.county, PLACES.otherCounty],
  );
  return house;
}

/** The ministry, which sees the whole country. */
export const ministry = anActor('nation_hr_officer', 0);
export const provinceOffice = anActor('province_hr_officer', PLACES.province);
export const cityOffice = anActor('city_hr_officer', PLACES.city);
export const countyOffice = anActor('county_hr_officer', PLACES.county);

/** Makes an institution and gives its id. */
export async function anInstitution(
  house: TestHouse,
  name: string,
  kind = 'technical_school',
  code: number = PLACES.county,
): Promise<string> {
  const id = newId();
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, $2, $3, $4, '2016-01-01')`,
    [id, kind, name, code],
  );
  return id;
}

/** Somebody of that school. */
export const schoolOfficer = (institutionId: string, code: number = PLACES.county): Actor =>
  anActor('school_officer', code, { areas: [], institutionId });

/** Enters a record and, where the register is reviewed, has it passed: the register then counts it. Returns its id. */
export async function accepted(
  house: TestHouse,
  register: string,
  data: Record<string, FieldInput>,
  by: { keeper?: Actor; reviewer?: Actor } = {},
): Promise<string> {
  const { recordId, state } = await createRecord(house.as(by.keeper ?? countyOffice), { key: register, data });
  if (state === 'submitted') await stepRecord(house.as(by.reviewer ?? ministry), { recordId, act: 'pass' });
  return recordId;
}

/** The figures of a register by key, as somebody sees them. */
export async function figuresOf(
  house: TestHouse,
  register: string,
  options: { on?: string; by?: Actor } = {},
): Promise<Record<string, CountedFigure>> {
  const { figures } = await countFigures(house.as(options.by ?? ministry), { key: register, on: options.on });
  return Object.fromEntries(figures.map((f) => [f.key, f]));
}

/** Stores a workbook as an upload of the actor's unit. */
export async function uploaded(
  house: TestHouse,
  actor: Actor,
  name: string,
  columns: readonly WrittenColumn[],
  rows: readonly WrittenRow[],
) {
  const out = new PassThrough();
  const bytes = buffer(out);
  await writeWorkbook({ sheets: [{ name: '填报', titles: [name], columns, rows }] }, out);
  const fileId = newId();
  const body = await bytes;
  const { sha256 } = await house.services.files.put(Readable.from([body]), 50_000_000, fileId);
  await house.owner(
    `insert into stored_file (file_id, sha256, name, media_type, size, purpose, unit_id, uploaded_by, uploaded_at)
     values ($1, $2, $3, 'application/octet-stream', $4, 'upload', $5, $6, now())`,
    [fileId, sha256, `${name}.xlsx`, body.length, actor.unitId, actor.userId],
  );
  return { fileId, sha256, path: house.services.files.pathOf(sha256) };
}

/** The bytes of a download. */
export async function bytesOf(download: Download): Promise<Buffer> {
  return download.body instanceof Readable ? buffer(download.body) : Buffer.from(download.body);
}

/** The cells of a workbook that was downloaded, row by row. */
export async function rowsIn(download: Download): Promise<readonly Cell[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-registers-'));
  const path = join(folder, 'downloaded.xlsx');
  await writeFile(path, await bytesOf(download));
  const rows: Cell[][] = [];
  for await (const row of readRows(path)) rows.push([...row.cells]);
  return rows;
}
