import { addMonths, type PlainDate } from '../../platform/plain-date.ts';
import type { MajorCriterion, SchoolCriterion } from './criteria.ts';

/** One record behind a figure: which, of which day, and what it says. It names no person. */
export type Behind = { sourceId: string; on: string | null; says: string };

/** Figures of a criterion, null where there is nothing to count, and the records they were counted from. */
export type Counted = { figures: Record<string, number | null>; records: Behind[] };

export type Graduate = {
  sourceId: string;
  on: string;
  major: string | null;
  employer: string | null;
  jobKind: string | null;
  employedOn: string | null;
};
export type Assessed = { sourceId: string; on: string; occupation: string; result: string };
export type Placed = {
  sourceId: string;
  on: string;
  employer: string | null;
  endedOn: string | null;
  contract: boolean;
};
export type Fact = {
  sourceId: string;
  on: string;
  major: string;
  kind: string;
  name: string;
  quantity: number;
  dualQualified: boolean | null;
  score: number | null;
};
export type Enrolled = { major: string; students: number };

/** What a school has, as far as its records tell it. */
export type SchoolRecords = {
  graduates: readonly Graduate[];
  assessed: readonly Assessed[];
  placed: readonly Placed[];
  facts: readonly Fact[];
  enrolled: readonly Enrolled[];
};

/** A share in per cent to one decimal; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10;
}

const PASSED = '合格';
/** Employed by an employer or for oneself, as the annexed table's base reading has it. */
const JOBS: readonly string[] = ['job', 'self_employed'];
const isEmployed = (g: Graduate) => g.jobKind !== null && JOBS.includes(g.jobKind);

/** The figures of the five criteria of a school. `months` is how long a placement must last to count as retained by `today`. */
export function schoolFigures(
  records: SchoolRecords,
  months: number,
  today: PlainDate,
): Record<SchoolCriterion, Counted> {
  return {
    conditions: conditions(records),
    teaching: teaching(records.assessed),
    breadth: breadth(records.graduates.filter(isEmployed)),
    rate: rate(records.graduates),
    quality: quality(records.placed, months, today),
  };
}

/** The figures of the five criteria of one major. */
export function majorFigures(records: SchoolRecords, major: string): Record<MajorCriterion, Counted> {
  const graduates = records.graduates.filter((g) => g.major === major);
  const facts = records.facts.filter((f) => f.major === major);
  const students = total(records.enrolled.filter((e) => e.major === major).map((e) => e.students));
  const orders = facts.filter((f) => f.kind === 'order');
  const employment = rate(graduates);
  return {
    range: breadth(graduates.filter(isEmployed)),
    teachers: teachers(facts),
    equipment: equipment(facts, students),
    recognition: recognition(facts),
    outlook: {
      figures: { ...employment.figures, orders: total(orders.map((o) => o.quantity)) },
      records: [...employment.records, ...orders.map(factBehind)],
    },
  };
}

function conditions({ facts, enrolled }: SchoolRecords): Counted {
  const students = total(enrolled.map((e) => e.students));
  const [staff, room] = [teachers(facts), equipment(facts, students)];
  return { figures: { ...staff.figures, ...room.figures }, records: [...staff.records, ...room.records] };
}

function teaching(assessed: readonly Assessed[]): Counted {
  const passed = assessed.filter((a) => a.result === PASSED).length;
  return {
    figures: { passed, assessed: assessed.length, passRate: percentOf(passed, assessed.length) },
    records: assessed.map((a) => ({ sourceId: a.sourceId, on: a.on, says: `${a.occupation} ${a.result}` })),
  };
}

function breadth(employed: readonly Graduate[]): Counted {
  const employers = new Set(employed.map((g) => g.employer?.trim()).filter((e) => e));
  return { figures: { placements: employed.length, employers: employers.size }, records: employed.map(graduateBehind) };
}

function rate(graduates: readonly Graduate[]): Counted {
  const employed = graduates.filter(isEmployed).length;
  return {
    figures: { graduates: graduates.length, employed, employmentRate: percentOf(employed, graduates.length) },
    records: graduates.map(graduateBehind),
  };
}

function quality(placed: readonly Placed[], months: number, today: PlainDate): Counted {
  const lasted = (p: Placed) => {
    const until = addMonths(p.on as PlainDate, months);
    return p.endedOn === null ? until <= today : p.endedOn >= until;
  };
  const [contracts, retained] = [placed.filter((p) => p.contract).length, placed.filter(lasted).length];
  return {
    figures: {
      placements: placed.length,
      contracts,
      contractRate: percentOf(contracts, placed.length),
      retained,
      retentionRate: percentOf(retained, placed.length),
    },
    records: placed.map((p) => ({
      sourceId: p.sourceId,
      on: p.on,
      says: [p.employer ?? '自主创业', p.contract ? '已签合同' : '', p.endedOn ? `至${p.endedOn}` : '在岗']
        .filter((part) => part)
        .join(' '),
    })),
  };
}

function teachers(facts: readonly Fact[]): Counted {
  const staff = facts.filter((f) => f.kind === 'teacher');
  return {
    figures: { teachers: staff.length, dualQualified: staff.filter((f) => f.dualQualified === true).length },
    records: staff.map(factBehind),
  };
}

function equipment(facts: readonly Fact[], students: number): Counted {
  const rooms = facts.filter((f) => f.kind === 'workstation');
  const workstations = total(rooms.map((f) => f.quantity));
  const perStudent = students === 0 ? null : Math.round((workstations * 100) / students) / 100;
  return { figures: { workstations, students, perStudent }, records: rooms.map(factBehind) };
}

function recognition(facts: readonly Fact[]): Counted {
  const answers = facts.filter((f) => f.kind === 'employer_answer');
  const sum = total(answers.map((f) => Math.round((f.score ?? 0) * 10)));
  const average = answers.length === 0 ? null : Math.round(sum / answers.length) / 10;
  return { figures: { answers: answers.length, average }, records: answers.map(factBehind) };
}

function graduateBehind(g: Graduate): Behind {
  const went = isEmployed(g) ? (g.employer ?? '已就业') : '未就业';
  return { sourceId: g.sourceId, on: g.employedOn ?? g.on, says: [g.major, went].filter((part) => part).join(' ') };
}

function factBehind(f: Fact): Behind {
  const told = f.score === null ? (f.quantity > 1 ? `× ${f.quantity}` : '') : `${f.score} 分`;
  const dual = f.dualQualified === true ? '双师型' : '';
  return { sourceId: f.sourceId, on: f.on, says: [f.name, dual, told].filter((part) => part).join(' ') };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}
