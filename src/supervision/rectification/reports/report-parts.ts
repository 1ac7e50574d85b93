import { sql } from 'kysely';
import type { AreaRange } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/db.ts';
import type { WorkbookSpec, WrittenColumn } from '../../../platform/sheets/index.ts';
import { insideRanges } from '../../../organizations/index.ts';
import { CAUSES, KINDS, SOURCES, WEAK_LINKS } from '../schema.ts';
import { RECTIFICATION_STATES, type RectificationState } from '../transitions.ts';

/** 书面报告的三个附件. */
export const PARTS = {
  1: '问题和整改任务清单及县、乡（村）整改情况',
  2: '整改实际效果',
  3: '下步措施',
} as const;
export type Part = keyof typeof PARTS;

export type PartRow = {
  seq: number;
  source: keyof typeof SOURCES;
  kind: keyof typeof KINDS;
  weakLink: keyof typeof WEAK_LINKS | null;
  finding: string;
  task: string;
  unit: string;
  level: 'city' | 'county' | 'township' | 'village' | 'place';
  found: boolean | null;
  checkNote: string | null;
  causeKind: keyof typeof CAUSES | null;
  cause: string | null;
  measure: string | null;
  person: string | null;
  dueOn: string | null;
  valueName: string | null;
  before: number | null;
  after: number | null;
  effect: string | null;
  nextSteps: string | null;
  completedOn: string | null;
  verifiedBy: string | null;
  opinion: string | null;
  verifiedOn: string | null;
  sendBacks: number;
  state: RectificationState | null;
};

/** Every answer of an area to a list, level under level, with the lines of places below them: what the formal report attaches. */
export async function partRows(tx: Tx, listId: string, areas: readonly AreaRange[]): Promise<PartRow[]> {
  const { rows } = await sql<PartRow & { before: string | null; after: string | null }>`
    with answers as (select a.*, i.seq, i.source, i.weak_link, i.finding, i.task, coalesce(a.due_on, i.due_on) as due, u.level
      from rectification_answer a join rectification_item i on i.item_id = a.item_id join unit u on u.unit_id = a.unit_id
      where a.list_id = ${listId} and ${insideRanges('a.division_code', areas)})
    select seq, source, kind, weak_link as "weakLink", finding, task, unit_name as unit, level, found, check_note as "checkNote", cause_kind as "causeKind",
      cause, measure, person, due as "dueOn", value_name as "valueName", before_value as before, after_value as after, effect, next_steps as "nextSteps",
      completed_on as "completedOn", verified_unit_name as "verifiedBy", opinion, verified_on as "verifiedOn", send_backs as "sendBacks", state,
      division_code as place, 0 as below
    from answers
    union all
    select a.seq, a.source, a.kind, a.weak_link, a.finding, a.task, l.place_name, 'place', null, l.situation, null, null, null, null, null, null,
      l.before_value, l.after_value, null, null, null, null, null, null, 0, null, l.place_code, 1
    from answers a join rectification_line l on l.answer_id = a.answer_id
    order by 1, place, below`.execute(tx);
  const figure = (v: string | number | null) => (v === null ? null : Number(v));
  return rows.map((r) => ({ ...r, before: figure(r.before), after: figure(r.after) }));
}

const text = (key: string, heading: string, width: number, group?: string): WrittenColumn => ({
  key,
  heading,
  width,
  kind: 'text',
  ...(group === undefined ? {} : { group }),
});
const number = (key: string, heading: string, group?: string): WrittenColumn => ({
  ...text(key, heading, 9, group),
  kind: 'decimal',
});

const COLUMNS: Readonly<Record<Part, readonly WrittenColumn[]>> = {
  1: [
    text('seq', '序号', 6, '问题和整改任务'),
    text('source', '问题来源', 13, '问题和整改任务'),
    text('kind', '问题类别', 12, '问题和整改任务'),
    text('finding', '问题具体表现', 26, '问题和整改任务'),
    text('task', '整改任务', 22, '问题和整改任务'),
    text('unit', '责任单位（乡、村）', 24, '查摆和整改'),
    text('found', '是否存在', 9, '查摆和整改'),
    text('checkNote', '查摆（整改）情况', 26, '查摆和整改'),
    text('cause', '原因分析', 22, '查摆和整改'),
    text('measure', '整改措施', 22, '查摆和整改'),
    text('person', '责任人', 10, '查摆和整改'),
    text('dueOn', '整改时限', 12, '查摆和整改'),
    text('completedOn', '完成日期', 12, '查摆和整改'),
    text('verified', '核验', 22, '核验销号'),
    text('sendBacks', '退回次数', 9, '核验销号'),
    text('state', '状态', 10, '核验销号'),
  ],
  2: [
    text('seq', '序号', 6),
    text('finding', '问题具体表现', 30),
    text('unit', '责任单位（乡、村）', 26),
    text('effect', '实际效果', 40),
    text('valueName', '衡量指标', 18),
    number('before', '整改前'),
    number('after', '整改后'),
  ],
  3: [
    text('seq', '序号', 6),
    text('finding', '问题具体表现', 34),
    text('unit', '责任单位', 28),
    text('nextSteps', '下步措施', 56),
    text('person', '责任人', 12),
  ],
};

/** One attachment as a workbook for A4. A unit's own rows and those of places below it stand under the same number of the list. */
export function partWorkbook(
  part: Part,
  head: { title: string; unitName: string; day: string },
  rows: readonly PartRow[],
): WorkbookSpec {
  const shown = part === 1 ? rows : rows.filter((r) => (part === 2 ? (r.effect ?? r.before) : r.nextSteps) !== null);
  return {
    sheets: [
      {
        name: `附件${part}`,
        titles: [
          [{ text: `附件${part}`, columns: 2 }],
          `${head.title}：${PARTS[part]}`,
          [
            { text: `填报单位：${head.unitName}`, columns: 4 },
            { text: `日期：${head.day}`, columns: COLUMNS[part].length - 4 },
          ],
        ],
        titleLine: 1,
        columns: [...COLUMNS[part]],
        rows: shown.map(cellsOf),
        orientation: 'landscape',
      },
    ],
  };
}

const FOUND = new Map([
  [true, '存在'],
  [false, '不存在'],
]);

function cellsOf(r: PartRow): Record<string, string | number | null> {
  return {
    seq: String(r.seq),
    source: SOURCES[r.source],
    kind: KINDS[r.kind],
    finding: r.weakLink === null ? r.finding : `${r.finding}（${WEAK_LINKS[r.weakLink]}）`,
    task: r.task,
    unit: r.unit,
    found: r.level === 'place' ? '' : ((r.found === null ? undefined : FOUND.get(r.found)) ?? '未查摆'),
    checkNote: r.checkNote,
    cause: r.cause === null ? null : `${r.causeKind === null ? '' : `${CAUSES[r.causeKind]}：`}${r.cause}`,
    measure: r.measure,
    person: r.person,
    dueOn: r.dueOn,
    valueName: r.valueName,
    before: r.before,
    after: r.after,
    effect: r.effect ?? r.checkNote,
    nextSteps: r.nextSteps,
    completedOn: r.completedOn,
    verified: r.verifiedBy === null ? null : `${r.verifiedBy}（${r.verifiedOn}）${r.opinion ?? ''}`,
    sendBacks: r.state === null ? '' : String(r.sendBacks),
    state: r.state === null ? '' : RECTIFICATION_STATES[r.state],
  };
}
