import { rangeOf } from '../../../organizations/index.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { Download } from '../../../platform/http.ts';
import { actsOpen } from '../../../review/index.ts';
import { AnswerId, type AnswerView, type LineView } from '../schema.ts';
import { answerLines, itemViews, listById, lowerUnits, type AnswerRow } from '../store.ts';
import { roleTowards } from '../step.ts';
import { RECTIFICATION_TRANSITIONS } from '../transitions.ts';

/** One line as one unit answers it: its half of the list, what is below it, what the reader may do, and its history. @throws NOT_FOUND */
export async function openAnswer(ctx: Context, input: AnswerId): Promise<AnswerView> {
  const actor = authorise(ctx, 'supervision.read');
  const { answerId } = AnswerId.parse(input);
  return read(ctx, async (tx) => {
    const row = await answerRow(tx, answerId);
    const [line] = await answerLines(tx, { answerId });
    const [item] = await itemViews(tx, { itemId: row.item_id });
    if (!line || !item) throw errors.NOT_FOUND();
    const own = row.unit_id === actor.unitId;
    const role = roleTowards(actor, row);
    const open = actsOpen(RECTIFICATION_TRANSITIONS, row.state, role ?? 'nobody');
    const absent = row.found === false;
    const acts = open
      .filter((a) => (absent ? a.action !== 'send_back' : a.action !== 'dispute'))
      .map((a) => ({ action: a.action, label: a.label, needsReason: a.needs?.includes('reason') ?? false }));
    return {
      ...line,
      ...wordsOf(row),
      listId: row.list_id,
      listTitle: (await listById(tx, row.list_id)).title,
      item,
      own,
      acts,
      lines: await linesOf(tx, answerId),
      childRows: await answerLines(tx, { parentId: answerId }),
      lowerUnits: own ? await lowerUnits(tx, actor.unitId, ctx.clock.today()) : [],
      places: own ? await placesBelow(tx, row.division_code) : [],
      history: await historyOf(tx, answerId),
    };
  });
}

/** The evidence of an answer, for its unit and those above. @throws NOT_FOUND */
export async function openEvidence(ctx: Context, input: AnswerId): Promise<Download> {
  authorise(ctx, 'supervision.read');
  const { answerId } = AnswerId.parse(input);
  const row = await read(ctx, (tx) => answerRow(tx, answerId));
  if (row.evidence_sha256 === null || row.evidence_name === null) throw errors.NOT_FOUND();
  return new Download(row.evidence_name, 'application/octet-stream', ctx.files.open(row.evidence_sha256));
}

async function answerRow(tx: Tx, answerId: string): Promise<AnswerRow> {
  const row = await tx
    .selectFrom('rectification_answer')
    .selectAll()
    .where('answer_id', '=', answerId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as AnswerRow;
}

const figure = (value: string | number | null): number | null => (value === null ? null : Number(value));

function wordsOf(row: AnswerRow) {
  return {
    checkNote: row.check_note,
    causeKind: row.cause_kind as AnswerView['causeKind'],
    cause: row.cause,
    measure: row.measure,
    dueOn: row.due_on,
    before: figure(row.before_value),
    after: figure(row.after_value),
    valueName: row.value_name,
    effect: row.effect,
    nextSteps: row.next_steps,
    completedOn: row.completed_on,
    evidence:
      row.evidence_name === null || row.evidence_sha256 === null
        ? null
        : { name: row.evidence_name, sha256: row.evidence_sha256 },
    verifiedBy: row.verified_unit_name,
    verifiedOn: row.verified_on,
    opinion: row.opinion,
    recurrenceOf: row.recurrence_of,
    escalatedOn: row.escalated_on,
  };
}

async function linesOf(tx: Tx, answerId: string): Promise<LineView[]> {
  const rows = await tx
    .selectFrom('rectification_line')
    .selectAll()
    .where('answer_id', '=', answerId)
    .orderBy('place_code')
    .execute();
  return rows.map((r) => ({
    lineId: r.line_id,
    placeCode: r.place_code,
    placeName: r.place_name,
    situation: r.situation,
    before: figure(r.before_value),
    after: figure(r.after_value),
  }));
}

/** The divisions right below a place: for whom a line of 乡（村）整改情况 can be written. */
async function placesBelow(tx: Tx, code: number): Promise<{ code: number; name: string }[]> {
  const { lo, hi } = rangeOf(code);
  return tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('parent_code', '=', code)
    .where('code', '>', lo)
    .where('code', '<', hi)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .limit(200)
    .execute();
}

async function historyOf(tx: Tx, answerId: string): Promise<AnswerView['history']> {
  const rows = await tx
    .selectFrom('rectification_event')
    .selectAll()
    .where('answer_id', '=', answerId)
    .orderBy('seq')
    .execute();
  return rows.map((r) => ({
    seq: r.seq,
    at: r.at.toISOString(),
    title: titleOf(r.event),
    by: r.user_name,
    unit: r.unit_name,
    reason: r.reason,
  }));
}

const OTHER_EVENTS: Readonly<Record<string, string>> = {
  received: '收到清单',
  escalated: '上提一级督导',
  overdue: '超过整改时限',
};

const titleOf = (event: string): string =>
  RECTIFICATION_TRANSITIONS.find((t) => t.action === event)?.label ?? OTHER_EVENTS[event] ?? event;
