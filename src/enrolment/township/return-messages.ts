import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { sendMessages, type Message } from '../../platform/messages.ts';
import { familyNotice } from '../application/family-notice.ts';
import { BOTH_LINES, officesAt, type OfficeAt } from '../offices.ts';
import type { Application } from '../store.ts';
import { STATES } from '../states.ts';

type Level = 'township' | 'county' | 'village';

const CODE_OF = {
  township: (a: Application) => a.township_code,
  county: (a: Application) => a.county_code,
  village: (a: Application) => a.village_code,
};

/** Tells the offices that now hold the cases, one message an office, and each applicant: state, deciding unit, date, reason (SD2017-3.2-18). */
export async function tellReturn(
  tx: Tx,
  ctx: Context,
  apps: readonly Application[],
  level: Level,
  reason: string,
): Promise<void> {
  const by = ctx.actor?.unitName ?? '系统';
  const messages: Message[] = [];
  for (const [code, ofPlace] of Map.groupBy(apps, CODE_OF[level])) {
    const names = ofPlace.map((a) => `${a.person_name}（${a.number}）`).join('、');
    for (const unit of await holders(tx, ctx, level, code, ofPlace[0]!)) {
      messages.push({
        toUnitId: unit.unitId,
        kind: 'application.returned',
        title: `${STATES[ofPlace[0]!.state]}：${ofPlace.length} 人`,
        body: `${by}：${names}，${STATES[ofPlace[0]!.state]}。理由：${reason}`,
        link: '/enrolment/applications',
      });
    }
  }
  const step = { kind: 'application.returned', unitName: by, onDate: ctx.clock.today(), reason };
  messages.push(...apps.map((app) => familyNotice(app, step)));
  await sendMessages(tx, ctx, messages);
}

/** A village without an account is stood in for by its township's offices. */
async function holders(tx: Tx, ctx: Context, level: Level, code: number, app: Application): Promise<OfficeAt[]> {
  const onDate = ctx.clock.today();
  const own = await officesAt(tx, {
    level,
    divisionCode: code,
    onDate,
    lines: level === 'village' ? undefined : BOTH_LINES,
  });
  if (own.length > 0 || level !== 'village') return own;
  return officesAt(tx, { level: 'township', lines: BOTH_LINES, divisionCode: app.township_code, onDate });
}
