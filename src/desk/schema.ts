import { z } from 'zod';
import type { Disclosure } from '../policy/schema.ts';
import { isPlainDate } from '../platform/plain-date.ts';

const Paged = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');

export const ShowToday = z.object({});
export type ShowToday = z.infer<typeof ShowToday>;

/** A number on the first screen: how many wait, counted up to a limit (`capped`: there are more), and the list that shows them. */
export type Waiting = { key: string; count: number; capped: boolean; list: string };

/** Cases over the limit of one's own level. `limit` in working days and where it was set; null where the locality has set none. */
export type Late = {
  state: 'not_set' | 'calendar_not_published' | 'counted';
  limit: number | null;
  setFor: string | null;
  count: number;
  capped: boolean;
  oldestWorkingDays: number | null;
  list: string;
};

/** A case that came back, with the reason as it was written. */
export type Returned = {
  id: string;
  number: string;
  name: string;
  stateName: string;
  reason: string | null;
  unitName: string | null;
  at: string | null;
  workingDays: number | null;
  open: string;
};

export type MessageLine = { id: string; title: string; body: string; link: string | null; createdAt: string };

/** The newest published list of a kind that touches one's area. */
export type Freshness = { kind: string; kindName: string; sender: string; listDate: string; ageDays: number };

export type DeadlineLine = {
  key: string;
  title: { zh: string; en: string };
  clause: string;
  dueOn: string;
  /** Negative when over; null where the holiday notice of the year is not published. */
  workingDaysLeft: number | null;
  state: 'pending' | 'on_time' | 'late' | 'overdue' | 'not_tracked';
  doneOn: string | null;
  list: string | null;
};

export type JobLine = {
  id: string;
  title: string;
  state: string;
  done: number;
  total: number | null;
  message: string | null;
};

/** How a city's catalogue of the year stands, and how many were admitted so far. */
export type CityProgress = {
  cityCode: string;
  cityName: string;
  year: number;
  draft: boolean;
  publishedOn: string | null;
  filedOn: string | null;
  receivedOn: string | null;
  duty: 'pending' | 'on_time' | 'late' | 'overdue' | 'not_tracked' | 'no_deadline';
  admitted: number;
};

export type TodayAnswer = {
  today: string;
  waiting: Waiting[];
  late: Late | null;
  returned: { rows: Returned[]; list: string } | null;
  messages: { unread: number; capped: boolean; rows: MessageLine[] };
  lists: Freshness[];
  deadlines: DeadlineLine[];
  cities: CityProgress[];
  jobs: JobLine[];
};

export const Search = z.object({ q: z.string().trim().min(1, '请输入姓名、证件号码或申请编号').max(60, '内容过长') });
export type Search = z.infer<typeof Search>;

export type PersonHit = {
  personId: string;
  name: string;
  sex: string | null;
  age: number | null;
  idMask: string | null;
  villageName: string | null;
};
export type ApplicationHit = {
  id: string;
  number: string;
  name: string;
  year: number;
  stateName: string;
  schoolName: string | null;
  major: string | null;
};
export type SchoolHit = { institutionId: string; name: string; kind: string };
export type SearchAnswer = {
  understoodAs: 'name' | 'id_number' | 'application_number';
  people: PersonHit[];
  applications: ApplicationHit[];
  schools: SchoolHit[];
  /** More people have this name than are shown. */
  morePeople: boolean;
};

export const ListAuditEntries = z.object({
  ...Paged,
  actor: z.string().trim().max(50).optional(),
  action: z.string().trim().max(60).optional(),
  subject: z.string().trim().max(80).optional(),
  division: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type ListAuditEntries = z.input<typeof ListAuditEntries>;

export type AuditLine = {
  id: string;
  at: string;
  userName: string;
  onBehalfOf: string | null;
  unitName: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  summary: string;
  /** Place in the chain; null while it waits for the sealer. */
  seq: number | null;
};

export const AuditEntryId = z.object({ id: z.uuid() });
export type AuditEntryId = z.infer<typeof AuditEntryId>;

export type AuditEntryView = AuditLine & {
  personId: string | null;
  divisionCode: string | null;
  requestId: string;
  ip: string | null;
  payload: unknown;
  entryHash: string | null;
  chainHash: string | null;
  sealedAt: string | null;
};

export const VerifyAudit = z.object({});
export type VerifyAudit = z.infer<typeof VerifyAudit>;

export const ListVerifications = z.object({ ...Paged });
export type ListVerifications = z.input<typeof ListVerifications>;

export type Verification = {
  id: string;
  state: string;
  createdAt: string;
  finishedAt: string | null;
  report: {
    sealed: number;
    unsealed: number;
    oldestUnsealed: string | null;
    lastRoot: { day: string; hash: string } | null;
    faults: { kind: string; seq: number | null; entryId: string | null }[];
    faultCount: number;
  } | null;
};

export const ListAuditRoots = z.object({ ...Paged });
export type ListAuditRoots = z.input<typeof ListAuditRoots>;
export type AuditRoot = { day: string; lastSeq: number; hash: string; publishedAt: string };

export const readActs = { open_file: '查看档案', unmask: '查看完整信息', export: '导出', print: '打印' } as const;
export const ListReads = z.object({
  ...Paged,
  act: z.enum(['open_file', 'unmask', 'export', 'print']).optional(),
  user: z.string().trim().max(50).optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type ListReads = z.input<typeof ListReads>;
export type ReadLine = {
  at: string;
  userName: string | null;
  unitName: string | null;
  act: keyof typeof readActs;
  persons: number;
  personId: string | null;
  purpose: string | null;
};

export const ListPolicies = z.object({});
export type ListPolicies = z.infer<typeof ListPolicies>;
export type PolicyLine = {
  code: string;
  titleZh: string;
  titleEn: string;
  numbers: string[];
  issuers: string[];
  issuedOn: string | null;
  validFrom: string;
  validTo: string | null;
  /** Whether its first day has come. */
  begun: boolean;
  inForce: boolean;
};

export const PolicyCode = z.object({ code: z.string().trim().min(1).max(40) });
export type PolicyCode = z.infer<typeof PolicyCode>;
export type PolicyFigure = {
  labelZh: string;
  labelEn: string;
  type: string;
  value: unknown;
  unit: string | null;
  operator: string;
  place: string;
  validFrom: string;
  validTo: string | null;
};
/** An official text or annex that its office has put before the public; `readable` where a browser shows it by itself. */
export type PublicText = {
  textId: string;
  fileName: string;
  size: number;
  unitName: string;
  part: 'text' | 'annex';
  annex: number | null;
  readable: boolean;
};
export type PolicyView = PolicyLine & {
  disclosure: Disclosure | null;
  clauses: { id: string; place: string; zh: string; en: string }[];
  figures: PolicyFigure[];
  texts: PublicText[];
};
