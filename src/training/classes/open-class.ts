import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { actsOpen } from '../../review/index.ts';
import type { LessonView } from '../attendance/schema.ts';
import { lessonsOf } from '../attendance/lesson-store.ts';
import { classContent, kindOn, type ClassContent } from './class-kinds.ts';
import { classById, type ClassRow } from './class-store.ts';
import { CLASS_TRANSITIONS, classRole, type ClassAction, type ClassState } from './class-transitions.ts';
import { ClassId } from './schema.ts';

export type OpenedClass = {
  class: Omit<ClassRow, 'details'> & {
    details: Record<string, unknown>;
    institution: string;
    kindTitle: { zh: string; en: string } | null;
    /** The kind of training asks for a labour contract of everybody. */
    needsContract: boolean;
    /** The reader may settle under which group a trainee is charged. */
    mayCharge: boolean;
  };
  history: { event: string; toState: string; reason: string | null; userName: string; at: string }[];
  lessons: LessonView[];
  /** The buttons of whoever looks, from the one table. */
  acts: { action: ClassAction; label: string; needsReason: boolean }[];
  /** Links of the chain that hold together, for the four lists. */
  chain: {
    order: string | null;
    course: string | null;
    choices: number;
    purchase: string | null;
    purchaseState: string | null;
  };
  mayHold: boolean;
};

/** States in which it may be settled under which group a trainee is charged. */
const CHARGED_IN: readonly string[] = ['running', 'assessed', 'closed'];

/** A class whole: what it is, its history, its timetable, what one may do with it now, and the chain it hangs on. @throws NOT_FOUND */
export async function openClass(ctx: Context, input: ClassId): Promise<OpenedClass> {
  const actor = authorise(ctx, 'training.read');
  const { classId } = ClassId.parse(input);
  return read(ctx, async (tx) => {
    const row = await classById(tx, actor, classId);
    const role = classRole(actor, row.institution_id);
    const acts = role === null ? [] : actsOpen(CLASS_TRANSITIONS, row.state as ClassState, role);
    const { rows: about } = await sql<{
      institution: string;
      order: string | null;
      course: string | null;
      choices: number;
      purchase: string | null;
      state: string | null;
    }>`select i.name as institution, o.number as "order", u.number as course, p.number as purchase, p.state,
        (select count(*) from training_choice h where h.course_id = c.course_id and h.state <> 'withdrawn')::int as choices
      from training_class c join institution i on i.institution_id = c.institution_id left join training_order o on o.order_id = c.order_id
        left join training_course u on u.course_id = c.course_id left join training_purchase p on p.purchase_id = c.purchase_id
      where c.class_id = ${classId}`.execute(tx);
    const history = await tx
      .selectFrom('training_class_event')
      .select(['event', 'to_state as toState', 'reason', 'user_name as userName', 'at'])
      .where('class_id', '=', classId)
      .orderBy('seq')
      .execute();
    const kind = kindOn(row.kind, row.starts_on ?? '');
    const { institution, order, course, choices, purchase, state } = about[0]!;
    return {
      class: {
        ...row,
        details: row.details as Record<string, unknown>,
        institution,
        kindTitle: kind?.title ?? null,
        needsContract: kind?.contract === true,
        mayCharge: role === 'institution' && CHARGED_IN.includes(row.state),
      },
      history: history.map((h) => ({ ...h, at: h.at.toISOString() })),
      lessons: await lessonsOf(tx, classId, ctx.clock.today()),
      acts: acts.map((t) => ({ action: t.action, label: t.label, needsReason: t.needs?.includes('reason') ?? false })),
      chain: { order, course, choices, purchase, purchaseState: state },
      mayHold: role === 'institution',
    };
  });
}

/** The kinds of training, their fields, and the training packages, for forms. */
export async function showClassContent(ctx: Context): Promise<ClassContent> {
  authorise(ctx, 'training.read');
  return classContent();
}
