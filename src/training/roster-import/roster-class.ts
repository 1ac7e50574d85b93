import { cellText } from '../../standards/cleaning/index.ts';
import type { Cell } from '../../platform/sheets/index.ts';

/** What stands above the names of one class. Days yyyy-mm-dd; null where it is not written or not readable. */
export type ClassHead = {
  name: string | null;
  trade: string | null;
  startsOn: string | null;
  endsOn: string | null;
  /** Days from the first to the last, both counted. */
  days: number | null;
  hours: number | null;
  place: string | null;
  teacher: string | null;
  /** How many the head says are in the class. */
  announced: number | null;
};

const KEYS = {
  name: /^(?:培训)?(?:班级|班次|班名|培训班)(?:名称)?$/,
  trade: /^(?:培训)?(?:工种|专业|项目|职业(?:工种)?|职业\(工种\))(?:名称)?$/,
  span: /^(?:培训)?(?:起止|开班)?(?:日期|时间|起止日期|起止时间|期限)$|^培训起止(?:日期|时间)$|^起止(?:日期|时间)$|^开班时间至结业时间$/,
  startsOn: /^(?:开班|开课|开始|开学)(?:日期|时间)$/,
  endsOn: /^(?:结业|结束|结课|毕业)(?:日期|时间)$/,
  days: /^(?:培训)?(?:天数|总天数)$/,
  hours: /^(?:培训|总)?(?:课时|学时|课时数|学时数|总课时|总学时)$/,
  place: /^(?:培训|授课|上课|教学)?(?:地点|教室|场所|地址)$/,
  teacher: /^(?:班主任|负责人|带班老师|任课教师|教师)$/,
  announced: /^(?:人数|培训人数|学员人数|班级人数|参训人数)$/,
} as const;
type Key = keyof typeof KEYS;

const keyOf = (text: string): Key | null =>
  (Object.keys(KEYS) as Key[]).find((key) => KEYS[key].test(text.normalize('NFKC').replace(/\s/g, ''))) ?? null;

/** `key：value` pairs of a row: several in one cell, or the key in one cell and the value in the next. */
export function pairsOf(cells: readonly Cell[]): [string, Cell][] {
  const pairs: [string, Cell][] = [];
  for (const [at, cell] of cells.entries()) {
    const text = cellText(cell).trim();
    if (text === '') continue;
    const inside = [
      ...text.matchAll(
        /([^\s：:]{2,10})\s*[：:]\s*([^：:]*?)(?=\s{2,}[^\s：:]{2,10}\s*[：:]|\s[^\s：:]{2,10}\s*[：:]|$)/g,
      ),
    ];
    for (const [, key, value] of inside) if (key && value) pairs.push([key, value.trim()]);
    const next = cells.slice(at + 1).find((c) => cellText(c) !== '');
    const bare = text.replace(/[：:]$/, '');
    if (inside.every(([, , v]) => v === '') && keyOf(bare) && next !== undefined) pairs.push([bare, next]);
  }
  return pairs;
}

/** Whether a row tells something of a class. */
export const tellsOfClass = (cells: readonly Cell[]): boolean => pairsOf(cells).some(([key]) => keyOf(key) !== null);

/** The head of a class from the rows above its names; a title without a key gives the name where none is written. */
export function classHead(rows: readonly (readonly Cell[])[]): ClassHead {
  const found = new Map<Key, Cell>();
  for (const [written, value] of rows.flatMap(pairsOf)) {
    const key = keyOf(written);
    if (key !== null && !found.has(key)) found.set(key, value);
  }
  const text = (key: Key) => (found.has(key) ? cellText(found.get(key)!).trim() || null : null);
  const name = text('name') ?? titleOf(rows);
  const span = text('span') ?? text('startsOn');
  const year = /(\d{4})\s*年/.exec(`${name ?? ''}`)?.[1] ?? null;
  const [startsOn, until] =
    span === null ? [null, null] : daysOf(dayText(found, 'span') ?? dayText(found, 'startsOn') ?? span, year);
  const endsOn = until ?? (found.has('endsOn') ? daysOf(dayText(found, 'endsOn') ?? '', year)[0] : null);
  return {
    name,
    trade: text('trade'),
    startsOn,
    endsOn,
    days: startsOn !== null && endsOn !== null ? daysBetween(startsOn, endsOn) : numberIn(text('days')),
    hours: numberIn(text('hours')),
    place: text('place'),
    teacher: text('teacher'),
    announced: numberIn(text('announced')),
  };
}

function dayText(found: ReadonlyMap<Key, Cell>, key: Key): string | null {
  const cell = found.get(key);
  if (cell === undefined || cell === null) return null;
  return typeof cell === 'object' ? cell.date : cellText(cell);
}

function titleOf(rows: readonly (readonly Cell[])[]): string | null {
  const titles = rows.flatMap((cells) => {
    const filled = cells.map((c) => cellText(c).trim()).filter((t) => t !== '');
    return filled.length === 1 ? filled : [];
  });
  return titles.find((t) => /班/.test(t) && /第|期|培训班/.test(t)) ?? null;
}

const numberIn = (text: string | null): number | null => {
  const found = /\d+(?:\.\d+)?/.exec(text?.normalize('NFKC') ?? '')?.[0];
  return found === undefined ? null : Number(found);
};

const DAY = /(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?/g;
const MARK = /(至|到|—+|–|~|～|−|－|―)/g;

/** First and last day of "2020年5月6日至5月20日", "2020.5.11—5.22", "2020/5/25-2020/6/8": a missing year is the one that makes the span run forward. */
export function daysOf(text: string, year: string | null): [string | null, string | null] {
  const plain = text
    .normalize('NFKC')
    .replace(MARK, ' 至 ')
    .replace(/(\d{4}[./]\d{1,2}[./]\d{1,2})\s*-\s*(?=\d)/, '$1 至 ');
  const [first, second] = [...plain.matchAll(DAY)];
  if (!first) return [null, null];
  const startYear = first[1] ?? year;
  if (startYear === null) return [null, null];
  const start = dayOf(Number(startYear), first[2]!, first[3]!);
  if (!second || start === null) return [start, null];
  const same = dayOf(Number(second[1] ?? startYear), second[2]!, second[3]!);
  if (second[1] !== undefined || same === null || same >= start) return [start, same];
  return [start, dayOf(Number(startYear) + 1, second[2]!, second[3]!)];
}

function dayOf(year: number, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number | null =>
  to < from ? null : Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
