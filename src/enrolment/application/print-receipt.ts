import { randomBytes } from 'node:crypto';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { findPerson, papersOf } from './application-details.ts';
import { enrolmentErrors } from '../errors.ts';
import { receipt, type ReceiptData } from '../letters/index.ts';
import { checklistOf } from '../papers/paper-checklist.ts';
import { logPrint, officeNames } from './print-application-form.ts';
import { ApplicationId, type Category } from '../schema.ts';
import { slipCode, slipKey } from './slip-code.ts';
import { lockApplication, type Application } from '../store.ts';

/**
 * The 受理回执 as PDF with a new slip code, by which the family follows the case without an account. Only the code's blind index is stored; printing
 * again makes a new code and the old slip stops working.
 * @throws NOT_FOUND, APPLICATION_WRONG_STATE for a draft
 */
export async function printReceipt(ctx: Context, input: ApplicationId): Promise<Download> {
  authorise(ctx, 'application.draft');
  const { id } = ApplicationId.parse(input);
  const code = slipCode(randomBytes(12));
  const data = await transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    if (app.state === 'draft') throw enrolmentErrors.APPLICATION_WRONG_STATE();
    await tx
      .updateTable('application')
      .set({ slip_index: ctx.vault.index('slip', slipKey(code)) })
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', id)
      .execute();
    await audit(tx, ctx, {
      action: 'application.print_receipt',
      subjectType: 'application',
      subjectId: id,
      personId: app.person_id,
      divisionCode: app.village_code,
      summary: `打印受理回执 ${app.number}`,
    });
    await logPrint(tx, ctx, app, '受理回执');
    return receiptData(tx, ctx, app, code);
  });
  const pdf = await renderPdf({ template: receipt, data });
  return new Download(`受理回执-${data.applicationNumber}.pdf`, 'application/pdf', pdf, true);
}

async function receiptData(tx: Tx, ctx: Context, app: Application, code: string): Promise<ReceiptData> {
  const names = await officeNames(tx, ctx, app);
  const person = await findPerson(tx, app.person_id);
  const papers = await papersOf(tx, app);
  return {
    applicationNumber: app.number,
    personName: app.person_name,
    maskedIdNumber: person.id_mask ?? '',
    schoolName: app.school_name ?? '',
    majorName: app.major ?? '',
    papers: checklistOf(app.category as Category).map((kind) => ({
      name: kind.name,
      received: papers.some((p) => p.kind === kind.kind),
    })),
    receivedBy: names.village,
    receivedOn: app.consent_on ?? ctx.clock.today(),
    askAt: { office: names.hr, phone: names.askPhone },
    checkUrl: `${ctx.baseUrl}/public/slips/${code}`,
    slipCode: code,
    printed: { by: `${ctx.actor!.unitName} ${ctx.actor!.name}`, at: ctx.clock.now().toISOString() },
  };
}
