import type { CertificateAsked } from '../certification/index.ts';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read, transaction, transactionAs } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { Download } from '../platform/http.ts';
import { csvLine, readRows, type SheetRow } from '../platform/sheets/index.ts';
import { cellText } from '../standards/cleaning/index.ts';
import { ownClient, stateOf } from './client-store.ts';
import { exchangeErrors } from './errors.ts';
import { outcomeTitles, VerifyFile, type Verified } from './schema.ts';
import { verifyAndLog } from './verify-and-log.ts';

const MOST_ROWS = 5000;
const HEADINGS = ['证书编号', '姓名', '核验结果', '发证机构', '职业（专业）', '等级', '发证日期'];

/**
 * Verifies a sheet of numbers and names for a client of one's own office and gives it back with what was found, row by row; each row leaves a line as
 * through the interface. @throws NOT_PERMITTED, NOT_FOUND, EXCHANGE_KEY_INVALID for a client that is not served, EXCHANGE_FILE_UNREADABLE, SheetRefused
 */
export async function verifyFile(ctx: Context, input: VerifyFile): Promise<Download> {
  const actor = authorise(ctx, 'exchange.keep');
  const { clientId, fileId } = VerifyFile.parse(input);
  const file = await read(ctx, (tx) =>
    tx.selectFrom('stored_file').select(['sha256', 'name']).where('file_id', '=', fileId).executeTakeFirst(),
  );
  if (!file) throw errors.NOT_FOUND();
  const rows: SheetRow[] = [];
  for await (const row of readRows(ctx.files.pathOf(file.sha256))) rows.push(row);
  const asked = askedIn(rows);
  if (asked.length === 0 || asked.length > MOST_ROWS) throw exchangeErrors.EXCHANGE_FILE_UNREADABLE();
  const client = await transaction(ctx, async (tx) => {
    const own = await ownClient(tx, actor, clientId);
    if (stateOf(own, ctx.clock.today()) !== 'open') throw exchangeErrors.EXCHANGE_KEY_INVALID();
    await audit(tx, ctx, {
      action: 'exchange.verify_file',
      subjectType: 'exchange_client',
      subjectId: clientId,
      divisionCode: own.division_code,
      summary: `代${own.department}核验证书 ${asked.length} 本：${file.name}`,
    });
    return own;
  });
  const { results } = await transactionAs(ctx.db, 'system', (tx) => verifyAndLog(tx, ctx, client, 'file', asked));
  const lines = [HEADINGS, ...asked.map((a, at) => [a.number, a.name, ...shown(results[at]!)])].map(csvLine);
  const bytes = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
  return new Download(`核验结果-${client.department}-${ctx.clock.today()}.csv`, 'text/csv; charset=utf-8', bytes);
}

const shown = (r: Verified): string[] => [
  outcomeTitles[r.outcome],
  r.issuer ?? '',
  r.occupation ?? '',
  r.level ?? '',
  r.issuedOn ?? '',
];

/** The numbers and names under their headings, whichever row and column those stand in; rows without a number are left out. */
export function askedIn(rows: readonly SheetRow[]): CertificateAsked[] {
  const heading = (row: SheetRow, words: RegExp) =>
    row.cells.findIndex((cell) => words.test(cellText(cell).replaceAll(/\s/g, '')));
  for (const [at, row] of rows.entries()) {
    const [number, name] = [heading(row, /证书(编)?号码?$/), heading(row, /^姓名$/)];
    if (number < 0 || name < 0) continue;
    return rows.slice(at + 1).flatMap(({ cells }) => {
      const asked = { number: cellText(cells[number] ?? null).trim(), name: cellText(cells[name] ?? null).trim() };
      return asked.number === '' ? [] : [asked];
    });
  }
  return [];
}
