import type { Commitment, Party } from '../agreements/store.ts';
import { definitions } from '../engine/definition-files.ts';
import type { CommitmentInput } from '../schema.ts';
import type { PlanRow, PlanTable } from './columns.ts';

/** What a row of a plan table says of an agreement, apart from its sides. */
export type PlannedAgreement = {
  title: string;
  startsOn: string | null;
  endsOn: string | null;
  data: Record<string, unknown>;
  commitments: CommitmentInput[];
};

/** Column of the table → field of the agreement, where the value is carried as it stands. */
const FIELDS: Record<PlanTable, Record<string, string>> = {
  annex1: {
    schoolName: 'school_name',
    studentsAYear: 'students_a_year',
    hostSchool: 'host_school',
    task: 'task',
    starts: 'starts',
    built: 'built',
    firstIntake: 'first_intake',
    investment: 'investment',
    investmentSources: 'investment_sources',
    help: 'help',
    remark: 'remark',
  },
  annex2: {
    recipientCode: 'recipient_code',
    recipientGrade: 'recipient_grade',
    helperCode: 'helper_code',
    students: 'students',
    majors: 'majors',
    teachers: 'teachers',
    countedOn: 'counted_on',
    needs: 'needs',
    committee: 'committee_note',
    station: 'station_note',
    measures: 'measures',
    remark: 'remark',
  },
};
/** Column → field whose value is one of the document's words. */
const CODED: Record<PlanTable, Record<string, string>> = {
  annex1: { way: 'way', grade: 'grade', conditions: 'conditions' },
  annex2: {},
};
/** Column → kind of commitment whose number it is. */
const NUMBERS: Record<PlanTable, Record<string, string>> = {
  annex1: {},
  annex2: { sendPeople: 'send_people', takePeople: 'take_people', enterprises: 'bring_enterprise' },
};

const optionsOf = (kind: string, field: string) =>
  definitions()
    .agreements.get(kind)!
    .fields.find((f) => f.key === field)!.options;

const majorsOf = (table: PlanTable, row: PlanRow): string[] =>
  table === 'annex1'
    ? String(row.focusMajors ?? '')
        .split(/[、，,；;]/)
        .map((m) => m.trim())
        .filter(Boolean)
    : [row.major1, row.major2].flatMap((m) => (m === undefined ? [] : [String(m)]));

/** A row as the agreement it plans; words that are none of the document's are told by column. */
export function plannedOf(
  table: PlanTable,
  kind: string,
  row: PlanRow,
): { planned: PlannedAgreement; unknown: string[] } {
  const data: Record<string, unknown> = {};
  for (const [column, field] of Object.entries(FIELDS[table])) if (row[column] !== undefined) data[field] = row[column];
  const unknown: string[] = [];
  for (const [column, field] of Object.entries(CODED[table])) {
    const code = optionsOf(kind, field).find((o) => o.title.zh === row[column])?.code;
    if (code) data[field] = code;
    else unknown.push(column);
  }
  const major = table === 'annex1' ? 'build_major' : 'focus_major';
  const commitments: CommitmentInput[] = majorsOf(table, row).map((code) => ({ kind: major, code, quantity: 1 }));
  for (const [column, promised] of Object.entries(NUMBERS[table])) {
    const quantity = Number(row[column] ?? 0);
    if (quantity > 0) commitments.push({ kind: promised, quantity });
  }
  const recipient = table === 'annex1' ? row.schoolName : row.recipientName;
  return {
    planned: {
      title: `${row.helperName}帮扶${recipient}`,
      startsOn: textOf(row.startsOn),
      endsOn: textOf(row.endsOn),
      data,
      commitments,
    },
    unknown,
  };
}

const textOf = (value: string | number | undefined): string | null => (value === undefined ? null : String(value));

export type PlannedRow = {
  data: Record<string, unknown>;
  startsOn: string | null;
  endsOn: string | null;
  kind: string;
  parties: readonly Party[];
  commitments: readonly Commitment[];
  places: ReadonlyMap<number, string>;
};

/** An agreement as a row of its plan table; the serial number is given by the recipient's place in the table. */
export function planRowOf(table: PlanTable, agreement: PlannedRow): PlanRow {
  const { data, parties, commitments, places } = agreement;
  const [recipient, helper] = [parties.find((p) => p.role !== 'helper')!, parties.find((p) => p.role === 'helper')!];
  const provinceOf = (code: number) => places.get(Math.floor(code / 1e10) * 1e10) ?? String(Math.floor(code / 1e10));
  const row: Record<string, unknown> = {
    recipientProvince: provinceOf(recipient.divisionCode),
    helperProvince: provinceOf(helper.divisionCode),
    place: places.get(recipient.divisionCode) ?? String(recipient.divisionCode).padStart(12, '0'),
    helperName: helper.name,
    recipientName: recipient.name,
    scope: provinceOf(recipient.divisionCode) === provinceOf(helper.divisionCode) ? '省内' : '省外',
    recipientUnit: recipient.responsibleUnit,
    recipientOfficer: recipient.officer,
    recipientPhone: recipient.officerPhone,
    helperUnit: helper.responsibleUnit,
    helperOfficer: helper.officer,
    helperPhone: helper.officerPhone,
    startsOn: agreement.startsOn,
    endsOn: agreement.endsOn,
  };
  for (const [column, field] of Object.entries(FIELDS[table])) row[column] = data[field];
  for (const [column, field] of Object.entries(CODED[table]))
    row[column] = optionsOf(agreement.kind, field).find((o) => o.code === data[field])?.title.zh;
  const majors = commitments.filter((c) => c.kind === 'focus_major' || c.kind === 'build_major').map((c) => c.code);
  Object.assign(
    row,
    table === 'annex1' ? { focusMajors: majors.join('、') } : { major1: majors[0], major2: majors[1] },
  );
  for (const [column, kind] of Object.entries(NUMBERS[table]))
    row[column] = commitments.find((c) => c.kind === kind)?.quantity;
  return Object.fromEntries(
    Object.entries(row).filter(
      (pair): pair is [string, string | number] => pair[1] !== null && pair[1] !== undefined && pair[1] !== '',
    ),
  );
}
