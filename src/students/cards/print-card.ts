import { acceptanceCard, type AcceptanceCardData, type BenefitAnswer, type SixItem } from '../../enrolment/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { logDisclosure } from '../../people/index.ts';
import { cardOf } from './card-store.ts';
import { studentErrors } from '../errors.ts';
import { headOf } from '../status/open-student.ts';
import { BenefitsCard, type CardItem } from '../schema.ts';
import { findStatus } from '../store.ts';

const ITEM_OF: Readonly<Record<string, SixItem>> = {
  tuition: 'tuition',
  accommodation: 'accommodation',
  textbooks: 'textbooks',
  work_study_post: 'workStudy',
  job_recommendation: 'jobRecommendation',
  national_grant: 'nationalGrant',
};

/**
 * The student's 五免一享卡 of a school year as PDF: six items and what the household receives, each granted or not with clause, facts and day. Each print is
 * logged.
 * @throws NOT_FOUND for another school's student, CARD_NOT_DECIDED, LETTER_GLYPH_MISSING
 */
export async function printCard(ctx: Context, input: BenefitsCard): Promise<Download> {
  const actor = authorise(ctx, 'benefit.read');
  const { statusId, schoolYear = schoolYearOf(plainDate(ctx.clock.today())).label } = BenefitsCard.parse(input);
  const data = await transaction(ctx, async (tx): Promise<AcceptanceCardData> => {
    const status = await findStatus(tx, actor, statusId);
    const head = await headOf(tx, status);
    const card = await cardOf(tx, status, schoolYear);
    if (card.length === 0) throw studentErrors.CARD_NOT_DECIDED({ details: { schoolYear } });
    await logDisclosure(tx, ctx, { act: 'print', personId: status.person_id, persons: 1, purpose: '打印五免一享卡' });
    await audit(tx, ctx, {
      action: 'student.print_card',
      subjectType: 'student_status',
      subjectId: statusId,
      personId: status.person_id,
      divisionCode: status.village_code,
      institutionId: status.institution_id,
      summary: `打印五免一享卡（${schoolYear}学年）`,
    });
    const code = statusId.replaceAll('-', '').slice(-12).toUpperCase();
    return {
      cardNumber: `WM${schoolYear.slice(0, 4)}-${code.slice(-6)}`,
      personName: head.name,
      maskedIdNumber: head.idMask ?? '—',
      schoolName: head.schoolName,
      majorName: status.major,
      studyForm: status.full_time ? '全日制' : '非全日制',
      studentNumber: status.status_number,
      registeredOn: status.enrolled_on,
      items: sixOf(card),
      others: card.filter((item) => !ITEM_OF[item.benefit]).map((item) => ({ name: item.title.zh, ...answerOf(item) })),
      phone: head.schoolPhone ?? '—',
      checkUrl: `${ctx.baseUrl}/students/${statusId}`,
      checkCode: code.replace(/(.{4})(?=.)/g, '$1-'),
      issuedOn: ctx.clock.today(),
      printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
    };
  });
  const pdf = await renderPdf({ template: acceptanceCard, data });
  return new Download(`五免一享卡-${data.personName}-${schoolYear}.pdf`, 'application/pdf', pdf, true);
}

function sixOf(card: readonly CardItem[]): Record<SixItem, BenefitAnswer> {
  const open: BenefitAnswer = { state: 'unknown', reason: '尚未核定。', decidedOn: '—' };
  const items = Object.fromEntries(Object.values(ITEM_OF).map((item) => [item, open])) as Record<
    SixItem,
    BenefitAnswer
  >;
  for (const item of card) {
    const name = ITEM_OF[item.benefit];
    if (name) items[name] = answerOf(item);
  }
  return items;
}

/** One line for paper: the sentence that settles it, the sum or why there is none, and the lists it rests on. */
export function answerOf(item: CardItem): BenefitAnswer {
  const against = item.reasons.zh.filter((reason) => reason.startsWith('✗') || reason.startsWith('？')).slice(0, 2);
  const sum = item.amountFen === null ? (item.noteText?.zh ?? '') : `${(item.amountFen / 100).toFixed(2)} 元`;
  const reason =
    item.outcome === 'not_applicable'
      ? '走读，不发生住宿费。'
      : item.outcome === 'granted'
        ? `符合条件${sum ? `；${sum}` : ''}。`
        : (item.noteText?.zh ?? (against.join('') || item.reasons.zh[0] || '—'));
  const lists = [...new Set(item.facts.map((f) => (f.date ? `${f.source}（${f.date}）` : f.source)))].slice(0, 2);
  return {
    state: item.outcome,
    reason: reason.replaceAll(/[✓✗]\s*/gu, ''),
    clause: item.clause,
    facts: lists.join('；'),
    decidedOn: item.decidedAt.slice(0, 10),
  };
}
