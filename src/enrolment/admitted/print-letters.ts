import { Readable } from 'node:stream';
import { logDisclosure } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { queueJob, type Progress } from '../../platform/jobs.ts';
import { describeMissing, renderMany } from '../../platform/letters/index.ts';
import { cityErrors } from '../errors-city.ts';
import { codeBinding, lockOfSchool, ownSchool, validLetters, type LetterRow } from './letter-store.ts';
import { admissionLetter, type AdmissionLetterData } from '../letters/index.ts';
import { divisionNames, officesAt } from '../offices.ts';
import { INLINE_LIMIT, LetterIds } from '../schema-city.ts';
import type { Application } from '../store.ts';

export type PrintedLetters = {
  /** Each file holds up to a thousand letters. */
  files: { fileId: string; name: string; pages: number }[];
  printed: number;
  /** Letters with a character no font has: printed by hand. */
  refused: { number: string; name: string; missing: string }[];
  jobId?: string;
};

const PDF_LIMIT = 500_000_000;
const BRING = ['本通知书', '居民身份证', '户口簿', '毕业证书', '一寸照片4张'];

/**
 * Prints the valid letters of these applications as one PDF (more than fifty as the job `enrolment.print-letters`); letters with a character
 * that cannot be printed are named. Each print is in the read log with its persons.
 * @throws LETTER_NOT_FOUND when none of them has a valid letter, NOT_FOUND for another school's
 */
export async function printLetters(ctx: Context, input: LetterIds): Promise<PrintedLetters> {
  const actor = authorise(ctx, 'letter.issue');
  const { ids } = LetterIds.parse(input);
  if (ids.length <= INLINE_LIMIT) return printNow(ctx, { ids });
  const institutionId = ownSchool(actor);
  const jobId = await transaction(ctx, async (tx) => {
    const title = `打印录取通知书：${ids.length} 份`;
    const queued = await queueJob(tx, ctx, { kind: 'enrolment.print-letters', title, input: { ids } });
    await audit(tx, ctx, {
      action: 'letter.queue_print',
      subjectType: 'job',
      subjectId: queued,
      institutionId,
      summary: title,
    });
    return queued;
  });
  return { files: [], printed: 0, refused: [], jobId };
}

/** The printing itself. Also the job's handler. */
export async function printNow(ctx: Context, input: LetterIds, progress?: Progress): Promise<PrintedLetters> {
  const actor = authorise(ctx, 'letter.issue');
  const { ids } = LetterIds.parse(input);
  const list = await transaction(ctx, async (tx) => {
    const apps = await lockOfSchool(tx, actor, ids);
    const data = await letterData(tx, ctx, actor, apps);
    await audit(tx, ctx, {
      action: 'letter.print',
      subjectType: 'institution',
      subjectId: actor.institutionId!,
      institutionId: actor.institutionId,
      summary: `打印录取通知书 ${data.length} 份`,
      payload: { numbers: data.map((d) => d.letterNumber) },
    });
    return data;
  });
  if (list.length === 0) throw cityErrors.LETTER_NOT_FOUND();
  const { documents, refused } = await renderMany(
    admissionLetter,
    list,
    // A cancelled job stops the press by its signal; the report's own refusal says nothing more.
    (done, total) => void progress?.report(Math.min(done, total - 1), total).catch(() => undefined),
    progress?.signal,
  );
  await progress?.report(list.length, list.length);
  const files = [];
  for (const [i, document] of documents.entries())
    files.push(await keepPdf(ctx, actor, document, `录取通知书-${ctx.clock.today()}-${i + 1}.pdf`));
  return {
    files,
    printed: list.length - refused.length,
    refused: refused.map((r) => ({
      number: list[r.index]!.letterNumber,
      name: r.subject,
      missing: r.missing.map(describeMissing).join('、'),
    })),
  };
}

async function letterData(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  apps: readonly Application[],
): Promise<AdmissionLetterData[]> {
  const ids = apps.map((a) => a.application_id);
  const letters = (await validLetters(tx, ids)).sort((a, b) => (a.number < b.number ? -1 : 1));
  const admissions = await tx.selectFrom('admission').selectAll().where('application_id', 'in', ids).execute();
  const people = await tx
    .selectFrom('person')
    .select(['person_id', 'id_mask'])
    .where(
      'person_id',
      'in',
      apps.map((a) => a.person_id),
    )
    .execute();
  const school = await tx
    .selectFrom('institution')
    .select(['name', 'phone', 'address'])
    .where('institution_id', '=', ownSchool(actor))
    .executeTakeFirstOrThrow();
  const offices = await admittingOffices(tx, ctx, apps);
  const appOf = new Map(apps.map((a) => [a.application_id, a]));
  const admissionOf = new Map(admissions.map((a) => [a.admission_id, a]));
  const maskOf = new Map(people.map((p) => [p.person_id, p.id_mask ?? '']));
  return letters.map((letter) => {
    const app = appOf.get(letter.application_id)!;
    const admission = admissionOf.get(letter.admission_id)!;
    const code = ctx.vault.decrypt(letter.check_code, codeBinding(letter.letter_id))!;
    return {
      letterNumber: letter.number,
      personName: app.person_name,
      maskedIdNumber: maskOf.get(app.person_id) ?? '',
      schoolName: admission.school_name,
      majorName: admission.major,
      levelName: admission.level,
      studyYears: Number(admission.years),
      studyForm: '全日制',
      admittingOffice: offices.get(admission.city_code) ?? '',
      admittedOn: admission.admitted_on,
      reportOn: reportDay(letter),
      reportPlace: letter.report_place ?? school.address ?? '',
      phone: school.phone ?? '',
      bring: BRING,
      freeItems: [],
      checkUrl: `${ctx.baseUrl}/public/letters/${code}`,
      checkCode: code,
      issuedOn: letter.issued_on,
      printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
    };
  });
}

const reportDay = (letter: LetterRow): string => letter.report_by ?? letter.issued_on;

async function admittingOffices(tx: Tx, ctx: Context, apps: readonly Application[]): Promise<Map<number, string>> {
  const today = ctx.clock.today();
  const codes = [...new Set(apps.map((a) => a.city_code))];
  const names = await divisionNames(tx, codes, today);
  const offices = new Map<number, string>();
  for (const code of codes) {
    const [office] = await officesAt(tx, { level: 'city', lines: ['hr'], divisionCode: code, onDate: today });
    offices.set(code, office?.name ?? `${names.get(code) ?? ''}人力资源和社会保障局`);
  }
  return offices;
}

async function keepPdf(
  ctx: Context,
  actor: Actor,
  document: { pdf: Uint8Array; pages: number; letters: readonly number[] },
  name: string,
) {
  const fileId = ctx.newId();
  const stored = await ctx.files.put(Readable.from([Buffer.from(document.pdf)]), PDF_LIMIT, fileId);
  await transaction(ctx, async (tx) => {
    await tx
      .insertInto('stored_file')
      .values({
        file_id: fileId,
        sha256: stored.sha256,
        name,
        media_type: 'application/pdf',
        size: stored.size,
        purpose: 'admission_letters',
        unit_id: actor.unitId,
        uploaded_by: actor.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute();
    await logDisclosure(tx, ctx, {
      act: 'print',
      personId: null,
      persons: document.letters.length,
      purpose: '打印录取通知书',
      detail: { fileId },
    });
    await audit(tx, ctx, {
      action: 'letter.file',
      subjectType: 'file',
      subjectId: fileId,
      institutionId: actor.institutionId,
      summary: `生成录取通知书文件 ${name}（${document.letters.length} 份）`,
      payload: { sha256: stored.sha256 },
    });
  });
  return { fileId, name, pages: document.pages };
}
