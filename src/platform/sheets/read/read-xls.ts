import { readFile } from 'node:fs/promises';
import { HucreError, readXls, type CellValue } from 'hucre';
import { readCompoundFile } from './ole2.ts';
import { dateToSerial } from './plain-serial.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { Cell, MergedRange, ReadOptions, SheetInfo, SheetRow } from '../types.ts';

const RECORD = {
  BOF: 0x809,
  EOF: 0x0a,
  FORMULA: 0x06,
  FILEPASS: 0x2f,
  BOUNDSHEET: 0x85,
  SUPBOOK: 0x1ae,
  DATEMODE: 0x22,
};

/** What hucre's reader of old workbooks leaves out: visibility, cells with formulas, macros, links, passwords. */
interface XlsFacts {
  hidden: boolean[];
  /** Per sheet (in the order of their streams): 'row,column' of formulas, zero-based. */
  formulas: Set<string>[];
  date1904: boolean;
}

interface OldSheet {
  info: SheetInfo;
  rows: CellValue[][];
  formulas: Set<string>;
}

/** Sheets of an Excel 97–2003 workbook. Refusals as for xlsx; versions before 97 are SHEET_UNKNOWN_FORMAT. */
export async function inspectXls(path: string): Promise<{ sheets: SheetInfo[]; date1904: boolean }> {
  const { sheets, date1904 } = await openXls(path);
  return { sheets: sheets.map(({ info }) => info), date1904 };
}

/** Rows of an Excel 97–2003 workbook; the file is held in memory while it is read (its size is limited before). */
export async function* readXlsRows(path: string, options: ReadOptions): AsyncGenerator<SheetRow[]> {
  const { sheets, date1904 } = await openXls(path);
  const chosen = sheets.filter(({ info }) => options.sheet === undefined || info.name === options.sheet);
  if (chosen.length === 0) throw new SheetRefused('SHEET_NOT_FOUND', { sheet: options.sheet });
  for (const sheet of chosen) {
    for (let from = 0; from < sheet.rows.length; from += 1000) {
      yield sheet.rows.slice(from, from + 1000).map((cells, index) => toRow(sheet, from + index, cells, date1904));
    }
  }
}

async function openXls(path: string): Promise<{ sheets: OldSheet[]; date1904: boolean }> {
  const bytes = await readFile(path);
  const compound = readCompoundFile(bytes);
  if (compound.names.includes('EncryptedPackage')) throw new SheetRefused('SHEET_IS_ENCRYPTED');
  if (compound.names.some((name) => /^(_VBA_PROJECT|VBA$|MBD[0-9A-F]{8}$)/.test(name))) {
    throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
  }
  if (compound.workbook === undefined) throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: '旧式 Office 文档' });
  const facts = scanRecords(compound.workbook);
  const workbook = await readWithHucre(bytes);
  const sheets = workbook.map(({ name, rows, merges }, index) => ({
    info: { name, hidden: facts.hidden[index] ?? false, rows: rows.filter((row) => row?.length > 0).length, merges },
    rows,
    formulas: facts.formulas[index] ?? new Set<string>(),
  }));
  return { sheets, date1904: facts.date1904 };
}

async function readWithHucre(bytes: Buffer): Promise<{ name: string; rows: CellValue[][]; merges: MergedRange[] }[]> {
  try {
    const { sheets } = await readXls(new Uint8Array(bytes));
    return sheets.map(({ name, rows, merges = [] }) => ({
      name,
      rows: Array.from(rows, (row) => row ?? []),
      merges: merges.map((range) => ({
        fromRow: range.startRow + 1,
        toRow: range.endRow + 1,
        fromColumn: range.startCol,
        toColumn: range.endCol,
      })),
    }));
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    if (/Unsupported XLS version/.test(error.message)) {
      throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: 'Excel 97 以前的工作簿' }, { cause: error });
    }
    throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
  }
}

function scanRecords(stream: Buffer): XlsFacts {
  try {
    return scanRecordsWithin(stream);
  } catch (error) {
    if (error instanceof RangeError) throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
    throw error;
  }
}

/** The walk itself; a record that is shorter than its kind ends in a RangeError. */
function scanRecordsWithin(stream: Buffer): XlsFacts {
  const facts: XlsFacts = { hidden: [], formulas: [], date1904: false };
  const places: number[] = [];
  const byPlace = new Map<number, Set<string>>();
  let current: Set<string> | undefined;
  for (let at = 0; at + 4 <= stream.length;) {
    const id = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const data = stream.subarray(at + 4, at + 4 + length);
    if (data.length < length) throw new SheetRefused('SHEET_DAMAGED');
    if (id === RECORD.FILEPASS) throw new SheetRefused('SHEET_IS_ENCRYPTED');
    if (id === RECORD.SUPBOOK && linksOutside(data)) throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
    if (id === RECORD.DATEMODE) facts.date1904 = data.readUInt16LE(0) === 1;
    if (id === RECORD.BOF) byPlace.set(at, (current = new Set()));
    if (id === RECORD.FORMULA) current?.add(`${data.readUInt16LE(0)},${data.readUInt16LE(2)}`);
    if (id === RECORD.BOUNDSHEET) {
      places.push(data.readUInt32LE(0));
      facts.hidden.push((data[4] ?? 0) % 4 !== 0);
      if (data[5] === 1 || data[5] === 6) throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
    }
    at += 4 + length;
  }
  facts.formulas = places.map((place) => byPlace.get(place) ?? new Set());
  return facts;
}

/** A SUPBOOK record of 4 bytes stands for this workbook itself or for add-in functions; longer ones name a file. */
function linksOutside(data: Buffer): boolean {
  return data.length > 4;
}

function toRow(sheet: OldSheet, index: number, cells: CellValue[], date1904: boolean): SheetRow {
  const row: SheetRow = { sheet: sheet.info.name, row: index + 1, cells: cells.map((cell) => toCell(cell, date1904)) };
  const formula = cells.flatMap((_, column) => (sheet.formulas.has(`${index},${column}`) ? [column] : []));
  if (formula.length > 0) row.formula = formula;
  return row;
}

function toCell(value: CellValue | undefined, date1904: boolean): Cell {
  if (value === undefined || value === null || value === '') return null;
  if (!(value instanceof Date)) return value;
  const text = value.toISOString();
  const date = text.slice(0, 10);
  const seconds = (value.getTime() % 86_400_000) / 1000;
  const serial = dateToSerial(date) - (date1904 ? 1462 : 0) + seconds / 86_400;
  const cell: Cell = { kind: 'date', date, serial };
  if (seconds !== 0) cell.time = text.slice(11, 19);
  return cell;
}
