import ExcelJS from 'exceljs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annex2Workbook } from '../src/enrolment/annex2/annex2-workbook.ts';
import type { Annex2Line } from '../src/enrolment/annex2/annex2-rows.ts';
import { writeWorkbook } from '../src/platform/sheets/index.ts';
import { Vault } from '../src/platform/vault.ts';
import { measured, quantile, turnByTurn, type BenchOptions, type Measurement } from './measure.ts';

const KEYS = {
  current: 'bench',
  keys: { bench: Buffer.alloc(32, 1).toString('base64') },
  index: Buffer.alloc(32, 2).toString('base64'),
};
type Sealed = Omit<Annex2Line, 'idNumber' | 'phone' | 'address'> & { idNumber: Buffer; phone: Buffer; address: Buffer };

/**
 * Annex 2 of many persons as it goes out (numbers, telephones and addresses opened, official layout, formats, page set-up) beside a sheet
 * library alone, which only streams the same texts into plain cells.
 */
export async function exportSheets({ short, say }: BenchOptions): Promise<Measurement[]> {
  const rows = short ? 5_000 : 100_000;
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-export-'));
  try {
    const vault = new Vault(KEYS);
    const sealed = Array.from({ length: rows }, (_, n) => line(vault, n));
    const paths = { ours: join(dir, 'ours.xlsx'), peer: join(dir, 'peer.xlsx') };
    const times = await turnByTurn(
      short ? 2 : 3,
      () => ours(vault, sealed, paths.ours),
      () => peer(vault, sealed, paths.peer),
      1,
    );
    say(`${rows} rows: ${statSync(paths.ours).size} and ${statSync(paths.peer).size} bytes`);
    return [
      measured({
        name: 'export',
        what: `Annex 2 of ${rows} persons as a workbook beside the sheet library alone, median`,
        ours: quantile(times.ours, 0.5),
        peer: quantile(times.peer, 0.5),
        unit: 'ms',
        atMost: 1.5,
      }),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function line(vault: Vault, n: number): Sealed {
  return {
    applicationId: String(n),
    personId: String(n),
    name: `某${n}`,
    sex: n % 2 === 0 ? '男' : '女',
    ethnicGroup: '汉族',
    assistanceCardNumber: `3717211032${String(n).padStart(6, '0')}`,
    idNumber: vault.encrypt(`37172119990101${String(n % 10_000).padStart(4, '0')}`)!,
    phone: vault.encrypt(`154${String(n).padStart(8, '0')}`)!,
    address: vault.encrypt(`曹县青堌集镇第${n}号`)!,
    schoolName: '菏泽曹南工程技师学院',
    majorName: '汽车维修',
  };
}

const opened = (vault: Vault, s: Sealed): Annex2Line => ({
  ...s,
  idNumber: vault.decrypt(s.idNumber) ?? '',
  phone: vault.decrypt(s.phone) ?? '',
  address: vault.decrypt(s.address) ?? '',
});

async function ours(vault: Vault, sealed: readonly Sealed[], path: string): Promise<void> {
  const lines = sealed.map((s) => opened(vault, s));
  await writeWorkbook(
    annex2Workbook({ cityName: '菏泽市', filledOn: '2020-09-01', filledBy: '甲', phone: '15400000000', lines }),
    path,
  );
}

async function peer(vault: Vault, sealed: readonly Sealed[], path: string): Promise<void> {
  const lines = sealed.map((s) => opened(vault, s));
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false });
  const sheet = book.addWorksheet('附件2');
  for (const [i, l] of lines.entries())
    sheet
      .addRow([
        i + 1,
        l.name,
        l.sex,
        l.ethnicGroup,
        l.assistanceCardNumber,
        l.idNumber,
        l.phone,
        l.address,
        l.schoolName,
      ])
      .commit();
  sheet.commit();
  await book.commit();
}
